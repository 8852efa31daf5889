import { describe, expect, test } from 'vitest';
import { assembleSite } from '../site/assemble.ts';
import { HARBOUR_MANIFEST, parseSound, prepareContent } from '../site/harbour.fixture.ts';
import { parseCatalog } from './parse.ts';

const LAB = 'https://lab.example.edu/?r={repository}&p={path}';
const manifest = (ways: string, own: string) =>
  HARBOUR_MANIFEST.replace('content:\n', `other_ways: ${own}\ncontent:\n`).replace(
    '    editions:\n',
    `    other_ways: ${ways}\n    editions:\n`,
  );

describe('other ways', () => {
  test('are offered in the order of the content, each with its address', () => {
    const catalog = parseSound(manifest('[campus, colab]', `{campus: {title: Campus, url: "${LAB}"}}`));
    const [tides] = catalog.contents;
    if (tides === undefined) throw new Error('no content');
    const { model } = assembleSite(
      catalog,
      [prepareContent(tides, ['a.ipynb'])],
      null,
      '2026-11-23T05:00:00Z',
    );
    expect(model.notebooks[0]?.otherWays).toEqual([
      {
        id: 'campus',
        title: 'Campus',
        url: 'https://lab.example.edu/?r=https%3A%2F%2Fgithub.com%2Fcourse%2Ftides&p=a.ipynb',
      },
      {
        id: 'colab',
        title: 'Google Colab',
        url: 'https://colab.research.google.com/github/course/tides/blob/main/a.ipynb',
      },
    ]);
  });

  test.each([
    [
      'an unknown field',
      '[a]',
      '{a: {title: A, url: "https://lab.example.edu/{pth}"}}',
      'bad-template',
      'Did you mean "{path}"?',
    ],
    [
      'a brace too few',
      '[a]',
      '{a: {title: A, url: "https://lab.example.edu/{path"}}',
      'bad-template',
      'brace',
    ],
    [
      'no field',
      '[a]',
      '{a: {title: A, url: "https://lab.example.edu/"}}',
      'bad-template',
      'one address for all',
    ],
    [
      'a field in the host',
      '[a]',
      '{a: {title: A, url: "https://{owner}.example.edu/{path}"}}',
      'bad-template',
      'host',
    ],
    ['no web address', '[a]', '{a: {title: A, url: "lab/{path}"}}', 'bad-url', ''],
    ['an unknown service', '[colb]', '{}', 'unknown-way', 'Did you mean "colab"?'],
    ['a service twice', '[colab, colab]', '{}', 'duplicate-entry', ''],
    [
      'the id of a known one',
      '[colab]',
      '{colab: {title: A, url: "https://a.example/{path}"}}',
      'duplicate-id',
      'another id',
    ],
  ])('with %s get one sentence', (_, ways, own, code, words) => {
    const { diagnostics } = parseCatalog(manifest(ways, own), 'catalog.yaml');
    expect(diagnostics.map((found) => found.code)).toEqual([`manifest/${code}`]);
    expect(`${diagnostics[0]?.message} ${diagnostics[0]?.hint}`).toContain(words);
  });

  test('that cannot open the repository are refused', () => {
    const elsewhere = manifest('[nbviewer]', '{}').replace(
      'github.com/course/tides',
      'gitlab.com/course/tides',
    );
    const { diagnostics } = parseCatalog(elsewhere, 'catalog.yaml');
    expect(diagnostics.map(({ code }) => code)).toEqual(['manifest/way-cannot-open']);
  });
});
