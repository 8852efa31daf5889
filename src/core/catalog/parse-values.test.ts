import { describe, expect, test } from 'vitest';
import { formatGithub, formatJson, formatText } from '../diagnostics/format.ts';
import { change, summarizeManifest as summary } from './example.fixture.ts';
import { parseCatalog } from './parse.ts';

const FILE = 'content/catalog.yaml';
const COMMIT = '0123456789abcdef0123456789abcdef01234567';

const parse = (text: string) => parseCatalog(text, FILE);

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
      'Write "repository: https://github.com/example/binder" and "ref: main".',
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
    // Whoever copies an advice needs all of it.
    [
      'https://github.com/example/binder\n',
      `http://github.com/example/${'long-'.repeat(15)}name\n`,
      `Write "https://github.com/example/${'long-'.repeat(15)}name".`,
    ],
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

test('a value without content is called what it is', () => {
  const messages = ['hubs: []', 'hubs: {}', 'hubs: ""', 'hubs: ~'].map(
    (written) => parse(change('hubs: [class, binder]', written)).diagnostics[0]?.message,
  );

  expect(messages).toEqual([
    'This list is empty, so no hub is offered for the content "tutorials".',
    'The value of "hubs" has to be a list, not an empty mapping.',
    'The value of "hubs" has to be a list, not an empty text.',
    'The value of "hubs" has to be a list, not "~", which is a text here.',
  ]);
});
