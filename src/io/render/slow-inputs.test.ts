import { expect, test } from 'vitest';
import { listSlowInputs, SLOW_CHARS } from '../../../tests/support/slow-inputs.ts';
import { createTemporaryFolder } from '../../../tests/support/temporary.ts';
import { renderMany } from './render-many.ts';

/** Without `SLIPWAY_TEST_ALL` one in so many is rendered. */
const ONE_IN = 24;
/** A step with backtracking takes minutes or hours for a million characters; one that does not, less than a second or two. */
const GIVEN_UP_MS = 120_000;

test('notebooks made to be slow (all: SLIPWAY_TEST_ALL) are rendered in bounded time and memory', async () => {
  await using folder = await createTemporaryFolder('slow');
  const isAll = process.env.SLIPWAY_TEST_ALL !== undefined;
  const inputs = listSlowInputs().filter((_, index) => isAll || index % ONE_IN === 0);
  function* createJobs() {
    for (const { name, path, text } of inputs)
      yield { id: name, path, bytes: new TextEncoder().encode(text(SLOW_CHARS)), table: 'files', key: path };
  }
  const settings = {
    assetBase: '/files/',
    tables: { files: { links: {}, images: {}, languages: ['en'] } },
    folder: folder.path,
    workers: 1,
    timeoutMs: GIVEN_UP_MS,
    memoryMegabytes: 512,
  };
  const givenUp: string[] = [];
  let count = 0;
  await renderMany(createJobs(), settings, (id, outcome) => {
    count += 1;
    if (!outcome.ok && outcome.failure.code === 'notebook/render-failed') givenUp.push(id);
  });
  expect(count).toBe(inputs.length);
  expect(givenUp).toEqual([]);
});
