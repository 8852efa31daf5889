import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTemporaryFolder, type TemporaryFolder } from '../../../tests/support/temporary.ts';
import type { SiteModel } from '../../core/site/types.ts';
import {
  digestInputs as digest,
  digestSources,
  isCovered,
  type SiteInputs,
  type SiteSources,
} from './site-inputs.ts';

const MODEL = {
  generatedAt: '2026-11-23T04:12:09Z',
  site: { title: 'Tides', url: 'https://example.org/tides/', language: 'en' },
  hubs: [],
  environments: [],
  contents: [],
  notebooks: [{ id: 'tides/welcome', fragment: '1a2b.html', title: 'Welcome' }],
  moved: [],
  status: null,
} as unknown as SiteModel;

const FILES = {
  'src/site/components/Row.astro': '<li />',
  'src/core/rules.ts': 'export const RULE = 1;',
  'src/core/rules.test.ts': 'test',
  'public/favicon.svg': '<svg/>',
  'content/pages/home.mdx': '# Home',
  'docs/guide.md': 'A guide.',
};

let project: TemporaryFolder;
let inputs: Omit<SiteInputs, 'sourcesDigest'> & SiteSources;

const digestInputs = (given: typeof inputs) => digest({ ...given, sourcesDigest: digestSources(given) });

const write = (path: string, text: string) => {
  const file = join(project.path, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
};

beforeEach(async () => {
  project = await createTemporaryFolder('inputs');
  for (const [path, text] of Object.entries(FILES)) write(path, text);
  inputs = {
    model: MODEL,
    imagesDigest: 'images',
    ownFolders: [join(project.path, 'src'), join(project.path, 'public')],
    dependencies: 'astro 7',
    pagesFolder: join(project.path, 'content', 'pages'),
  };
});
afterEach(() => project.remove());

describe('what a site is made of', () => {
  it.each([
    ['a notebook', { notebooks: [{ ...MODEL.notebooks[0], fragment: '3c4d.html' }] }],
    ['the status', { status: { version: 1, checkedAt: '2026-11-23T03:00:00Z' } }],
    ['the address', { site: { ...MODEL.site, url: 'https://example.org/other/' } }],
    ['the day', { generatedAt: '2026-11-24T04:12:09Z' }],
  ])('changes with %s', (_, change) => {
    const before = digestInputs(inputs);
    expect(digestInputs({ ...inputs, model: { ...MODEL, ...change } as SiteModel })).not.toBe(before);
  });

  it.each([
    ['a component', 'src/site/components/Row.astro'],
    ['a new component', 'src/site/components/New.astro'],
    ['a rule', 'src/core/rules.ts'],
    ['a public file', 'public/favicon.svg'],
    ['a new public file', 'public/CNAME'],
    ['a page', 'content/pages/home.mdx'],
    ['a new page', 'content/pages/week-1/about.md'],
    ['a picture beside a page', 'content/pages/sea.png'],
  ])('changes with %s', (_, path) => {
    const before = digestInputs(inputs);
    write(path, 'other');
    expect(digestInputs(inputs)).not.toBe(before);
  });

  it('changes with a library', () => {
    expect(digestInputs({ ...inputs, dependencies: 'astro 8' })).not.toBe(digestInputs(inputs));
  });

  it('changes with an image of a repository, whose name stays', () => {
    expect(digestInputs({ ...inputs, imagesDigest: 'other' })).not.toBe(digestInputs(inputs));
  });

  it.each(Object.keys(FILES).filter((path) => !/test|docs/.test(path)))('changes when %s is gone', (path) => {
    const before = digestInputs(inputs);
    rmSync(join(project.path, path));
    expect(digestInputs(inputs)).not.toBe(before);
  });

  it.each(['src/core/rules.test.ts', 'docs/guide.md', 'dist/index.html'])(
    'does not change with %s',
    (path) => {
      const before = digestInputs(inputs);
      write(path, 'other');
      expect(digestInputs(inputs)).toBe(before);
    },
  );

  it('does not change within a day', () => {
    const model = { ...MODEL, generatedAt: '2026-11-23T23:59:59Z' };
    expect(digestInputs({ ...inputs, model })).toBe(digestInputs(inputs));
  });

  it('is another one for every other set of pages', () => {
    const name = fc.stringMatching(/^[a-z]{1,3}\.md$/);
    const pages = fc.dictionary(name, fc.string({ maxLength: 4 }), { maxKeys: 3, noNullPrototype: true });
    const digestOf = (files: Readonly<Record<string, string>>) => {
      rmSync(inputs.pagesFolder, { recursive: true, force: true });
      for (const [path, text] of Object.entries(files)) write(`content/pages/${path}`, text);
      return digestInputs(inputs);
    };
    const sorted = (files: object) => JSON.stringify(Object.entries(files).sort());
    fc.assert(
      fc.property(pages, pages, (one, other) => {
        expect(digestOf(one) === digestOf(other)).toBe(sorted(one) === sorted(other));
      }),
    );
  });
});

describe('a module that a page imports', () => {
  it.each([
    ['src/site/components/Row.astro', true],
    ['content/pages/chart.ts', true],
    ['content/notebooks/sea.png', false],
    ['source/other.ts', false],
  ])('%s: %s', (path, expected) => {
    expect(isCovered(join(project.path, path), inputs)).toBe(expected);
  });
});
