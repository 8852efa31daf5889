import { spawnSync } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';

/** A bare repository to be made: names of branches and tags, and the files each of them holds. */
export interface ContentRepositoryOptions {
  /** Folder of the bare repository; its parents are made too. */
  readonly folder: string;
  /** Path → text; the same files on every branch and tag. */
  readonly files: ReadonlyMap<string, string>;
  /** The first one is the default branch. */
  readonly branches: readonly string[];
  readonly tags?: readonly string[];
}

/**
 * Makes a bare repository without a working folder, so that any path git can store is possible.
 * Every branch and tag has a commit of its own, whose message is the name.
 */
export async function createContentRepository(options: ContentRepositoryOptions): Promise<void> {
  const [defaultBranch] = options.branches;
  if (defaultBranch === undefined) throw new Error('a repository needs a branch');
  await mkdir(dirname(options.folder), { recursive: true });
  runGit(['init', '--quiet', '--bare', `--initial-branch=${defaultBranch}`, options.folder]);
  const refs = [
    ...options.branches.map((name) => `refs/heads/${name}`),
    ...(options.tags ?? []).map((name) => `refs/tags/${name}`),
  ];
  const blobs = [...options.files].map(([path, text], index) => ({ path, text, mark: index + 1 }));
  const stream = [
    ...blobs.map(({ text, mark }) => `blob\nmark :${mark}\n${renderData(text)}`),
    ...refs.map((ref) =>
      [
        `commit ${ref}`,
        'committer Slipway tests <tests@example.org> 1700000000 +0000',
        renderData(ref),
        ...blobs.map(({ path, mark }) => `M 100644 :${mark} ${quotePath(path)}`),
        '',
      ].join('\n'),
    ),
  ].join('\n');
  runGit(['--git-dir', options.folder, 'fast-import', '--quiet'], stream);
}

function renderData(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}`;
}

/** A path as git's fast-import reads it, in C's style. */
function quotePath(path: string): string {
  const escaped = path.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
  return `"${escaped}"`;
}

function runGit(parameters: readonly string[], input?: string): void {
  const { status, stderr } = spawnSync('git', parameters, {
    encoding: 'utf8',
    ...(input === undefined ? {} : { input }),
    env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' },
  });
  if (status !== 0) throw new Error(`git ${parameters.join(' ')}: ${stderr}`);
}
