import { quoteWords } from '../../src/core/details.fixture.ts';
import { failureOf } from '../../src/core/details.ts';
import { fail, ok } from '../../src/core/result.ts';
import type { GitClient } from '../../src/io/git/types.ts';

/** git hosts that have every repository, with the same files at each ref: names and bytes. */
export function createGitStandIn(filesAt: (ref: string) => Readonly<Record<string, Buffer>>): GitClient {
  return {
    listRefs: async () => fail(failureOf('git/failed', quoteWords('not asked for'))),
    fetchSnapshot: async (repository, ref) =>
      ok({ repository, ref, commit: 'c'.repeat(40), gitDir: '', isFromCache: false }),
    listFiles: async ({ ref }) =>
      ok(Object.keys(filesAt(ref)).map((path) => ({ path, kind: 'file', blobId: path }))),
    fetchFiles: async () => new Map(),
    readFiles: async ({ ref }, files) =>
      new Map(files.map(({ path }) => [path, ok(filesAt(ref)[path] ?? Buffer.alloc(0))])),
    readChangeTimes: async () => new Map(),
    findRenames: async () => new Map(),
    isRewritten: async () => false,
  };
}
