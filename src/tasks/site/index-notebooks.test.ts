import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTemporaryFolder, type TemporaryFolder } from '../../../tests/support/temporary.ts';
import { assembleHarbour } from '../../core/site/harbour.fixture.ts';
import type { SiteModel } from '../../core/site/types.ts';
import { type EarlierIndex, indexNotebooks } from './index-notebooks.ts';

let folder: TemporaryFolder;
const place = (path: string) => join(folder.path, path);
const FRAGMENT = '0123456789abcdef.html';
const describePreview = (html: string) => writeFileSync(place('fragments/0123456789abcdef.search'), html);

/** A harbour of which one notebook has a preview. */
const harbour = (): SiteModel => {
  const model = assembleHarbour(null);
  const [first, ...others] = model.notebooks.map(({ fragment: _, ...notebook }) => notebook);
  if (first === undefined) throw new Error('The harbour has no notebook.');
  return { ...model, notebooks: [{ ...first, fragment: FRAGMENT }, ...others] };
};

const index = async (model: SiteModel, earlier?: EarlierIndex, madeBy = 'programs') => {
  const target = place('index');
  const options = { fragmentFolder: place('fragments'), workFolder: place('documents'), target, madeBy };
  const indexed = await indexNotebooks(model, options, earlier);
  if (!indexed.ok) throw new Error(indexed.failure.message);
  return { digest: indexed.value, isMade: existsSync(join(target, 'pagefind.js')) };
};

beforeEach(async () => {
  folder = await createTemporaryFolder('index');
  mkdirSync(place('fragments'));
  describePreview('<p>Ebb and flow</p>');
});
afterEach(() => folder.remove());

describe('the index of the search', () => {
  it('is kept where nothing that is searched has changed', async () => {
    const { digest } = await index(harbour());
    let isKept = false;
    const keep = async () => {
      isKept = true;
      return true;
    };
    await folder.remove();
    mkdirSync(place('fragments'), { recursive: true });
    describePreview('<p>Ebb and flow</p>');
    expect(await index(harbour(), { digest, keep })).toEqual({ digest, isMade: false });
    expect(isKept).toBe(true);
    expect(readdirSync(folder.path)).toEqual(['fragments']);
  });

  it('is made again where it cannot be kept', async () => {
    const { digest } = await index(harbour());
    expect(await index(harbour(), { digest, keep: async () => false })).toEqual({ digest, isMade: true });
  });

  it.each<[string, () => void, (model: SiteModel) => SiteModel, string]>([
    ['a word of a preview', () => describePreview('<p>Ebb and tide</p>'), (model) => model, 'programs'],
    [
      'the title of the site',
      () => {},
      (model) => ({ ...model, site: { ...model.site, title: 'B' } }),
      'programs',
    ],
    ['the order', () => {}, (model) => ({ ...model, notebooks: model.notebooks.toReversed() }), 'programs'],
    ['a notebook less', () => {}, (model) => ({ ...model, notebooks: model.notebooks.slice(1) }), 'programs'],
    ['the programs', () => {}, (model) => model, 'other programs'],
  ])('is another one with %s', async (_, change, edit, madeBy) => {
    const { digest } = await index(harbour());
    change();
    const keep = () => Promise.reject(new Error('kept'));
    const after = await index(edit(harbour()), { digest, keep }, madeBy);
    expect(after.digest).not.toBe(digest);
    expect(after.isMade).toBe(true);
  });
});
