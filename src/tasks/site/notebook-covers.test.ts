import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { createTemporaryFolder } from '../../../tests/support/temporary.ts';
import { createFragmentCache } from '../../io/render/fragment-cache.ts';
import { coverOfAssets } from './notebook-covers.ts';

const drawPlot = (content: string) =>
  sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300"><rect width="400" height="300" fill="#eee"/>${content}</svg>`,
    ),
  )
    .png()
    .toBuffer();

test.each([
  ['an empty plot alone has no cover', [''], false],
  [
    'the first plot with something on it is the cover',
    ['', '<rect x="90" y="90" width="99" height="99"/>'],
    true,
  ],
])('%s, which a later build knows without reading it again', async (_, plots, isFound) => {
  await using folder = await createTemporaryFolder('covers');
  const cache = createFragmentCache(folder.path);
  const assets = await Promise.all(
    plots.map(async (content, number) => {
      cache.storeImage(`${number}.png`, await drawPlot(content));
      return `${number}.png`;
    }),
  );
  const cover = await coverOfAssets(assets, cache);
  expect(cover !== undefined).toBe(isFound);
  for (const name of assets) writeFileSync(join(cache.assetFolder, name), '');
  expect(await coverOfAssets(assets, cache)).toBe(cover);
});
