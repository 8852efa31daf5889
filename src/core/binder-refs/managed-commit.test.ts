import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { createTemporaryFolder } from '../../../tests/support/temporary.ts';
import { checkRef } from '../catalog/fields/refs.ts';
import { computeBlobId, computeTreeId } from './git-objects.ts';
import { createManagedCommit, nameManagedBranch } from './managed-commit.ts';

const IMAGE = {
  registry: 'ghcr.io',
  repository: 'example/py',
  tag: 'v1.2',
  digest: `sha256:${'1a'.repeat(32)}`,
};

test('the id of a pin never changes, because links name it', () => {
  const { id, files } = createManagedCommit(IMAGE);
  expect(files.find(({ name }) => name === 'Dockerfile')?.text).toBe(
    `FROM ghcr.io/example/py:v1.2@${IMAGE.digest}\n`,
  );
  expect(id).toBe('1506c1b10fdee51471f2077c8639ae298898565a');
});

test('git computes the same ids', async () => {
  await using folder = await createTemporaryFolder('git-objects');
  const git = (input: string | Buffer, ...args: string[]) =>
    execFileSync('git', args, { cwd: folder.path, input, encoding: 'utf8', stdio: 'pipe' }).trim();
  git('', 'init', '--quiet');
  const { files, treeId, text, id } = createManagedCommit(IMAGE);
  for (const file of files) expect(git(file.text, 'hash-object', '-w', '--stdin')).toBe(file.blobId);
  const lines = files.map(({ name, blobId }) => `100644 blob ${blobId}\t${name}\n`);
  expect(git(lines.join(''), 'mktree')).toBe(treeId);
  expect(git(text, 'hash-object', '-t', 'commit', '-w', '--stdin')).toBe(id);
  expect(git('', 'fsck', '--strict', '--no-dangling')).toBe('');
  const odd = ['b', 'B', 'é', 'ab', 'a'].map((name) => ({ name, id: computeBlobId(name) }));
  const oddLines = odd.map(({ name, id: blob }) => `100644 blob ${blob}\t${name}\n`);
  for (const { name } of odd) git(name, 'hash-object', '-w', '--stdin');
  expect(git(oddLines.join(''), 'mktree')).toBe(computeTreeId(odd));
});

test.each(['v1.2', '2026-07-28', 'a..b', 'v1.', '_x.lock', 'v1..', '20230310T1959-latest'])(
  'the tag %s gives a branch that git allows, and another than its neighbours',
  (tag) => {
    const branch = nameManagedBranch('py', tag);
    expect(checkRef(branch)).toBeUndefined();
    expect(branch.endsWith('.') || branch.endsWith('.lock') || branch.includes('..')).toBe(false);
    expect(nameManagedBranch('py', `${tag}x`)).not.toBe(branch);
  },
);

test('tags that git allows are in the name as they are', () => {
  expect(nameManagedBranch('oggm', '20230310T1959-latest')).toBe('binder/oggm/20230310T1959-latest');
});
