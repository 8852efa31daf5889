import { expect, test } from 'vitest';
import { createGitStandIn } from '../../../tests/support/git-stand-in.ts';
import type { Environment } from '../../core/catalog/types.ts';
import { createRepositories } from './night-repositories.ts';
import { observeRebuild } from './observe-rebuilds.ts';

const builds = [{ tag: 'v1', built_at: '2026-11-03T05:17:00Z', ok: false }];
const ENVIRONMENT: Environment = {
  id: 'py',
  title: 'Py',
  image: 'registry.example.org/py',
  source: 'https://git.example.org/py',
  current: { tag: 'v2' },
  earlier: [{ tag: 'v1' }],
};

function observe(environment: Environment, tag: string) {
  const asked: string[] = [];
  const git = createGitStandIn((ref) => {
    asked.push(ref);
    return ref === 'builds' ? { 'builds.json': Buffer.from(JSON.stringify({ version: 1, builds })) } : {};
  });
  const rebuild = observeRebuild({ git, repositories: createRepositories(git) }, environment, { tag });
  return rebuild.then((found) => ({ found, asked }));
}

test('what the branch of the source says of a version is taken over', async () => {
  expect((await observe(ENVIRONMENT, 'v1')).found).toEqual({ isBuilt: false, at: '2026-11-03T05:17:00Z' });
  expect((await observe(ENVIRONMENT, 'v2')).found).toBeUndefined();
});

test('nothing is asked for where nothing can be built again', async () => {
  const { source: _, ...withoutSource } = ENVIRONMENT;
  for (const environment of [withoutSource, { ...ENVIRONMENT, earlier: [] }])
    expect(await observe(environment, 'v2')).toEqual({ found: undefined, asked: [] });
});
