import { describe, expect, test } from 'vitest';
import { parseCatalog } from './parse.ts';

const REST = `hubs:
  mybinder: {type: binderhub, url: "https://mybinder.org"}
environments:
  python:
    image: quay.io/jupyter/base-notebook
    tag: "2026-06-01"
    binder: {repository: "https://github.com/example/binder", ref: main}
content:
  tides:
    title: Tides
    repository: https://github.com/example/tides
    branch: main
    environment: python
`;

const parse = (site: string, content = '') =>
  parseCatalog(
    `version: 1\nsite:\n  title: Tides\n  url: https://example.org/tides/\n${site}${REST}${content}`,
    'catalog.yaml',
  );

/** `line severity code` of each diagnostic. */
const told = (site: string, content = '') =>
  parse(site, content).diagnostics.map(
    ({ code, severity, position }) => `${position.line ?? '?'} ${severity} ${code}`,
  );

describe('the face of a site', () => {
  test('is taken from the manifest', () => {
    const { catalog, diagnostics } = parse(
      `  accent: "#05A"
  logo: brand/logo.svg
  logo_dark: brand/logo-dark.svg
  favicon: brand/icon.png
  image: brand/harbour.webp
  links:
    - {title: Imprint, url: imprint/}
    - {title: Forum, url: "https://example.org/forum", place: header}
  footer: Department of Tides
  announcement: {text: Exam in March, url: exam/, from: 2026-03-01, until: 2026-03-12}
  contact: tides@example.org
  license: CC-BY-4.0
`,
      `    description: About the sea.
    image: figures/cover.png
    authors: [Ada Example, Grace Sample]
    license: MIT
    sections: {notebooks/second/: Second, notebooks/first: First}
    notebooks:
      a.ipynb: {image: figures/a.png, translates: tides/b}
`,
    );
    expect(diagnostics).toEqual([]);
    expect(catalog?.site).toMatchObject({
      accent: '#0055aa',
      logo: 'brand/logo.svg',
      logoDark: 'brand/logo-dark.svg',
      links: [
        { title: 'Imprint', url: 'imprint/', place: 'footer' },
        { title: 'Forum', url: 'https://example.org/forum', place: 'header' },
      ],
      announcement: { from: '2026-03-01T00:00:00.000Z', until: '2026-03-13T00:00:00.000Z' },
    });
    expect(catalog?.contents[0]).toMatchObject({
      description: 'About the sea.',
      authors: ['Ada Example', 'Grace Sample'],
      sections: [
        { folder: 'notebooks/second', title: 'Second' },
        { folder: 'notebooks/first', title: 'First' },
      ],
      notebooks: [{ image: 'figures/a.png', translates: 'tides/b' }],
    });
  });

  test.each([
    ['an accent that is no colour', '  accent: teal\n', '5 error manifest/bad-colour'],
    ['an accent without its sign', '  accent: 0b5a77\n', '5 error manifest/bad-colour'],
    ['an accent that is white', '  accent: "#fff"\n', '5 warning manifest/accent-adjusted'],
    ['a logo on another host', '  logo: https://example.org/a.svg\n', '5 error manifest/bad-picture'],
    ['a logo outside of the folder', '  logo: ../a.svg\n', '5 error manifest/path-outside'],
    ['a logo that is no picture', '  logo: logo.pdf\n', '5 error manifest/bad-picture'],
    ['a link that runs', '  links: [{title: a, url: "javascript:a()"}]\n', '5 error manifest/bad-link'],
    ['a link from the root', '  links: [{title: a, url: /help/}]\n', '5 error manifest/bad-link'],
    [
      'a place that there is not',
      '  links: [{title: a, url: help/, place: side}]\n',
      '5 error manifest/not-allowed',
    ],
    [
      'an announcement that ends first',
      '  announcement: {text: a, from: 2026-03-12, until: 2026-03-01}\n',
      '5 error manifest/window-reversed',
    ],
    ['a contact that is a name', '  contact: the dean\n', '5 error manifest/bad-contact'],
  ])('%s is reported at its line', (_, site, expected) => {
    expect(told(site)).toEqual([expected]);
  });

  test('a translation of an id that cannot be one is reported', () => {
    expect(told('', '    notebooks:\n      a.ipynb: {translates: welcome}\n')).toEqual([
      '19 error manifest/bad-notebook-id',
    ]);
  });

  test('a colour without its sign is put right by the fix', () => {
    const [diagnostic] = parse('  accent: 0b5a77\n').diagnostics;
    expect(diagnostic?.fix?.[0]?.text).toBe('"#0b5a77"');
  });
});
