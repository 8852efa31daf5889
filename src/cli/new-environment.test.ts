import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { runHere } from '../../tests/support/command-line.ts';
import { createTemporaryFolder } from '../../tests/support/temporary.ts';
import { ENVIRONMENT_KINDS } from '../core/new-environment/environment-kinds.ts';

test.each(ENVIRONMENT_KINDS)(
  'slipway new environment --kind %s writes a repository that repo2docker can build',
  async (kind) => {
    await using folder = await createTemporaryFolder('new-environment');
    const { exitCode, stdout } = await runHere(
      ['new', 'environment', 'py', '--kind', kind, '--owner', 'Example'],
      {
        workFolder: folder.path,
      },
    );
    expect(exitCode).toBe(0);
    const files = readdirSync(`${folder.path}/py`, { recursive: true, encoding: 'utf8' });
    for (const path of ['README.md', 'verify', '.github/workflows/environment.yml']) {
      expect(files).toContain(path);
      expect(stdout).toContain(path);
    }
    expect(
      files.some((path) => /^binder\/(?:environment\.yml|requirements\.txt|install\.R)$/.test(path)),
    ).toBe(true);
    expect(statSync(`${folder.path}/py/verify`).mode & 0o111).toBe(0o111);
    execFileSync('bash', ['-n', `${folder.path}/py/verify`]);
    const workflow = parse(readFileSync(`${folder.path}/py/.github/workflows/environment.yml`, 'utf8'));
    expect(workflow.env).toEqual({ IMAGE: 'ghcr.io/example/py', ENVIRONMENT: 'py' });
  },
);

test('nothing is written over', async () => {
  await using folder = await createTemporaryFolder('new-environment');
  writeFileSync(`${folder.path}/verify`, 'mine');
  const refused = await runHere(['new', 'environment', 'py', '.'], { workFolder: folder.path });
  expect(refused.exitCode).toBe(1);
  expect(refused.stderr).toMatch(/is not empty \(verify\)/);
  expect(readdirSync(folder.path)).toEqual(['verify']);
  expect(readFileSync(`${folder.path}/verify`, 'utf8')).toBe('mine');
});

test.each([
  [['My Env'], 'Write "my-env".'],
  [['py', '--registry', 'hub'], 'Allowed choices are ghcr, docker, quay.'],
  [['py', '--owner', 'a b'], '--owner takes the name of an account'],
])('%j is refused in a sentence', async (args, sentence) => {
  await using folder = await createTemporaryFolder('new-environment');
  const refused = await runHere(['new', 'environment', ...args], { workFolder: folder.path });
  expect([refused.exitCode, readdirSync(folder.path)]).toEqual([2, []]);
  expect(refused.stderr).toContain(sentence);
});

test('an image is verified before it is pushed, and never as latest', async () => {
  await using folder = await createTemporaryFolder('new-environment');
  await runHere(['new', 'environment', 'py', '--registry', 'quay'], { workFolder: folder.path });
  const text = readFileSync(`${folder.path}/py/.github/workflows/environment.yml`, 'utf8');
  const names = (parse(text).jobs.image.steps as { readonly name?: string }[]).flatMap(
    ({ name }) => name ?? [],
  );
  expect(names).toEqual(['Build', 'Verify', 'List the packages', 'Push']);
  expect(text).not.toContain(':latest');
  expect(text).toContain('docker login quay.io');
});
