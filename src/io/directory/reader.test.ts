import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createDirectoryReader } from './reader.ts';

let base: string;
let course: string;
const reader = createDirectoryReader({ env: { PATH: process.env.PATH, GIT_CONFIG_GLOBAL: '/dev/null' } });

beforeEach(() => {
  base = realpathSync(mkdtempSync(join(tmpdir(), 'slipway-directory-')));
  course = join(base, 'content', 'course');
  mkdirSync(course, { recursive: true });
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

function write(path: string, text: string | Buffer = 'x'): void {
  mkdirSync(dirname(join(course, path)), { recursive: true });
  writeFileSync(join(course, path), text);
}

describe('resolveFolder', () => {
  test.each([
    ['./course', true],
    ['course/', true],
    ['.', true],
    ['../content/course', true],
    ['..', 'directory/outside'],
    ['../outside', 'directory/outside'],
    ['/etc', 'directory/outside'],
    ['gone', 'directory/missing'],
    ['file.txt', 'directory/missing'],
    ['link-out', 'directory/outside'],
    ['link-in', true],
    ['course\0', 'directory/unreadable'],
  ])('%j', async (directory, expected) => {
    const content = join(base, 'content');
    mkdirSync(join(base, 'outside'));
    writeFileSync(join(content, 'file.txt'), 'x');
    symlinkSync(join(base, 'outside'), join(content, 'link-out'));
    symlinkSync(course, join(content, 'link-in'));
    const result = await reader.resolveFolder(content, directory);
    expect(result.ok ? true : result.failure.code).toBe(expected);
  });
});

describe('listFiles', () => {
  test('all but what is hidden; links are listed and not followed', async () => {
    for (const path of [
      'b/c/d.ipynb',
      'a#?%\n.ipynb',
      '.git/config',
      'b/.ipynb_checkpoints/x.ipynb',
      '.x',
      'node_modules/y',
    ]) {
      write(path);
    }
    writeFileSync(Buffer.concat([Buffer.from(`${course}/caf`), Buffer.from([0xe9])]), 'x');
    symlinkSync('/etc', join(course, 'etc'));
    symlinkSync(course, join(course, 'b', 'loop'));
    execFileSync('mkfifo', [join(course, 'pipe.ipynb')]);
    const result = await reader.listFiles(course);
    if (!result.ok) throw new Error(result.failure.message);
    expect(Object.fromEntries(result.value.map(({ path, kind }) => [path, kind]))).toEqual({
      'a#?%\n.ipynb': 'file',
      'b/c/d.ipynb': 'file',
      'b/loop': 'symlink',
      'caf\ufffd': 'unusable',
      etc: 'symlink',
    });
  });

  test('a folder that is gone', async () => {
    expect(await reader.listFiles(join(base, 'gone'))).toMatchObject({
      ok: false,
      failure: { code: 'directory/unreadable' },
    });
  });
});

describe('readFile', () => {
  test.each([
    ['a.ipynb', 'text'],
    ['sub/../a.ipynb', 'text'],
    ['large.ipynb', 'directory/too-large'],
    ['gone.ipynb', 'directory/missing'],
    ['a.ipynb/x', 'directory/missing'],
    ['../secret', 'directory/outside'],
    ['sub', 'directory/refused'],
    ['', 'directory/outside'],
    ['link.ipynb', 'directory/refused'],
    ['out/secret', 'directory/outside'],
    ['pipe.ipynb', 'directory/refused'],
    ['a\0b', 'directory/outside'],
  ])('%j', async (path, expected) => {
    write('a.ipynb', 'text');
    write('sub/x');
    write('large.ipynb', 'x'.repeat(101));
    writeFileSync(join(base, 'content', 'secret'), 'secret');
    symlinkSync('../secret', join(course, 'link.ipynb'));
    symlinkSync('..', join(course, 'out'));
    execFileSync('mkfifo', [join(course, 'pipe.ipynb')]);
    const result = await reader.readFile(course, path, 100);
    expect(result.ok ? result.value.toString() : result.failure.code).toBe(expected);
  });
});

describe('readChangeTimes', () => {
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', join(base, 'content'), ...args], {
      env: {
        PATH: process.env.PATH,
        GIT_CONFIG_GLOBAL: '/dev/null',
        GIT_AUTHOR_NAME: 'Test',
        GIT_AUTHOR_EMAIL: 'test@example.invalid',
        GIT_COMMITTER_NAME: 'Test',
        GIT_COMMITTER_EMAIL: 'test@example.invalid',
        GIT_COMMITTER_DATE: '2025-03-01T12:00:00Z',
        GIT_AUTHOR_DATE: '2024-01-01T00:00:00Z',
      },
    });

  test('by the last commit, where there is one', async () => {
    write('a #1.ipynb');
    write('new.ipynb');
    git('init', '--quiet');
    git('add', '--', 'course/a #1.ipynb');
    git('commit', '--quiet', '-m', 'one');
    expect(await reader.readChangeTimes(course, ['a #1.ipynb', 'new.ipynb'])).toEqual(
      new Map([['a #1.ipynb', '2025-03-01T12:00:00.000Z']]),
    );
  });

  test('a shallow clone, as CI makes it, tells nothing of its first commit', async () => {
    write('a.ipynb');
    git('init', '--quiet');
    git('add', '.');
    git('commit', '--quiet', '-m', 'one');
    git('commit', '--quiet', '--allow-empty', '-m', 'two');
    const clone = join(base, 'clone');
    git('clone', '--quiet', '--depth=1', `file://${join(base, 'content')}`, clone);
    expect(await reader.readChangeTimes(join(clone, 'course'), ['a.ipynb'])).toEqual(new Map());
    expect((await reader.readChangeTimes(course, ['a.ipynb'])).size).toBe(1);
  });

  test('nothing outside of a work tree, or before the first commit', async () => {
    write('a.ipynb');
    expect(await reader.readChangeTimes(course, ['a.ipynb'])).toEqual(new Map());
    git('init', '--quiet');
    expect(await reader.readChangeTimes(course, ['a.ipynb'])).toEqual(new Map());
  });
});

describe('measureFiles', () => {
  const MINUTE_MS = 60_000;
  /** As if the clock were so much later, so that what was just written has not changed for a while. */
  async function measure(path: string, laterMs = MINUTE_MS) {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + laterMs });
    try {
      const measured = (await reader.measureFiles(course, [path])).get(path);
      return measured?.ok ? measured.value : expect.unreachable(measured?.failure.message);
    } finally {
      vi.useRealTimers();
    }
  }

  test('gives the size of a file, and one version until somebody changes it', async () => {
    write('a.ipynb', 'abc');
    const first = await measure('a.ipynb');
    expect(first).toEqual({ sizeBytes: 3, version: expect.any(String) });
    expect(await measure('a.ipynb', 2 * MINUTE_MS)).toEqual(first);
  });

  test('another version after a change that keeps size and time', async () => {
    write('a.ipynb', 'abc');
    const { mtime } = statSync(join(course, 'a.ipynb'));
    const { version } = await measure('a.ipynb');
    write('a.ipynb', 'xyz');
    utimesSync(join(course, 'a.ipynb'), mtime, mtime);
    expect((await measure('a.ipynb')).version).not.toBe(version);
  });

  test.each([
    ['that was changed a moment ago', 0],
    ['that is from the future, as after a clock was set back', -MINUTE_MS],
  ])('no version of a file %s', async (_case, laterMs) => {
    write('a.ipynb', 'abc');
    expect(await measure('a.ipynb', laterMs)).toEqual({ sizeBytes: 3 });
  });
});

describe('names with accents in the other form', () => {
  const apart = 'été/début.ipynb'.normalize('NFD');
  const together = apart.normalize('NFC');

  test.each([
    [apart, together],
    [together, apart],
  ])('%# lead to what is on the disk', async (onDisk, written) => {
    write(onDisk, 'text');
    const folder = await reader.resolveFolder(course, dirname(written));
    expect(folder).toEqual({ ok: true, value: dirname(join(course, onDisk)) });
    const file = await reader.readFile(course, written, 100);
    expect(file.ok && file.value.toString()).toBe('text');
  });

  test('are two names where both are on the disk', async () => {
    write(apart, 'apart');
    write(together, 'together');
    const file = await reader.readFile(course, together, 100);
    expect(file.ok && file.value.toString()).toBe('together');
  });
});
