import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runHere } from '../../tests/support/command-line.ts';
import { findFreePort } from '../../tests/support/servers.ts';
import { createTemporaryFolder } from '../../tests/support/temporary.ts';

test('a registry that cannot be asked costs a new catalogue its digest, and is named', async () => {
  await using folder = await createTemporaryFolder('new');
  const image = `127.0.0.1:${await findFreePort()}/course/python:2026.1`;
  const { exitCode, stdout } = await runHere(['new', 'catalogue', 'course', '--yes', '--image', image], {
    workFolder: folder.path,
  });

  expect(exitCode).toBe(0);
  const [wrote, note, next] = stdout.split('\n');
  expect(wrote).toMatch(/^Wrote \d files: /);
  expect(note).toMatch(
    new RegExp(
      `^The digest of ${image} is not in catalog\\.yaml, because its registry could not be asked \\(`,
    ),
  );
  expect(note).toMatch(/\): npm run check says later what to add\.$/);
  expect(next).toBe('Next:');
  const manifest = readFileSync(join(folder.path, 'course/catalog.yaml'), 'utf8');
  expect(manifest).toContain('tag: "2026.1"');
  expect(manifest).not.toContain('digest');
});

test.each([
  [['--title', ''], 'title: "": This text is empty'],
  [['--title', 'a\u001bb'], 'contains a control character'],
  [['--language', 'english'], 'language: english: "english" is not a language tag'],
  [
    ['--url', 'http://example.org/x/'],
    'url: http://example.org/x/: "http://example.org/x/" is not encrypted',
  ],
  [['--hub', 'https://hub.example.org/user/me'], 'the address of the hub itself is meant.'],
  [['--repository', 'https://github.com/a/b/tree/main'], 'the address of the repository itself is meant.'],
  [['--slipway', ''], 'It takes a name.'],
])('what check would refuse is not written: %j', async (args, expected) => {
  await using folder = await createTemporaryFolder('new');
  // Its registry does not answer, and is not needed for this.
  const image = `127.0.0.1:${await findFreePort()}/course/python:2026.1`;
  const { exitCode, stdout, stderr } = await runHere(
    ['new', 'catalogue', 'course', '--yes', '--image', image, ...args],
    { workFolder: folder.path },
  );

  expect([exitCode, stdout]).toEqual([2, '']);
  expect(stderr).toContain(expected);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(existsSync(join(folder.path, 'course'))).toBe(false);
});

test.each([
  ['-x', '  cd ./-x'],
  ['my course', '  cd "my course"'],
  ['Übung', '  cd Übung'],
  ['a&b', '  cd "a&b"'],
])('says how to enter %s', async (name, expected) => {
  await using folder = await createTemporaryFolder('new');
  const image = `127.0.0.1:${await findFreePort()}/course/python:2026.1`;
  const { stdout } = await runHere(['new', 'catalogue', '--yes', '--image', image, '--', name], {
    workFolder: folder.path,
  });

  expect(stdout.split('\n')).toContain(expected);
});
