import { describe, expect, test } from 'vitest';
import { change, EXAMPLE, summarizeManifest as summary } from './example.fixture.ts';
import { parseCatalog } from './parse.ts';

const FILE = 'content/catalog.yaml';

const parse = (text: string) => parseCatalog(text, FILE);

describe('references between keys', () => {
  const inFolder = (folder: string, text: string) =>
    text.replace('    environment: hydro\n', `    folder: ${folder}\n    environment: hydro\n`);
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
    [
      'no hub at all',
      change('hubs:\n', 'hubs: {}\n')
        .replace(/ {2}binder:\n {4}type[\s\S]*sign_in: true\n/, '')
        .replace('    hubs: [class, binder]\n', ''),
      [['no-hub', 9, 1]],
    ],
    [
      'another word for the hubs',
      change('hubs:\n', 'hub:\n').replace('    hubs: [class, binder]\n', ''),
      [['unknown-key', 9, 1]],
    ],
    [
      'no hub where there is no content either',
      `version: 1
site: {title: Night, url: "https://example.org/", language: en}
hubs: {}
environments: {a: {title: A, image: quay.io/course/a, tag: "1"}}
content: {}
`,
      [],
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
      'repositories of one name on a hub that keeps files, for which folders are chosen',
      second('    repository: https://gitlab.com/other/Tutorials.git/\n'),
      [],
    ],
    [
      'one folder for two repositories on a hub that keeps files',
      inFolder('course', second('    repository: https://gitlab.com/other/x\n    folder: Course\n')),
      [['folder-collision', 66, 13]],
    ],
    [
      'a folder inside another on a hub that keeps files',
      inFolder('course', second('    repository: https://gitlab.com/other/x\n    folder: course/more\n')),
      [['folder-collision', 66, 13]],
    ],
    [
      'a folder whose name begins as that of another',
      inFolder('course', second('    repository: https://gitlab.com/other/x\n    folder: course-2\n')),
      [],
    ],
    [
      'one folder on different hubs',
      inFolder(
        'course',
        second('    repository: https://gitlab.com/other/x\n    folder: course\n    hubs: [binder]\n'),
      ),
      [],
    ],
    [
      'one folder on a hub that one notebook alone is offered on',
      inFolder(
        'course',
        second(
          '    repository: https://gitlab.com/other/x\n    folder: course\n    hubs: [binder]\n    notebooks: {a.ipynb: {hubs: [class]}}\n',
        ),
      ),
      [['folder-collision', 66, 13]],
    ],
    [
      'one folder where no notebook is offered on the hub of the other',
      inFolder(
        'course',
        second(
          '    repository: https://gitlab.com/other/x\n    folder: course\n    hubs: [binder]\n    notebooks: {a.ipynb: {hubs: [binder]}}\n',
        ),
      ),
      [],
    ],
    [
      'repositories of one name on different hubs',
      second('    repository: https://gitlab.com/other/tutorials\n    hubs: [binder]\n'),
      [],
    ],
  ])('%s', (_, text, expected) => {
    expect(summary(text)).toEqual(expected);
  });

  const several = (...repositories: readonly string[]) =>
    change(
      'binder:\n      repository: https://github.com/example/binder\n      ref: 2026-11\n',
      `binder:\n${repositories.map((repository) => `      - {repository: ${repository}, ref: main}\n`).join('')}`,
    );

  test.each<[string, string, unknown[]]>([
    [
      'several Binder repositories',
      several('https://github.com/example/binder', 'https://github.com/example/binder-2'),
      [],
    ],
    [
      'a Binder repository twice',
      several('https://github.com/example/binder', 'https://github.com/example/binder'),
      [['duplicate-entry', 30, 22]],
    ],
    [
      'an item of several Binder repositories that is no address',
      several('https://github.com/example/binder', 'git@github.com:example/binder.git'),
      [['url-ssh', 30, 22]],
    ],
    [
      'a key of another name in an item',
      several('https://github.com/example/binder').replace('ref: main', 'branch: main'),
      [['unknown-key', 29, 57]],
    ],
    [
      'a list of no Binder repository',
      change(
        'binder:\n      repository: https://github.com/example/binder\n      ref: 2026-11\n',
        'binder: []\n',
      ),
      [['empty-list', 28, 5]],
    ],
    [
      'managed in a list',
      change(
        'binder:\n      repository: https://github.com/example/binder\n      ref: 2026-11\n',
        'binder: [managed]\n',
      ),
      [['wrong-type', 28, 14]],
    ],
  ])('%s', (_, text, expected) => {
    expect(summary(text)).toEqual(expected);
  });

  const built = (lines: string, change = (text: string) => text) =>
    change(
      second(
        `    repository: https://github.com/example/course\n    hubs: [binder]\n    pull: none\n${lines}`,
      ).replace(
        'environment: hydro\n    repository: https://github.com/example/course',
        'environment: built\n    repository: https://github.com/example/course',
      ),
    ).replace(
      'environments:\n  hydro',
      'environments:\n  built: {image: quay.io/example/built, tag: "1"}\n  hydro',
    );

  test.each<[string, string, unknown[]]>([
    ['a content that a BinderHub builds', built(''), []],
    [
      'a JupyterHub for a content that only the image has',
      built('', (text) => text.replace('hubs: [binder]\n    pull', 'hubs: [binder, class]\n    pull')),
      [['hub-cannot-run', 66, 20]],
    ],
    [
      'an environment of another Binder repository',
      built('').replace(
        'tag: "1"}',
        'tag: "1", binder: {repository: https://github.com/example/binder, ref: main}}',
      ),
      [['built-elsewhere', 64, 18]],
    ],
    [
      'an environment of several Binder repositories',
      built('').replace(
        'tag: "1"}',
        'tag: "1", binder: [{repository: https://github.com/example/course, ref: main}, {repository: https://github.com/example/b, ref: main}]}',
      ),
      [['built-elsewhere', 64, 18]],
    ],
    [
      'an environment of the same Binder repository',
      built('').replace(
        'tag: "1"}',
        'tag: "1", binder: {repository: https://github.com/example/course, ref: main}}',
      ),
      [],
    ],
    [
      'a notebook with another environment',
      built('    notebooks: {a.ipynb: {environment: hydro}}\n'),
      [['built-elsewhere', 68, 40]],
    ],
    ['a folder that nothing is pulled into', built('    folder: x\n'), [['unused-key', 68, 5, 'warning']]],
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

    expect(summary(text).map((row) => row[0])).toEqual(['unknown-key', 'latest-tag', 'unknown-hub']);
  });
});
