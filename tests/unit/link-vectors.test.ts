import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { explainLink } from '../../src/core/links/explain/explain.ts';
import { buildLinkVectors, formatLinkVectors } from '../../src/core/links/vectors.ts';

test('the published vectors are what the composer gives today (otherwise: npm run vectors)', async () => {
  const published = await readFile(new URL('../../docs/vectors.json', import.meta.url), 'utf8');
  expect(published).toBe(formatLinkVectors(buildLinkVectors()));
});

test('every published link is sound, or says why not', () => {
  for (const { name, url } of buildLinkVectors()) {
    if (url !== undefined) expect([name, explainLink(url).faults]).toEqual([name, []]);
  }
});
