import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTemporaryFolder, type TemporaryFolder } from '../../../tests/support/temporary.ts';
import type { Site } from '../../core/catalog/types.ts';
import { createFragmentCache, type FragmentCache } from '../../io/render/fragment-cache.ts';
import { loadBrand, OWN_STYLES_FILE } from './load-brand.ts';

const SITE = { title: 'Harbour', url: 'https://example.org/h/', language: 'en' } as Site;
const square = (colour: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><rect width="8" height="8" fill="${colour}"/></svg>`;
const SQUARE = square('#2e7d9a');

describe('the face of a site', () => {
  let folder: TemporaryFolder;
  let cache: FragmentCache;

  beforeAll(async () => {
    folder = await createTemporaryFolder('brand');
    cache = createFragmentCache(join(folder.path, 'cache'));
  });

  afterAll(() => folder?.remove());

  const load = async (site: Partial<Site>, files: Readonly<Record<string, string | Uint8Array>> = {}) => {
    for (const [name, bytes] of Object.entries(files)) await writeFile(join(folder.path, name), bytes);
    return loadBrand({ ...SITE, ...site }, folder.path, cache);
  };

  test.each([
    ['is not there', { logo: 'gone.svg' }, {}, /no picture gone\.svg/],
    [
      'has 30 MB',
      { logo: 'huge.png' },
      { 'huge.png': new Uint8Array(30_000_000) },
      /huge\.png has 30000 kB.*200 kB/,
    ],
    [
      'is no picture',
      { favicon: 'text.png' },
      { 'text.png': 'not a picture' },
      /text\.png cannot be read as a picture/,
    ],
    ['of the start page is not there', { image: 'gone.webp' }, {}, /no picture gone\.webp/],
  ] as const)('does without a picture that %s, and says so', async (_, site, files, message) => {
    const { brand, problems } = await load(site, files);
    expect(problems).toEqual([
      expect.objectContaining({
        code: 'site/picture-unusable',
        message: expect.stringMatching(message),
        path: ['site', Object.keys(site)[0]],
      }),
    ]);
    // The first letter of the title stands in for it on home screens.
    expect(Object.keys(brand)).toEqual(['touchIcon']);
  });

  test('finds a picture whose name has its accents apart from their letters', async () => {
    const { brand, problems } = await load({ favicon: 'été.svg' }, { ['été.svg'.normalize('NFD')]: SQUARE });
    expect([problems, brand.favicon === undefined]).toEqual([[], false]);
  });

  test('makes pictures of other sizes once', async () => {
    await writeFile(join(folder.path, 'hero.svg'), square('#123456'));
    const stored: string[] = [];
    const storeImage: FragmentCache['storeImage'] = (name, bytes) => {
      stored.push(name);
      cache.storeImage(name, bytes);
    };
    const loadCounting = () =>
      loadBrand({ ...SITE, title: 'Once', image: 'hero.svg' }, folder.path, { ...cache, storeImage });
    const first = await loadCounting();
    expect(stored.toSorted()).toEqual(first.assets.toSorted());
    expect(await loadCounting()).toEqual(first);
    expect(stored).toHaveLength(first.assets.length);
  });

  test('takes out of a drawing what could run', async () => {
    const logo = SQUARE.replace('<rect', '<script>alert(1)</script><rect onload="alert(2)"');
    const { brand, problems } = await load({ logo: 'logo.svg' }, { 'logo.svg': logo });
    expect(problems).toEqual([]);
    const published = await readFile(join(cache.assetFolder, brand.logo?.name ?? ''), 'utf8');
    expect(published).toContain('<rect');
    expect(published).not.toMatch(/script|onload|alert/);
    // It is the icon of the site too, where nothing else is.
    expect(brand.favicon).toBe(brand.logo?.name);
  });

  test.each([
    ['black', '#000000', undefined, 'dark'],
    ['white', '#ffffff', undefined, 'light'],
    ['black, with a twin for dark pages', '#000000', '#ffffff', undefined],
    ['of a middling colour', '#c2571a', undefined, undefined],
  ] as const)(
    'gives a logo that is %s a ground where it does not stand out, and says so',
    async (_, colour, twin, hiddenOn) => {
      const { brand, problems } = await load(
        { logo: 'sign.svg', ...(twin !== undefined && { logoDark: 'twin.svg' }) },
        { 'sign.svg': square(colour), 'twin.svg': square(twin ?? colour) },
      );
      expect(brand.logoHiddenOn).toBe(hiddenOn);
      expect(problems.map(({ code, path }) => [code, ...path])).toEqual(
        hiddenOn === undefined ? [] : [['site/logo-adjusted', 'site', 'logo']],
      );
      if (hiddenOn !== undefined)
        expect(problems[0]?.message).toContain(`sign.svg can hardly be seen on ${hiddenOn}`);
    },
  );

  test('makes white on white readable', async () => {
    const { brand, problems } = await load({ accent: '#ffffff' });
    expect(problems).toEqual([]);
    expect(brand.styles).toContain('--color-accent:light-dark(#');
    expect(brand.styles).not.toContain('--color-accent:light-dark(#ffffff');
  });

  test('leaves out style rules that every page would take long to load', async () => {
    const { brand, problems } = await load({}, { [OWN_STYLES_FILE]: 'a{}'.repeat(40_000) });
    expect(problems.map(({ code }) => code)).toEqual(['site/styles-too-large']);
    expect(brand.styles).toBeUndefined();
    const { brand: small } = await load({}, { [OWN_STYLES_FILE]: 'h1 { color: red }' });
    expect(small.styles).toBe('h1 { color: red }');
  });
});
