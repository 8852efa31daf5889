import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { change, EXAMPLE, summarizeManifest as summary } from './example.fixture.ts';
import { parseCatalog } from './parse.ts';

const FILE = 'content/catalog.yaml';
const COMMIT = '0123456789abcdef0123456789abcdef01234567';

const parse = (text: string) => parseCatalog(text, FILE);

describe('a sound manifest', () => {
  const { catalog, diagnostics } = parse(EXAMPLE);

  test('has no diagnostics', () => {
    expect(diagnostics).toEqual([]);
  });

  test('takes texts as written, whatever YAML would make of them', () => {
    const [hydro, shiny] = catalog?.environments ?? [];
    const [tutorials] = catalog?.contents ?? [];

    expect(hydro?.current).toMatchObject({ tag: '1.10', binder: { ref: '2026-11' } });
    expect(hydro?.earlier[0]).toMatchObject({ tag: '007', binder: { ref: '1e3' } });
    expect(shiny?.current.tag).toBe('0x10');
    expect(tutorials?.branch).toBe('on');
    expect(tutorials?.tags).toEqual(['rivers', '2026']);
    expect(tutorials?.notebooks[1]).toMatchObject({ title: '1_000', description: '~' });
    expect(tutorials?.editions).toEqual([
      { id: 'spring-2022', label: 'Spring 2022', branch: 'null', tag: '007' },
    ]);
  });

  test('fills in defaults and brings addresses and folders into one form', () => {
    expect(catalog?.site).toMatchObject({ url: 'https://example.github.io/rivers/', language: 'en' });
    expect(catalog?.hubs).toEqual([
      { id: 'binder', type: 'binderhub', url: 'https://mybinder.org', title: 'mybinder.org', signIn: false },
      {
        id: 'class',
        type: 'jupyterhub',
        url: 'https://hub.example.edu/jupyter',
        title: 'Class hub',
        app: 'lab',
        environments: ['hydro', 'shiny'],
        parentPath: '',
        signIn: true,
      },
    ]);
    expect(catalog?.environments[0]).toMatchObject({ staleAfterDays: 365, image: 'ghcr.io/example/hydro' });
    expect(catalog?.environments[1]).toMatchObject({ title: 'shiny', earlier: [] });
    expect(catalog?.contents[0]).toMatchObject({
      repositoryPath: 'courses',
      language: 'pt-BR',
      hubs: ['class', 'binder'],
    });
    expect(catalog?.moved).toEqual([{ from: 'tutorials/old-name', to: 'tutorials/welcome' }]);
  });

  test('keeps the order of the file, also of a notebook without a value', () => {
    expect(catalog?.contents[0]?.notebooks.map(({ path }) => path)).toEqual([
      'courses/b.ipynb',
      'courses/a.ipynb',
    ]);
    const edited = parse(
      change('  shiny:\n    image', '  2024:\n    image')
        .replaceAll('shiny]', '"2024"]')
        .replace('environment: shiny', 'environment: 2024'),
    );
    expect(edited.catalog?.environments.map(({ id }) => id)).toEqual(['hydro', '2024']);
  });

  test.each([
    ['a byte order mark', `\ufeff${EXAMPLE}`],
    ['CRLF', EXAMPLE.replaceAll('\n', '\r\n')],
    ['a document start', `---\n${EXAMPLE}`],
    ['%YAML 1.1', `%YAML 1.1\n---\n${EXAMPLE}`],
    ['no final line break', EXAMPLE.trimEnd()],
  ])('may have %s', (_, text) => {
    expect(parse(text).catalog).toEqual(catalog);
  });

  test('may use anchors and merge keys', () => {
    const text = change(
      '      repository: https://github.com/example/binder\n      ref: 2026-11',
      '      &b\n      repository: https://github.com/example/binder\n      ref: 2026-11',
    ).replace('{repository: https://github.com/example/binder, ref: 1e3}', '{<<: *b, ref: 1e3}');

    expect(parse(text).catalog).toEqual(catalog);
  });

  test('may have ids that objects know as properties', () => {
    const text = EXAMPLE.replaceAll('hydro', 'constructor')
      .replaceAll('class', 'valueof')
      .replaceAll('tutorials:', 'prototype:')
      .replaceAll('tutorials/', 'prototype/');

    expect(parse(text).catalog?.environments[0]?.id).toBe('constructor');
  });

  test('allows http on loopback', () => {
    expect(summary(change('https://hub.example.edu/jupyter/', 'http://127.0.0.1:8000/jupyter'))).toEqual([]);
    expect(summary(change('https://mybinder.org', 'http://localhost:8585/'))).toEqual([]);
  });

  test.each([
    'https://gitlab.com/group/sub/src/binder',
    'https://gitlab.com/group/sub/raw/binder',
    'https://git.example.org/binder.git',
    'https://github.com/example/tree',
    'http://localhost:3000/a/b',
  ])('allows the repository %s', (address) => {
    expect(summary(change('https://github.com/example/binder\n', `${address}\n`))).toEqual([]);
  });

  test('wonders about a JupyterHub at /hub, and allows prefixes', () => {
    expect(summary(change('/jupyter/', '/hub/'))).toEqual([['hub-path', 15, 10, 'warning']]);
    expect(summary(change('/jupyter/', '/services/v2/user/'))).toEqual([]);
  });

  test('allows a commit for a Binder repository', () => {
    expect(summary(change('ref: 2026-11', `ref: ${COMMIT}`))).toEqual([]);
  });
});

test('positionOf leads to the value, or to the nearest key above it', () => {
  const { positionOf } = parse(EXAMPLE);

  expect(positionOf(['content', 'tutorials', 'branch'])).toEqual({
    file: FILE,
    line: 46,
    column: 13,
    length: 2,
  });
  expect(positionOf(['content', 'tutorials', 'include', 0])).toMatchObject({ line: 51, column: 15 });
  expect(positionOf(['content', 'tutorials', 'notebooks', 'courses/b.ipynb'])).toMatchObject({
    line: 56,
    column: 7,
  });
  expect(positionOf(['environments', 'shiny', 'binder', 'ref'])).toMatchObject({ line: 38, column: 3 });
  expect(parse('').positionOf(['site'])).toEqual({ file: FILE });
});

describe('parseCatalog never throws', () => {
  const isConsistent = (text: string) => {
    const { catalog, diagnostics } = parse(text);
    expect(catalog === undefined).toBe(diagnostics.some(({ severity }) => severity === 'error'));
    const lines = text.replace(/^\ufeff/, '').split('\n');
    for (const { position } of diagnostics) {
      if (position.line === undefined) continue;
      expect(position.column + position.length).toBeLessThanOrEqual(
        (lines[position.line - 1]?.length ?? 0) + 1,
      );
    }
  };

  test('on any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), isConsistent));
  });

  test('on a sound manifest with a piece replaced', () => {
    const piece = fc.oneof(
      fc.string({ maxLength: 10 }),
      fc.constantFrom(
        '\t',
        '\n',
        ': ',
        '- ',
        '{',
        ']',
        '"',
        "'",
        '&a ',
        '*a',
        '<<: ',
        '!!x ',
        '|\n',
        '? ',
        '#',
        '---\n',
        '__proto__: ',
        '~',
        '\ufeff',
        '\r',
        '%',
      ),
    );
    fc.assert(
      fc.property(fc.nat(EXAMPLE.length), fc.nat(40), piece, (start, length, inserted) => {
        isConsistent(EXAMPLE.slice(0, start) + inserted + EXAMPLE.slice(start + length));
      }),
      { numRuns: 400 },
    );
  });

  test('on lines left out or doubled', () => {
    const lines = EXAMPLE.split('\n');
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -1, max: 2 }), { minLength: lines.length, maxLength: lines.length }),
        (counts) => {
          isConsistent(
            lines
              .flatMap((line, index) => Array<string>(Math.max(0, counts[index] ?? 1)).fill(line))
              .join('\n'),
          );
        },
      ),
    );
  });
});
