import { readFileSync } from 'node:fs';
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
