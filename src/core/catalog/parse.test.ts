import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatGithub, formatJson, formatText } from '../diagnostics/format.ts';
import { change, EXAMPLE } from './example.fixture.ts';
import { parseCatalog } from './parse.ts';

const FILE = 'content/catalog.yaml';
const COMMIT = '0123456789abcdef0123456789abcdef01234567';

const parse = (text: string) => parseCatalog(text, FILE);

/** `[code, line, column]` of every diagnostic, with the severity where it is a warning. */
function summary(text: string): (string | number)[][] {
  return parse(text).diagnostics.map(({ code, severity, position }) => [
    code.replace('manifest/', ''),
    ...(position.line === undefined ? [] : [position.line, position.column]),
    ...(severity === 'warning' ? ['warning'] : []),
  ]);
}

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

  test('allows a commit for a Binder repository', () => {
    expect(summary(change('ref: 2026-11', `ref: ${COMMIT}`))).toEqual([]);
  });
});

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

describe('single values', () => {
  test.each([
    ['tag: 1.10', 'tag: latest', 'latest-tag', 25, 10],
    ['tag: 1.10', 'tag: "a b"', 'bad-tag', 25, 10],
    ['tag: 1.10', 'tag: -x', 'bad-tag', 25, 10],
    ['ghcr.io/example/hydro', 'ghcr.io/example/hydro:v1', 'image-with-tag', 24, 12],
    ['ghcr.io/example/hydro', `ghcr.io/example/hydro@sha256:${'0'.repeat(64)}`, 'image-with-tag', 24, 12],
    ['ghcr.io/example/hydro', 'ghcr.io/Example/hydro', 'image-upper-case', 24, 12],
    ['ghcr.io/example/hydro', 'https://ghcr.io/example/hydro', 'bad-image', 24, 12],
    ['ghcr.io/example/hydro', 'ghcr.io//hydro', 'bad-image', 24, 12],
    ['sha256:00', 'sha1:00', 'bad-digest', 27, 13],
    ['sha256:00', 'sha256:0', 'bad-digest', 27, 13],
    ['https://github.com/example/binder\n', 'git@github.com:example/binder.git\n', 'url-ssh', 29, 19],
    ['https://github.com/example/binder\n', 'ssh://git@github.com/example/binder\n', 'url-ssh', 29, 19],
    ['https://github.com/example/binder\n', 'http://github.com/example/binder\n', 'url-not-https', 29, 19],
    ['https://github.com/example/binder\n', 'github.com/example/binder\n', 'bad-url', 29, 19],
    ['https://github.com/example/binder\n', 'file:///srv/git/binder\n', 'bad-url', 29, 19],
    ['https://github.com/example/binder\n', '../binder\n', 'bad-url', 29, 19],
    ['https://github.com/example/binder\n', 'https://github.com/example\n', 'bad-url', 29, 19],
    [
      'https://github.com/example/binder\n',
      'https://github.com/example/binder/tree/main\n',
      'url-page',
      29,
      19,
    ],
    [
      'https://github.com/example/binder\n',
      'https://github.com/example/binder/blob/main/Dockerfile\n',
      'url-page',
      29,
      19,
    ],
    ['https://github.com/example/binder\n', 'https://gitlab.com/a/b/c/-/tree/main\n', 'url-page', 29, 19],
    ['https://github.com/example/binder\n', 'https://codeberg.org/a/b/src/branch/main\n', 'url-page', 29, 19],
    [
      'https://github.com/example/binder\n',
      'https://github.com/example/binder?tab=readme\n',
      'url-query',
      29,
      19,
    ],
    [
      'https://github.com/example/binder\n',
      'https://me:hush@github.com/example/binder\n',
      'url-credentials',
      29,
      19,
    ],
    ['https://mybinder.org', 'https://mybinder.org/v2/gh/a/b/main', 'url-beyond-root', 12, 10],
    ['https://mybinder.org', 'https://mybinder.org/?x', 'url-query', 12, 10],
    ['https://hub.example.edu/jupyter/', 'https://hub.example.edu/hub/home', 'url-beyond-root', 15, 10],
    ['ref: 2026-11', 'ref: a..b', 'bad-ref', 30, 12],
    ['branch: on', `branch: ${COMMIT}`, 'commit-as-branch', 46, 13],
    ['branch: on', `branch: ${COMMIT.toUpperCase()}`, 'commit-as-branch', 46, 13],
    ['branch: on', 'branch: refs/heads/main', 'bad-ref', 46, 13],
    ['branch: on', 'branch: --upload-pack=x', 'bad-ref', 46, 13],
    ['branch: on', 'branch: a b', 'bad-ref', 46, 13],
    ['branch: on', 'branch: x.lock', 'bad-ref', 46, 13],
    ['branch: on', 'branch: a/.b', 'bad-ref', 46, 13],
    ['branch: on', 'branch: "a~1"', 'bad-ref', 46, 13],
    ['branch: on', 'branch: "@"', 'bad-ref', 46, 13],
    ['branch: on', 'branch: HEAD', 'bad-ref', 46, 13],
    ['branch: on', 'branch: "a\\u0001b"', 'control-character', 46, 13],
    ['language: en', 'language: english', 'bad-language', 7, 13],
    ['language: en', 'language: en_US', 'bad-language', 7, 13],
    ['shiny/{path}', 'jupyterlab', 'bad-app', 41, 10],
    ['shiny/{path}', '/shiny/{path}', 'bad-app', 41, 10],
    ['shiny/{path}', 'https://x.org/{path}', 'bad-app', 41, 10],
    ['shiny/{path}', 'shiny/{file}/{path}', 'bad-app', 41, 10],
    ['shiny/{path}', '../{path}', 'bad-app', 41, 10],
    ['"**/_*"', '"../**"', 'path-outside', 52, 15],
    ['"**/_*"', '"/x/**"', 'path-outside', 52, 15],
    ['"**/_*"', '"!x"', 'bad-glob', 52, 15],
    ['"**/_*"', "'a\\b'", 'bad-path', 52, 15],
    ['./tutorials', '../tutorials', 'path-outside', 53, 16],
    ['./tutorials', '/srv/tutorials', 'path-outside', 53, 16],
    ['./tutorials', '"C:/x"', 'path-outside', 53, 16],
    ['repository_path: courses/', 'repository_path: a/../..', 'path-outside', 54, 22],
    ['courses/b.ipynb', '../b.ipynb', 'path-outside', 56, 7],
    ['courses/b.ipynb', './b.ipynb', 'bad-path', 56, 7],
    ['id: welcome', 'id: Welcome!', 'bad-id', 57, 43],
    ['  spring-2022:', '  Spring 2022:', 'bad-id', 59, 7],
    ['  binder:\n    type', '  __proto__:\n    type', 'bad-id', 10, 3],
    ['tutorials/old-name:', 'old-name:', 'bad-notebook-id', 61, 3],
    [': tutorials/welcome', ': welcome', 'bad-notebook-id', 61, 23],
  ])('%j → %j is %s', (from, to, code, line, column) => {
    expect(summary(change(from, to))).toContainEqual([code, line, column]);
    expect(parse(change(from, to)).catalog).toBeUndefined();
  });

  test.each([
    [
      'https://github.com/example/binder\n',
      'git@github.com:example/binder.git\n',
      'Write "https://github.com/example/binder.git".',
    ],
    [
      'https://github.com/example/binder\n',
      'https://github.com/example/binder/tree/main\n',
      'Write "https://github.com/example/binder" and name "main" as the branch or ref.',
    ],
    [
      'https://hub.example.edu/jupyter/',
      'https://hub.example.edu/jupyter/hub/home',
      'Write "https://hub.example.edu/jupyter".',
    ],
    [
      'ghcr.io/example/hydro',
      'localhost:5000/hydro:v1',
      'Write "image: localhost:5000/hydro" and "tag: v1".',
    ],
    ['branch: on', 'branch: refs/heads/main', 'Write "main".'],
    ['language: en', 'language: en_US', 'Write "en-US".'],
    ['shiny/{path}', 'jupyterlab', 'Did you mean "lab"?'],
    ['id: welcome', 'id: Wélcome 2', 'Write "welcome-2".'],
  ])('%j → %j is answered with a remedy', (from, to, hint) => {
    expect(parse(change(from, to)).diagnostics.map((diagnostic) => diagnostic.hint)).toContain(hint);
  });

  test.each([
    'https://me:hush-hush@github.com/example/binder',
    'https://hush-hush@github.com/example/binder',
    'https://me:hush/hush-hush@github.com/example/binder',
    'https://me:hush-hush@',
    'ssh://me:hush-hush@github.com/example/binder',
    `https://me:${'x'.repeat(200)}hush-hush@github.com/example/binder`,
    'https://me:hush-hush%40github.com@x y/example',
    'https://github.com/example/binder?access_token=hush-hush',
  ])('%s is never repeated', (address) => {
    const text = change('https://github.com/example/binder\n', `"${address}"\n`);
    const { diagnostics } = parse(text);
    const sources = new Map([[FILE, text]]);

    expect(diagnostics).not.toEqual([]);
    for (const output of [
      formatText(diagnostics, sources),
      formatJson(diagnostics),
      formatGithub(diagnostics),
    ]) {
      expect(output).not.toMatch(/hush-hush|xxxx/);
    }
  });
});

describe('references between keys', () => {
  const second = (lines: string) =>
    change('moved:', `  more:\n    title: More\n    branch: main\n    environment: hydro\n${lines}moved:`);

  test.each([
    [
      'an environment of a hub',
      change('[hydro, shiny]', '[hydro, shiny, hydra]'),
      [['unknown-environment', 17, 34]],
    ],
    [
      'an environment twice',
      change('[hydro, shiny]', '[hydro, shiny, hydro]'),
      [['duplicate-entry', 17, 34]],
    ],
    [
      'an environment of a content',
      change('environment: hydro', 'environment: hidro'),
      [['unknown-environment', 47, 18]],
    ],
    [
      'an environment of a notebook',
      change('environment: shiny', 'environment: shyny'),
      [['unknown-environment', 57, 80]],
    ],
    ['a hub', change('[class, binder]', '[class, bindr]'), [['unknown-hub', 48, 19]]],
    ['a hub twice', change('[class, binder]', '[class, binder, class]'), [['duplicate-entry', 48, 27]]],
    [
      'a hub that does not run the environment',
      change('[hydro, shiny]', '[shiny]'),
      [['hub-cannot-run', 48, 12]],
    ],
    [
      'a BinderHub without a Binder repository',
      change('environment: hydro', 'environment: shiny'),
      [
        ['hub-cannot-run', 48, 19],
        ['unknown-tag', 59, 60],
      ],
    ],
    [
      'no hub for a content',
      change('    hubs: [class, binder]\n', '')
        .replace('[hydro, shiny]', '[shiny]')
        .replace(/ {4}binder:\n.*\n.*\n/, ''),
      [['no-hub', 44, 18]],
    ],
    ['no hub for a notebook', change('[hydro, shiny]', '[hydro]'), [['no-hub', 57, 80]]],
    [
      'an edition of a version that is not there',
      change('tag: 007}', 'tag: 008}'),
      [['unknown-tag', 59, 60]],
    ],
    [
      'a version twice',
      change('- tag: 007', '- tag: 1.10'),
      [
        ['duplicate-tag', 35, 14],
        ['unknown-tag', 59, 60],
      ],
    ],
    [
      'an id of two notebooks',
      change('courses/b.ipynb:', 'courses/b.ipynb: {id: welcome}'),
      [['duplicate-id', 57, 43]],
    ],
    [
      'a move to itself',
      change('old-name: tutorials/welcome', 'a: tutorials/a'),
      [['moved-to-itself', 61, 16]],
    ],
    [
      'moves in a circle',
      `${EXAMPLE}  tutorials/a: tutorials/b\n  tutorials/b: tutorials/c\n  tutorials/c: tutorials/a\n`,
      [['moved-cycle', 62, 16]],
    ],
    [
      'a move into a circle',
      `${EXAMPLE}  tutorials/x: tutorials/b\n  tutorials/b: tutorials/c\n  tutorials/c: tutorials/b\n`,
      [['moved-cycle', 63, 16]],
    ],
    [
      'a move to another content',
      change(': tutorials/welcome', ': tutorial/welcome'),
      [['unknown-content', 61, 23]],
    ],
    [
      'a move of what is there',
      change('tutorials/old-name:', 'tutorials/welcome:').replace(': tutorials/welcome', ': tutorials/b'),
      [['moved-but-present', 61, 3]],
    ],
    [
      'repositories of one name on a hub that keeps files',
      second('    repository: https://gitlab.com/other/Tutorials.git/\n'),
      [['folder-collision', 64, 17, 'warning']],
    ],
    [
      'repositories of one name on different hubs',
      second('    repository: https://gitlab.com/other/tutorials\n    hubs: [binder]\n'),
      [],
    ],
  ])('%s', (_, text, expected) => {
    expect(summary(text)).toEqual(expected);
  });

  test('suggest what was probably meant', () => {
    expect(parse(change('[class, binder]', '[clsas]')).diagnostics[0]?.hint).toBe('Did you mean "class"?');
  });

  test('are checked beside faults of single values, all in the order of the file', () => {
    const text = change('tag: 1.10', 'tag: latest')
      .replace('[class, binder]', '[clsas]')
      .replace('title: River lab', 'titel: River lab');

    expect(summary(text).map((row) => row[0])).toEqual([
      'missing-key',
      'unknown-key',
      'latest-tag',
      'unknown-hub',
    ]);
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
