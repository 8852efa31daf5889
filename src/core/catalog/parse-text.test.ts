import { describe, expect, test } from 'vitest';
import { change, EXAMPLE, summarizeManifest as summary } from './example.fixture.ts';
import { parseCatalog } from './parse.ts';

const FILE = 'content/catalog.yaml';

const parse = (text: string) => parseCatalog(text, FILE);

describe('the text of the file', () => {
  test.each([
    ['nothing', '', [['empty', 1, 1]]],
    ['a comment', '# soon\n', [['empty', 1, 1]]],
    ['a document start', '---\n', [['empty', 1, 1]]],
    ['a list', '- a\n', [['not-a-mapping', 1, 1]]],
    ['a text', 'hello', [['not-a-mapping', 1, 1]]],
    [
      'an unused tag',
      'version: !!int 1',
      [
        ['yaml-tag', 1, 10],
        ['missing-key', 1, 1],
        ['missing-key', 1, 1],
        ['missing-key', 1, 1],
        ['missing-key', 1, 1],
      ],
    ],
    ['a tab', 'site:\n\ttitle: x\n', [['yaml-syntax', 2, 1]]],
    ['two documents', 'version: 1\n---\nversion: 1\n', [['multiple-documents', 2, 1]]],
    ['an open quote', 'site:\n  title: "x\n', [['yaml-syntax', 3, 1]]],
    ['an open bracket', 'hubs: {a: [1, 2\n', [['yaml-syntax', 2, 1]]],
    ['a colon in a text', 'site:\n  title: a: b\n', [['yaml-syntax', 2, 10]]],
    ['a reserved character', 'site: @x', [['yaml-syntax', 1, 7]]],
    ['a NUL character', 'site: \0', [['not-text', 1, 7]]],
    [
      'a wrong indentation after a byte order mark',
      '\ufeffversion: 1\n  site: 2\n',
      [['yaml-syntax', 1, 10]],
    ],
  ])('%s', (_, text, expected) => {
    expect(summary(text).toSorted()).toEqual(expected.toSorted());
    expect(parse(text).catalog).toBeUndefined();
  });

  test.each([
    ['a second key', 'moved:', 'site: {}\nmoved:', [['duplicate-key', 60, 1]]],
    ['an unknown alias', 'ref: 2026-11', 'ref: *stabel', [['unknown-alias', 30, 12]]],
    [
      'a glob that reads as an alias',
      'include: ["notebooks/**/*.ipynb"]',
      'include: [*.ipynb]',
      [['unknown-alias', 51, 15]],
    ],
    ['an alias of itself', 'notebooks/**/*.ipynb"]', 'x", &a [*a]]', [['alias-cycle', 51, 24]]],
    ['a key that is a list', 'moved:', '? [a]\n: b\nmoved:', [['bad-key', 60, 3]]],
    ['a merge of a text', 'moved:', '<<: x\nmoved:', [['bad-merge', 60, 5]]],
  ])('%s', (_, from, to, expected) => {
    const found = summary(change(from, to));

    expect(found).toEqual(expected);
    expect(parse(change(from, to)).catalog).toBeUndefined();
  });

  test('of 5 MB is refused', () => {
    expect(summary(`# ${'x'.repeat(5_000_000)}\n${EXAMPLE}`)).toEqual([['too-large', 1, 1]]);
    expect(summary(`# ${'課'.repeat(400_000)}\n${EXAMPLE}`)).toEqual([['too-large', 1, 1]]);
  });

  test('with an alias bomb is refused', () => {
    const levels = Array.from(
      { length: 12 },
      (_, level) =>
        `l${level}: &l${level} [${Array(10)
          .fill(level === 0 ? 'x' : `*l${level - 1}`)
          .join(', ')}]`,
    );

    expect(summary(levels.join('\n'))).toContainEqual(['too-many-values', 5, expect.any(Number)]);
  });

  test('with deep nesting is refused once', () => {
    expect(summary(`a: ${'['.repeat(200)}${']'.repeat(200)}`)).toEqual([['too-deep', 1, 54]]);
    expect(summary(`a: ${'['.repeat(100_000)}`).filter(([code]) => code === 'too-deep')).toHaveLength(1);
  });

  test('with a hundred thousand keys is answered in time', { timeout: 20_000 }, () => {
    const text = Array.from({ length: 90_000 }, (_, index) => `k${index}: x`).join('\n');

    expect(parse(text).catalog).toBeUndefined();
  });
});

describe('keys and kinds of values', () => {
  test.each([
    [
      'a misspelt key',
      '  title: River lab',
      '  titel: River lab',
      [
        ['missing-key', 3, 1],
        ['unknown-key', 4, 3],
      ],
      'Did you mean "title"?',
    ],
    [
      'a key of another tool',
      'branch: on',
      'ref: on',
      [
        ['missing-key', 43, 3],
        ['unknown-key', 46, 5],
      ],
      'Did you mean "branch"?',
    ],
    ['a key of the top level', 'hubs:', 'hubz: 1\nhubs:', [['unknown-key', 9, 1]], 'Did you mean "hubs"?'],
    ['__proto__', 'hubs:', '__proto__: {a: 1}\nhubs:', [['unknown-key', 9, 1]], undefined],
    ['a version of the future', 'version: 1', 'version: 2', [['bad-version', 2, 10]], undefined],
    ['a key without a value', 'title: Tutorials', 'title:', [['missing-key', 44, 5]], undefined],
    ['an empty text', 'title: Tutorials', 'title: ""', [['empty-text', 44, 12]], undefined],
    ['a list for a text', 'title: Tutorials', 'title: [a]', [['wrong-type', 44, 5]], undefined],
    ['a text for a list', '["**/_*"]', 'x', [['wrong-type', 52, 14]], 'Write ["x"].'],
    [
      'a text for a mapping',
      'binder: {repository: https://github.com/example/binder, ref: 1e3}',
      'binder: x',
      [['wrong-type', 37, 17]],
      undefined,
    ],
    [
      'a word that is not allowed',
      'type: binderhub',
      'type: binder',
      [['not-allowed', 11, 11]],
      'Did you mean "binderhub"?',
    ],
    ['yes for true', 'sign_in: true', 'sign_in: yes', [['wrong-type', 20, 14]], 'Write "true".'],
    ['a number in words', '365', 'a year', [['wrong-number', 32, 23]], undefined],
    ['a number out of range', '365', '0', [['wrong-number', 32, 23]], undefined],
    [
      'a JupyterHub without environments',
      '    environments: [hydro, shiny]\n',
      '',
      [['missing-key', 13, 3]],
      undefined,
    ],
    [
      'parent_path of a BinderHub',
      'url: https://mybinder.org',
      'url: https://mybinder.org\n    parent_path: x',
      [['key-not-for-type', 13, 5]],
      undefined,
    ],
    [
      'a path that leads upwards',
      'parent_path: ""',
      'parent_path: ../x',
      [['path-outside', 19, 18]],
      undefined,
    ],
    [
      'repository_path without directory',
      '    directory: ./tutorials\n',
      '',
      [['unused-key', 53, 5, 'warning']],
      undefined,
    ],
  ])('%s', (_, from, to, expected, hint) => {
    const text = change(from, to);

    expect(summary(text)).toEqual(expected);
    const hints = parse(text).diagnostics.map((diagnostic) => diagnostic.hint);
    if (hint !== undefined) expect(hints).toContain(hint);
  });
});
