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
    ['an open quote', 'site:\n  title: "x\n', [['yaml-syntax', 2, 10]]],
    ['an open bracket', 'hubs: {a: [1, 2\n', [['yaml-syntax', 1, 11]]],
    ['a colon in a text', 'site:\n  title: a: b\n', [['yaml-syntax', 2, 10]]],
    ['a reserved character', 'site: @x', [['yaml-syntax', 1, 7]]],
    ['lines that end in CR', 'version: 1\rsite: x\r', [['line-ends', 1, 11]]],
    ['a NUL character', 'site: \0', [['not-text', 1, 7]]],
    ['a wrong indentation after a byte order mark', '\ufeffversion: 1\n  site: 2\n', [['yaml-syntax', 2, 3]]],
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

  test.each([
    [
      'a line that is indented less than its neighbours',
      '  title: River lab',
      '   title: River lab',
      ['5:3 This line is indented by 2 spaces and the one above it by 3; keys of one mapping'],
      'Indent the lines that belong together',
    ],
    [
      'a line that is indented less than what follows it',
      '    title: Class hub',
      '  title: Class hub',
      ['17:5 This line is indented by 4 spaces and the one above it by 2, but that one has its value'],
      'Indent the lines that belong together',
    ],
    [
      'a line that is indented less than its neighbours, below a comment',
      '  title: River lab',
      '   title: River lab\n   # in the valley',
      ['6:3 This line is indented by 2 spaces and the one above it by 3; keys of one mapping'],
      'Indent the lines that belong together',
    ],
    [
      'a line that is indented less than those around it',
      '    image: ghcr.io/example/hydro',
      '   image: ghcr.io/example/hydro',
      ['24:4 This line is indented by 3 spaces and the one above it by 4; keys of one mapping'],
      'Indent the lines that belong together',
    ],
    [
      'two lines out of step, far from one another',
      EXAMPLE.slice(0, EXAMPLE.indexOf('    branch: on')),
      EXAMPLE.slice(0, EXAMPLE.indexOf('    branch: on'))
        .replace('  title: River lab', '   title: River lab')
        .replace(
          '    repository: https://github.com/example/tutorials',
          '   repository: https://github.com/example/tutorials',
        ),
      [
        '5:3 This line is indented by 2 spaces and the one above it by 3; keys of one mapping',
        '45:4 This line is indented by 3 spaces and the one above it by 4; keys of one mapping',
      ],
      'Indent the lines that belong together',
    ],
    [
      'a tab, which puts the lines below it out of step',
      '    title: Class hub',
      '\ttitle: Class hub',
      ['16:1 A tab stands in the indentation'],
      'Replace the tab',
    ],
    [
      'a key without its colon',
      '    title: Hydrology',
      '    title Hydrology',
      ['23:5 This line has no colon with a space after it'],
      'Add the colon',
    ],
    [
      'a colon without its space',
      '    title: Hydrology',
      '    title:Hydrology',
      ['23:5 This line has no colon with a space after it'],
      'Write "title: Hydrology".',
    ],
    [
      'a colon with a space of another kind',
      '    title: Hydrology',
      '    title:\u00a0Hydrology',
      ['23:5 This line has no colon with a space after it'],
      'The space after the colon is of another kind; type it anew.',
    ],
    [
      'a text that begins as a list does',
      '  title: River lab',
      '  title: - River lab',
      ['4:10 A text cannot begin with "- " here'],
      'Put the text in quotes, or the list on the lines below.',
    ],
    [
      'a list below a value',
      '    environments: [hydro, shiny]',
      '    environments: hydro\n    - shiny',
      ['18:5 A list begins here, but the key above it has a value already.'],
      'Remove that value, or the hyphen.',
    ],
    [
      'a list that is not closed',
      '[hydro, shiny]',
      '[hydro, shiny',
      ['17:19 The bracket "[" is not closed'],
      'Add "]" at the end of the list.',
    ],
    [
      'a bracket too many',
      '[hydro, shiny]',
      '[hydro, shiny]]',
      ['17:33 This "]" closes no bracket.'],
      'Remove it',
    ],
    [
      'a quote that is not closed',
      '  title: River lab',
      '  title: "River lab',
      ['4:10 This text in quotes is not closed.'],
      "Add '\"' at its end, or take the one in front away.",
    ],
    [
      'words after a text in quotes',
      '  title: River lab',
      '  title: "River" lab',
      ['4:18 Something stands after a text in quotes'],
      'Put the whole text in quotes',
    ],
  ])('%s is told once, with its place and a remedy', (_, from, to, expected, remedy) => {
    const { diagnostics } = parse(change(from, to));
    const told = diagnostics.map(({ position, message }) =>
      position.line === undefined ? message : `${position.line}:${position.column} ${message}`,
    );

    expect(told).toEqual(expected.map((beginning) => expect.stringContaining(beginning)));
    expect(diagnostics[0]?.hint).toContain(remedy);
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
    expect(summary(`a: ${'{'.repeat(900)}`).filter(([code]) => code === 'too-deep')).toHaveLength(1);
  });

  test('with a hundred thousand keys is answered', () => {
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
      [['unknown-key', 4, 3]],
      'Did you mean "title"?',
    ],
    ['a key of another tool', 'branch: on', 'ref: on', [['unknown-key', 46, 5]], 'Did you mean "branch"?'],
    [
      'a key of the top level beside the right one',
      'hubs:',
      'hubz: 1\nhubs:',
      [['unknown-key', 9, 1]],
      'Remove it, or merge it into "hubs", which is there as well.',
    ],
    ['__proto__', 'hubs:', '__proto__: {a: 1}\nhubs:', [['unknown-key', 9, 1]], undefined],
    ['a version of the future', 'version: 1', 'version: 2', [['bad-version', 2, 10]], undefined],
    ['a key without a value', 'title: Tutorials', 'title:', [['missing-key', 44, 5]], undefined],
    [
      'a text that is read as a comment',
      'title: Tutorials',
      'title: #1 in class',
      [['missing-key', 44, 5]],
      'A "#" begins a comment; put a text with it in quotes.',
    ],
    [
      'a key that is missing and takes some words only',
      '    type: jupyterhub\n',
      '',
      [['missing-key', 13, 3]],
      'Allowed are "binderhub", "jupyterhub" and "jupyterlite".',
    ],
    [
      'a key that is missing and takes any text',
      '    branch: on\n',
      '',
      [['missing-key', 43, 3]],
      'Branch or tag of the repository; nbgitpuller does not take commits.',
    ],
    [
      'a mapping for a list of mappings',
      '    earlier:\n      - tag: 007\n        label: Spring 2022',
      '    earlier:\n        tag: 007\n        label: Spring 2022',
      [['wrong-type', 35, 9]],
      'Begin each entry on a line of its own with "- tag: ", and indent its other keys as far as this one.',
    ],
    [
      'a list for a mapping',
      'moved:\n  tutorials/old-name: tutorials/welcome',
      'moved:\n  - tutorials/old-name',
      [['wrong-type', 61, 3]],
      'Write each entry as "key: value", without a hyphen.',
    ],
    [
      'one environment for the list of a JupyterHub',
      'environments: [hydro, shiny]',
      'environments: hydro',
      [['wrong-type', 17, 19]],
      'Write [hydro].',
    ],
    ['an unknown alias to merge', 'moved:', '<<: *common\nmoved:', [['unknown-alias', 60, 5]], undefined],
    ['an empty text', 'title: Tutorials', 'title: ""', [['empty-text', 44, 12]], undefined],
    ['a list for a text', 'title: Tutorials', 'title: [a, b]', [['wrong-type', 44, 12]], undefined],
    ['a text for a list', '["**/_*"]', 'x', [['wrong-type', 52, 14]], 'Write [x].'],
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
      'Remove "parent_path".',
    ],
    [
      'warm of a JupyterHub',
      '    environments: [hydro, shiny]\n',
      '    environments: [hydro, shiny]\n    warm: true\n',
      [['key-not-for-type', 18, 5]],
      'Remove "warm".',
    ],
    [
      'lti of a BinderHub',
      'url: https://mybinder.org',
      'url: https://mybinder.org\n    lti: true',
      [['key-not-for-type', 13, 5]],
      'Remove "lti".',
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
