import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseCatalog } from '../catalog/parse.ts';
import { parseNotebook } from '../notebooks/parse.ts';
import { guessHub, guessSiteUrl, type NewCatalogue } from './answers.ts';
import { listNewFiles } from './files.ts';

const ANSWERS: NewCatalogue = {
  title: 'Tides',
  url: 'https://me.github.io/tides/',
  repository: 'https://github.com/me/tides',
  contents: [],
  image: { name: 'quay.io/pangeo/pangeo-notebook', tag: '2026.01.30' },
  hub: { type: 'binderhub', url: 'https://mybinder.org' },
  language: 'en',
  ci: 'github',
  slipway: '^1.0.0',
};

const GIVEN = {
  contents: [
    {
      id: 'moon',
      title: 'Moon',
      repository: 'https://github.com/a/moon',
      branch: 'main',
      include: ['x/**/*.ipynb'],
    },
    { id: 'sun', title: 'Sun', repository: 'https://github.com/a/sun', branch: '1.10' },
  ],
} satisfies Partial<NewCatalogue>;

function textOf(path: string, answers: Partial<NewCatalogue> = {}): string {
  return listNewFiles({ ...ANSWERS, ...answers }).find((file) => file.path === path)?.text ?? '';
}

describe('the files of a new catalogue', () => {
  test.each<[what: string, answers: Partial<NewCatalogue>, paths: readonly string[]]>([
    [
      'with a notebook of its own',
      {},
      ['notebooks/welcome.ipynb', '.github/workflows/catalogue.yml', 'renovate.json'],
    ],
    ['of given contents', GIVEN, ['.github/workflows/catalogue.yml', 'renovate.json']],
    ['on GitLab', { ...GIVEN, ci: 'gitlab' }, ['.gitlab-ci.yml', 'renovate.json']],
    ['anywhere', { ...GIVEN, ci: 'none' }, []],
  ])('%s are few', (_, answers, paths) => {
    const listed = listNewFiles({ ...ANSWERS, ...answers }).map(({ path }) => path);

    expect(listed.toSorted()).toEqual(
      ['catalog.yaml', 'README.md', 'package.json', '.gitignore', ...paths].toSorted(),
    );
  });

  test.each<[what: string, answers: Partial<NewCatalogue>]>([
    ['on a BinderHub', {}],
    ['on a JupyterHub', { hub: { type: 'jupyterhub', url: 'https://hub.example.edu/jupyter' } }],
    ['of given contents', GIVEN],
    ['with a digest', { image: { ...ANSWERS.image, digest: `sha256:${'0'.repeat(64)}` } }],
    ['with a tag that YAML would take for a number', { image: { ...ANSWERS.image, tag: '1.10' } }],
  ])('%s make a manifest without a fault', (_, answers) => {
    const { catalog, diagnostics } = parseCatalog(textOf('catalog.yaml', answers), 'catalog.yaml');

    expect(diagnostics).toEqual([]);
    expect(catalog?.environments[0]?.current.tag).toBe(answers.image?.tag ?? ANSWERS.image.tag);
    expect(catalog?.contents.map(({ branch }) => branch)).toEqual(
      answers.contents?.map(({ branch }) => branch) ?? ['main'],
    );
  });

  test('say every title as it was given', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }), (text) => {
        fc.pre(text.trim() !== '' && !/[\p{C}\p{Z}]/u.test(text.replaceAll(' ', '')));
        const title = text.replaceAll(/\s+/g, ' ').trim();
        const { catalog } = parseCatalog(textOf('catalog.yaml', { title: text }), 'catalog.yaml');

        expect(catalog?.site.title).toBe(title);
      }),
    );
  });

  test('name the schema where npm installs it, and one dependency', () => {
    expect(textOf('catalog.yaml')).toMatch(
      /^# yaml-language-server: \$schema=\.\/node_modules\/slipway\/public\/catalog\.schema\.json\n/,
    );
    expect(JSON.parse(textOf('package.json'))).toMatchObject({ dependencies: { slipway: '^1.0.0' } });
    expect(JSON.parse(textOf('package.json'))).not.toHaveProperty('devDependencies');
    expect(JSON.parse(textOf('package.json', { node: '24' }))).toMatchObject({
      devDependencies: { node: '24' },
      allowScripts: { node: true },
    });
  });

  test('hold a notebook that can be read', () => {
    const notebook = parseNotebook(
      new TextEncoder().encode(textOf('notebooks/welcome.ipynb')),
      'welcome.ipynb',
    );

    expect(notebook).toMatchObject({ ok: true, value: { kernel: { name: 'python3' }, language: 'python' } });
  });

  test('have a README that fits on a screen', () => {
    expect(textOf('README.md').split('\n').length).toBeLessThan(60);
  });
});

test.each([
  ['https://github.com/me/tides', 'https://me.github.io/tides/'],
  ['https://github.com/Me/Tides.git', 'https://me.github.io/Tides/'],
  ['https://github.com/me/me.github.io', 'https://me.github.io/'],
  ['https://gitlab.com/group/tides', 'https://group.gitlab.io/tides/'],
  ['https://gitlab.com/group/sub/tides', 'https://group.gitlab.io/sub/tides/'],
  ['https://git.example.org/me/tides', undefined],
  ['nonsense', undefined],
])('%s is published at %s', (repository, url) => {
  expect(guessSiteUrl(repository)).toBe(url);
});

test.each([
  ['https://mybinder.org', 'binderhub'],
  ['https://gesis.mybinder.org', 'binderhub'],
  ['https://hub.example.edu', 'jupyterhub'],
])('%s is taken for a %s', (address, type) => {
  expect(guessHub(address)).toEqual({ type, url: address });
});
