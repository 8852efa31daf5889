import { describe, expect, test } from 'vitest';
import { change, EXAMPLE, summarizeManifest as summary } from './example.fixture.ts';
import { parseCatalog } from './parse.ts';

const parse = (text: string) => parseCatalog(text, 'content/catalog.yaml');
/** The example with lines added below `retired:`, which begins at line 62. */
const retire = (...lines: readonly string[]) =>
  `${EXAMPLE}retired:\n${lines.map((line) => `  ${line}\n`).join('')}`;

describe('retired notebooks', () => {
  test('are read in full, or from a reason alone', () => {
    const text = retire(
      'tutorials/tides: {title: Tides by hand, on: 2026-03-01, because: Its data is gone., instead: tutorials/welcome}',
      'gone/all: The whole course ended.',
    );
    expect(parse(text).catalog?.retired).toEqual([
      {
        id: 'tutorials/tides',
        title: 'Tides by hand',
        on: '2026-03-01',
        because: 'Its data is gone.',
        instead: 'tutorials/welcome',
      },
      { id: 'gone/all', because: 'The whole course ended.' },
    ]);
  });

  test.each([
    ['an id that is none', retire('Tides: Gone.'), [['bad-notebook-id', 63, 3]]],
    ['an id in use', retire('tutorials/welcome: Gone.'), [['retired-but-present', 63, 3]]],
    ['an id that has moved', retire('tutorials/old-name: Gone.'), [['retired-and-moved', 63, 3]]],
    ['nothing said', retire('tutorials/x:'), [['missing-key', 63, 3]]],
    ['a list', retire('tutorials/x: [Gone]'), [['wrong-type', 63, 16]]],
    ['a key misspelt', retire('tutorials/x: {becuase: Gone.}'), [['unknown-key', 63, 17]]],
    ['a day that no calendar has', retire('tutorials/x: {on: 2026-02-30}'), [['bad-date', 63, 21]]],
    ['a date of another form', retire('tutorials/x: {on: 1 March 2026}'), [['bad-date', 63, 21]]],
    ['an unknown content', retire('tutorials/x: {instead: tutorial/a}'), [['unknown-content', 63, 26]]],
    ['itself', retire('tutorials/x: {instead: tutorials/x}'), [['retired-cycle', 63, 26]]],
    [
      'a circle through a move',
      `${EXAMPLE}  tutorials/b: tutorials/a\nretired:\n  tutorials/a: {instead: tutorials/b}\n`,
      [['retired-cycle', 64, 26]],
    ],
  ])('with %s', (_, text, expected) => {
    expect(summary(text)).toEqual(expected);
  });

  test('may be what an older id moved to, and name another retired one', () => {
    const text = change(': tutorials/welcome', ': gone/late').concat(
      'retired:\n  gone/early: {instead: gone/late}\n  gone/late: {instead: tutorials/welcome}\n',
    );
    expect(summary(text)).toEqual([]);
  });

  test('get a suggestion where a key is near', () => {
    const [diagnostic] = parse(retire('tutorials/x: {becuase: Gone.}')).diagnostics;
    expect(diagnostic?.hint).toBe('Did you mean "because"?');
  });
});

describe('environments that have another id now, or left', () => {
  const lines = (moved: string, retired = '') =>
    `${EXAMPLE}  ${moved}\n${retired === '' ? '' : `retired:\n  ${retired}\n`}`;

  test('are told apart from notebooks', () => {
    const { catalog } = parse(
      lines(
        'environments/water: environments/hydro',
        'environments/dry: {title: Dry, instead: environments/water}',
      ),
    );
    expect(catalog?.formerEnvironments).toEqual({
      moved: [{ from: 'water', to: 'hydro' }],
      retired: [{ id: 'dry', title: 'Dry', instead: 'water' }],
      kept: [],
    });
    expect(catalog?.retired).toEqual([]);
    expect(catalog?.moved.map(({ from }) => from)).toEqual(['tutorials/old-name']);
  });

  test('are not meant where a content has that name, whose notebooks keep their old links', () => {
    const { catalog } = parse(
      `${change('  tutorials:', '  environments:').replaceAll('tutorials/', 'environments/')}retired: {environments/x: Gone.}\n`,
    );
    expect(catalog).not.toHaveProperty('formerEnvironments');
    expect(catalog?.retired.map(({ id }) => id)).toEqual(['environments/x']);
    expect(catalog?.moved).toEqual([{ from: 'environments/old-name', to: 'environments/welcome' }]);
  });

  test.each([
    ['an unknown one', lines('environments/a: environments/hidro'), [['unknown-environment', 62, 19]]],
    ['a former one', lines('environments/a: environments/b', 'environments/b: Gone.'), []],
    ['a notebook', lines('environments/a: tutorials/welcome'), [['wrong-kind-of-id', 62, 19]]],
    [
      'an environment, from a notebook',
      lines('tutorials/a: environments/hydro'),
      [['wrong-kind-of-id', 62, 16]],
    ],
    ['itself', lines('environments/a: environments/a'), [['moved-to-itself', 62, 19]]],
    [
      'each other',
      lines('environments/a: environments/b\n  environments/b: environments/a'),
      [['moved-cycle', 62, 19]],
    ],
    [
      'one, though it is there',
      lines('environments/hydro: environments/hydro-2'),
      [
        ['moved-but-present', 62, 3],
        ['unknown-environment', 62, 23],
      ],
    ],
  ])('may lead to %s or not', (_, text, expected) => {
    expect(summary(text)).toEqual(expected);
  });

  test.each([
    ['one in use', retire('environments/hydro: Gone.'), [['retired-but-present', 63, 3]]],
    [
      'an unknown one instead',
      retire('environments/a: {instead: environments/hidro}'),
      [['unknown-environment', 63, 29]],
    ],
    [
      'a notebook instead',
      retire('environments/a: {instead: tutorials/welcome}'),
      [['wrong-kind-of-id', 63, 29]],
    ],
    [
      'an environment instead of a notebook',
      retire('tutorials/a: {instead: environments/hydro}'),
      [['wrong-kind-of-id', 63, 26]],
    ],
    ['itself instead', retire('environments/a: {instead: environments/a}'), [['retired-cycle', 63, 29]]],
    ['nothing said', retire('environments/a:'), [['missing-key', 63, 3]]],
    [
      'one that moved',
      lines('environments/a: environments/hydro', 'environments/a: Gone.'),
      [['retired-and-moved', 64, 3]],
    ],
  ])('are refused under "retired" with %s', (_, text, expected) => {
    expect(summary(text)).toEqual(expected);
  });
});

describe('editions', () => {
  const edition = (more: string) => change('tag: 007}', `tag: 007, ${more}}`);

  test('know the paths of their time', () => {
    const { catalog } = parse(edition('paths: {courses/a.ipynb: 01 a.ipynb}'));
    expect(catalog?.contents[0]?.editions[0]?.paths).toEqual({ 'courses/a.ipynb': '01 a.ipynb' });
  });

  test.each([
    ['paths: {courses/a.ipynb: ../a.ipynb}', [['path-outside', 59, 90]]],
    ['paths: {/courses/a.ipynb: a.ipynb}', [['path-outside', 59, 73]]],
    ['paths: [a.ipynb]', [['wrong-type', 59, 72]]],
    ['environment: hidro', [['unknown-environment', 59, 78]]],
    ['environment: shiny', [['unknown-tag', 59, 60]]],
  ])('with %s', (more, expected) => {
    expect(summary(edition(more))).toEqual(expected);
  });
});

describe('what to expect of a hub', () => {
  const hub = (expectations: string) => change('sign_in: true', `sign_in: true\n    expect: ${expectations}`);

  test('is read with its units', () => {
    const { catalog } = parse(
      hub(
        '{kept: false, idle_minutes: 30, max_hours: 8, memory: 1.5 GiB, shared_sessions: 20, note: Closed in August.}',
      ),
    );
    expect(catalog?.hubs[1]?.expect).toEqual({
      kept: false,
      idleMinutes: 30,
      maxHours: 8,
      memoryBytes: 1_610_612_736,
      sharedSessions: 20,
      note: 'Closed in August.',
    });
  });

  test.each([
    ['{memory: 2}', [['bad-size', 21, 22]]],
    ['{memory: much}', [['bad-size', 21, 22]]],
    ['{memory: 0 GB}', [['bad-size', 21, 22]]],
    ['{idle_minutes: -5}', [['wrong-number', 21, 28]]],
    ['{kept: yes}', [['wrong-type', 21, 20]]],
    ['{idle: 10}', [['unknown-key', 21, 14]]],
  ])('%s is refused', (expectations, expected) => {
    expect(summary(hub(expectations))).toEqual(expected);
  });

  test('a size without the B is put right', () => {
    expect(parse(hub('{memory: 2G}')).diagnostics[0]?.hint).toBe('Write "2 GB".');
  });
});
