import { expect, test } from 'vitest';
import { ok } from '../../core/result.ts';
import { FAULTY_LINK, LINKED } from '../content/faulty-links.fixture.ts';
import { findFaultyContentLinks } from './night-contents.ts';

test('a night tells of faulty launch links in the README that a content holds', async () => {
  const { content } = LINKED;
  const snapshot = {
    repository: content.repository,
    ref: 'main',
    commit: 'c',
    gitDir: '',
    isFromCache: false,
  };
  const readme = { path: 'README.md', kind: 'file', blobId: 'b' } as const;
  const unused = () => Promise.reject(new Error('not asked for'));
  const faults = await findFaultyContentLinks(
    {
      repositories: { read: async () => ok({ snapshot, files: [readme] }) },
      listNotebooks: async () => [],
      git: {
        listRefs: unused,
        fetchSnapshot: unused,
        listFiles: unused,
        fetchFiles: unused,
        readChangeTimes: unused,
        findRenames: unused,
        isRewritten: async () => false,
        readFiles: async (_, files) =>
          new Map(files.map(({ path }) => [path, ok(Buffer.from(`[a](${FAULTY_LINK})`))])),
      },
    },
    content,
  );
  expect(faults.map(({ code }) => code)).toContain('link/html-escaped');
  expect(faults[0]?.message).toMatch(/"README\.md", line 1, /);
});
