import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createTemporaryFolder } from '../../../tests/support/temporary.ts';
import { parseImageHeader } from '../../core/notebooks/render/images.ts';
import { assembleHarbour } from '../../core/site/harbour.fixture.ts';
import type { SiteModel } from '../../core/site/types.ts';
import { createFragmentCache, type FragmentCache } from '../../io/render/fragment-cache.ts';
import { createSharePainter, makeSharePictures as share } from './share-pictures.ts';

/** As a build of its own: a painter remembers what it has drawn. */
const makeSharePictures = (model: SiteModel, cache: FragmentCache) =>
  share(model, createSharePainter(model.site, cache));

test('the site, each collection and each notebook has a picture, drawn once', async () => {
  await using folder = await createTemporaryFolder('share');
  const cache = createFragmentCache(folder.path);
  const model = assembleHarbour(null);
  const { model: shared, assets } = await makeSharePictures(model, cache);
  const names = [
    shared.brand?.sharePicture,
    ...shared.contents.map(({ sharePicture }) => sharePicture),
    ...shared.notebooks.map(({ sharePicture }) => sharePicture),
  ];
  expect(names.toSorted()).toEqual(assets.toSorted());
  expect(new Set(names).size).toBe(1 + model.contents.length + model.notebooks.length);
  const timesMs = () => assets.map((name) => statSync(join(cache.assetFolder, name)).mtimeMs);
  const drawnAt = timesMs();

  const again = await makeSharePictures(model, cache);
  expect(again.assets).toEqual(assets);
  expect(timesMs()).toEqual(drawnAt);

  const [first, ...rest] = model.notebooks;
  const renamed = await makeSharePictures(
    { ...model, notebooks: first === undefined ? rest : [{ ...first, title: 'Another title' }, ...rest] },
    cache,
  );
  expect(renamed.assets.filter((name) => !assets.includes(name))).toHaveLength(1);
});

test('says so where the disk takes no picture', async () => {
  await using folder = await createTemporaryFolder('share-full');
  const cache = createFragmentCache(folder.path);
  const storeImage = () => {
    throw new Error('ENOSPC: no space left on device');
  };
  const drawn = makeSharePictures(assembleHarbour(null), { ...cache, storeImage });
  await expect(drawn).rejects.toThrow('ENOSPC');
});

test('shows a frame without the title where its picture cannot be drawn', async () => {
  await using folder = await createTemporaryFolder('share-cover');
  const cache = createFragmentCache(folder.path);
  const model = assembleHarbour(null);
  const notebooks = model.notebooks.map((notebook) => ({ ...notebook, cover: 'broken.webp' }));
  writeFileSync(join(cache.assetFolder, 'broken.webp'), 'no picture');
  const { assets } = await makeSharePictures({ ...model, notebooks }, cache);
  for (const name of assets) {
    expect(parseImageHeader(readFileSync(join(cache.assetFolder, name)))).toMatchObject({
      size: { width: 1200, height: 630 },
    });
  }
});
