import { createHash } from 'node:crypto';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type GitCommands, hasSucceeded } from './commands.ts';
import { type Attempt, createTooLargeFailure, describeFailure, isObjectRefused } from './failures.ts';
import { watchFolderSize } from './folder-size.ts';
import type { GitExit } from './process.ts';
import type { GitFailure } from './types.ts';

/** How far back the history is fetched: enough to tell when most files were last changed. */
export const HISTORY_DEPTH = 50;

// Not `origin`: a user's configuration may well have something to say about remotes of that name.
const REMOTE = 'slipway-source';

type RefAttempt = Attempt & { readonly ref: string };

const FETCH = [
  'fetch',
  '--quiet',
  '--no-tags',
  '--no-prune',
  '--no-recurse-submodules',
  '--no-write-fetch-head',
  '--no-auto-maintenance',
  '--refmap=',
];

/** The name under which a repository in the cache keeps what a branch, tag or commit pointed at. Flat, so that `a` and `a/b` don't clash. */
export function cachedRefName(ref: string): string {
  return `refs/slipway/${createHash('sha256').update(ref).digest('hex').slice(0, 32)}`;
}

/** Makes an empty bare repository that knows where to fetch from. */
export async function createRepository(
  commands: GitCommands,
  gitDir: string,
  attempt: Attempt,
): Promise<GitFailure | undefined> {
  const steps = [
    ['init', '--quiet', '--bare', '--template=', '--', gitDir],
    [`--git-dir=${gitDir}`, 'config', `remote.${REMOTE}.url`, attempt.repository],
  ];
  for (const step of steps) {
    const exit = await commands.runLocal(step);
    if (!hasSucceeded(exit)) return describeFailure(exit, attempt);
  }
  return undefined;
}

/** Fetches one ref or commit, shallow and without blobs where the server can do that, and all of it where it cannot. */
export async function fetchRef(
  commands: GitCommands,
  gitDir: string,
  source: string,
  attempt: RefAttempt,
): Promise<GitFailure | undefined> {
  const target = ['--', REMOTE, `+${source}:${cachedRefName(attempt.ref)}`];
  const base = [`--git-dir=${gitDir}`, ...FETCH];
  return fetchWatched(gitDir, attempt, async (signal) => {
    const partial = [...base, `--depth=${HISTORY_DEPTH}`, '--filter=blob:none', ...target];
    const exit = await commands.runFetch(partial, { signal });
    const isPlain =
      exit.kind === 'stopped' || (exit.kind === 'exited' && /dumb http transport/u.test(exit.stderr));
    if (!isPlain) return exit;
    // Plain files: all or nothing. The first try has marked the repository as partial.
    await removeLeftovers(gitDir);
    for (const key of ['promisor', 'partialclonefilter']) {
      await commands.runLocal([`--git-dir=${gitDir}`, 'config', '--unset-all', `remote.${REMOTE}.${key}`]);
    }
    return commands.runFetch([...base, '--no-filter', ...target], { signal });
  });
}

/**
 * Fetches blobs by their ids in one request, as git itself does for a partial clone (promisor-remote.c).
 * A server of the old protocol that gives nothing by id is asked for the whole commit, blobs included.
 */
export async function fetchBlobs(
  commands: GitCommands,
  gitDir: string,
  blobIds: readonly string[],
  source: string,
  attempt: RefAttempt,
): Promise<GitFailure | undefined> {
  const base = [`--git-dir=${gitDir}`, ...FETCH];
  return fetchWatched(gitDir, attempt, async (signal) => {
    const byId = [
      '-c',
      'fetch.negotiationAlgorithm=noop',
      ...base,
      '--filter=blob:none',
      '--stdin',
      '--',
      REMOTE,
    ];
    const exit = await commands.runFetch(byId, { signal, input: `${blobIds.join('\n')}\n` });
    if (exit.kind !== 'stopped' && !isObjectRefused(exit)) return exit;
    await removeLeftovers(gitDir);
    const whole = [...base, '--refetch', '--no-filter', `--depth=${HISTORY_DEPTH}`, '--', REMOTE, source];
    return commands.runFetch(whole, { signal });
  });
}

/** Commits at which the fetched history was cut off. */
export async function readShallowBoundary(gitDir: string): Promise<ReadonlySet<string>> {
  const text = await readFile(join(gitDir, 'shallow'), 'utf8').catch(() => '');
  return new Set(text.split('\n').filter((line) => line !== ''));
}

/** How many fetches have left a pack behind. */
export async function countPacks(gitDir: string): Promise<number> {
  return (await listPackFiles(gitDir)).filter((name) => name.endsWith('.pack')).length;
}

async function listPackFiles(gitDir: string): Promise<readonly string[]> {
  return readdir(join(gitDir, 'objects', 'pack')).catch(() => []);
}

async function fetchWatched(
  gitDir: string,
  attempt: Attempt,
  fetch: (signal: AbortSignal) => Promise<GitExit>,
): Promise<GitFailure | undefined> {
  await removeLeftovers(gitDir);
  const packFiles = new Set(await listPackFiles(gitDir));
  const watch = watchFolderSize(gitDir, attempt.maxTotalBytes);
  const exit = await fetch(watch.signal);
  if (await watch.stop()) {
    await removeLeftovers(gitDir);
    const added = (await listPackFiles(gitDir)).filter((name) => !packFiles.has(name));
    await Promise.all(added.map((name) => rm(join(gitDir, 'objects', 'pack', name), { force: true })));
    return createTooLargeFailure(attempt);
  }
  if (hasSucceeded(exit)) return undefined;
  await removeLeftovers(gitDir);
  return describeFailure(exit, attempt);
}

/** Only one process fetches into a repository at a time, so a lock or a half-written file is of a process that has ended. */
async function removeLeftovers(gitDir: string): Promise<void> {
  const folders = ['.', 'refs/slipway', 'objects/pack'];
  for (const folder of folders) {
    const path = join(gitDir, folder);
    const names = await readdir(path).catch(() => []);
    const left = names.filter((name) => name.endsWith('.lock') || name.startsWith('tmp_'));
    await Promise.all(left.map((name) => rm(join(path, name), { recursive: true, force: true })));
  }
}
