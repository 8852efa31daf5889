import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CODE_FOLDER } from '../../io/files/package-root.ts';
import { topFolder } from '../../io/files/top-folder.ts';
import { reachableCode } from './reachable-code.ts';

/** Folders for temporary files, of which this repository can be below one. */
const ELSEWHERE = [tmpdir(), '/var/tmp', '/dev/shm'].find(
  (path) => topFolder(path) !== topFolder(CODE_FOLDER),
);

test('a catalogue on another branch of the file system gets a copy, with the packages that it imports', () => {
  const root = mkdtempSync(join(ELSEWHERE ?? expect.unreachable('no such folder'), 'slipway-code-'));
  try {
    const copy = reachableCode(root);
    expect(copy.startsWith(root)).toBe(true);
    const module = join('site', 'loaders', 'routes.ts');
    expect(readFileSync(join(copy, module), 'utf8')).toBe(readFileSync(join(CODE_FOLDER, module), 'utf8'));
    expect(createRequire(join(copy, module)).resolve('zod')).toBe(
      createRequire(join(CODE_FOLDER, module)).resolve('zod'),
    );
    expect(reachableCode(root)).toBe(copy);
  } finally {
    rmSync(root, { recursive: true });
  }
});

test('a catalogue beside the package needs none', () => {
  expect(reachableCode(join(CODE_FOLDER, '..', '.cache', 'astro'))).toBe(CODE_FOLDER);
});
