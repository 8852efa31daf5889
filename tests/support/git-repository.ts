import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A file of a commit: text or bytes; a link's target; null to delete it. */
export type CommitFile = string | Buffer | { readonly linkTo: string } | null;

/** A bare repository made by real git, whose commits are written without a work tree, so that any name is possible. */
export interface TestRepository {
  readonly path: string;
  /** Adds a commit on a branch. @param date ISO 8601, of author and committer @returns its id */
  commit(branch: string, files: Readonly<Record<string, CommitFile>>, date?: string): string;
  /** Many commits on a branch, by one process. @returns the id of the last */
  commitAll(
    branch: string,
    commits: readonly { readonly files: Readonly<Record<string, CommitFile>>; readonly date?: string }[],
  ): string;
  git(...args: string[]): string;
}

/** Makes `<folder>/<name>`, which `startGitServer` serves as `<url>/<name>`. */
export function createTestRepository(folder: string, name: string, defaultBranch = 'main'): TestRepository {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  const run = (args: readonly string[], input?: string | Buffer, extra: NodeJS.ProcessEnv = {}) =>
    execFileSync('git', args, {
      env: { ...testGitEnvironment(), ...extra },
      ...(input === undefined ? {} : { input }),
      maxBuffer: 64 * 1024 * 1024,
    })
      .toString('utf8')
      .trim();
  // What `git init` makes, without a process: there are hundreds of repositories.
  for (const part of ['objects/info', 'objects/pack', 'refs/heads', 'refs/tags'])
    mkdirSync(join(path, part), { recursive: true });
  writeFileSync(join(path, 'HEAD'), `ref: refs/heads/${defaultBranch}\n`);
  writeFileSync(
    join(path, 'config'),
    '[core]\n\trepositoryformatversion = 0\n\tfilemode = true\n\tbare = true\n[uploadpack]\n\tallowFilter = true\n',
  );
  const git = (...args: string[]) => run([`--git-dir=${path}`, ...args]);
  const commitAll: TestRepository['commitAll'] = (branch, commits) => {
    const lines: Buffer[] = [];
    const say = (text: string) => lines.push(Buffer.from(text));
    for (const [index, { files, date = '2025-03-01T12:00:00Z' }] of commits.entries()) {
      const seconds = Math.floor(new Date(date).valueOf() / 1000);
      say(`commit refs/heads/${branch}\nmark :1\n`);
      say(`committer Test <test@example.invalid> ${seconds} +0000\ndata 4\ntest\n`);
      if (index === 0 && hasRef(path, `refs/heads/${branch}`)) say(`from refs/heads/${branch}^0\n`);
      for (const [file, content] of Object.entries(files)) {
        const quoted = JSON.stringify(file);
        if (content === null) {
          say(`D ${quoted}\n`);
          continue;
        }
        const isLink = typeof content === 'object' && 'linkTo' in content;
        const bytes = Buffer.from(isLink ? content.linkTo : content);
        say(`M ${isLink ? '120000' : '100644'} inline ${quoted}\ndata ${bytes.length}\n`);
        lines.push(bytes);
        say('\n');
      }
      say('\n');
    }
    say('get-mark :1\n');
    return run([`--git-dir=${path}`, 'fast-import', '--quiet', '--force'], Buffer.concat(lines));
  };
  return {
    path,
    git,
    commit: (branch, files, date) => commitAll(branch, [{ files, ...(date !== undefined && { date }) }]),
    commitAll,
  };
}

/** The machine's environment without anyone's git configuration. */
export function testGitEnvironment(configFile = '/dev/null'): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH ?? '',
    HOME: '/nonexistent',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: configFile,
    GIT_AUTHOR_NAME: 'Test',
    GIT_AUTHOR_EMAIL: 'test@example.invalid',
    GIT_COMMITTER_NAME: 'Test',
    GIT_COMMITTER_EMAIL: 'test@example.invalid',
    GIT_AUTHOR_DATE: '2025-03-01T12:00:00Z',
    GIT_COMMITTER_DATE: '2025-03-01T12:00:00Z',
  };
}

/**
 * Writes a git configuration that serves a folder of repositories by `file://` under a public address.
 * @returns its path, for `GIT_CONFIG_GLOBAL`
 */
export function writeInsteadOfConfig(
  file: string,
  address: string,
  folder: string,
  isFileAllowed = true,
): string {
  const allow = isFileAllowed ? '[protocol "file"]\n\tallow = always\n' : '';
  writeFileSync(
    file,
    `[url "file://${folder}/"]\n\tinsteadOf = ${address}\n${allow}[safe]\n\tdirectory = *\n`,
  );
  return file;
}

/** Removes a repository, as a host does. */
export function removeRepository(repository: TestRepository): void {
  rmSync(repository.path, { recursive: true, force: true });
}

function hasRef(path: string, name: string): boolean {
  const packed = join(path, 'packed-refs');
  if (existsSync(join(path, name))) return true;
  return existsSync(packed) && readFileSync(packed, 'utf8').includes(` ${name}\n`);
}
