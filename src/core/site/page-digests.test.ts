import { expect, test } from 'vitest';
import { assembleHarbour, makeNight } from './harbour.fixture.ts';
import { listPageDigests } from './page-digests.ts';
import type { SiteModel, SiteNotebook } from './types.ts';

const MODEL = assembleHarbour(null);
const digestOf = (model: SiteModel, sources = 'sources') =>
  listPageDigests(model, sources, (texts) => JSON.stringify(texts));

/** The model with one of its notebooks changed. */
function change(id: string, changed: Partial<SiteNotebook>, model = MODEL): SiteModel {
  const notebooks = model.notebooks.map((each) => (each.id === id ? { ...each, ...changed } : each));
  return { ...model, notebooks };
}

/** Files whose pages have to be made anew. */
function listChanged(before: SiteModel, after: SiteModel): readonly string[] {
  const earlier = digestOf(before);
  return [...digestOf(after)].flatMap(([file, digest]) => (earlier.get(file) === digest ? [] : [file]));
}

test('knows the page and the launchers of each notebook, and no page that leads on', () => {
  expect([...digestOf(MODEL).keys()].sort()).toEqual(
    [
      'l/moon/c/index.html',
      'l/tides/a/@spring/index.html',
      'l/tides/a/index.html',
      'l/tides/b/@spring/index.html',
      'l/tides/b/index.html',
      'notebooks/moon/c/index.html',
      'notebooks/tides/a/index.html',
      'notebooks/tides/b/index.html',
    ].sort(),
  );
});

const OF_A = ['notebooks/tides/a/index.html', 'l/tides/a/index.html', 'l/tides/a/@spring/index.html'];
const HEADING = { id: 'nb-ebb', text: 'Ebb', level: 2 } as SiteNotebook['headings'][number];

test.each<readonly [string, SiteModel, readonly string[] | 'all']>([
  ['nothing', { ...MODEL, generatedAt: '2026-11-23T23:59:59Z' }, []],
  ['its preview', change('tides/a', { fragment: 'other.html' }), OF_A],
  ['its headings', change('tides/a', { headings: [HEADING] }), OF_A],
  ['its title, which others name', change('tides/a', { title: 'Neap' }), 'all'],
  ['its verdict', assembleHarbour(makeNight('failing', 'ok')), 'all'],
  ['the day', { ...MODEL, generatedAt: '2026-11-24T00:00:00Z' }, 'all'],
  ['the site', { ...MODEL, site: { ...MODEL.site, title: 'Port' } }, 'all'],
  ['a notebook that went', { ...MODEL, notebooks: MODEL.notebooks.slice(0, 2) }, 'all'],
  [
    'the commit of its content',
    { ...MODEL, contents: MODEL.contents.map((each) => ({ ...each, commit: '0123456789'.repeat(4) })) },
    [],
  ],
])('asks for new pages where this has changed: %s', (_, after, expected) => {
  const changed = listChanged(MODEL, after);
  expect([...changed].sort()).toEqual([...(expected === 'all' ? digestOf(after).keys() : expected)].sort());
});

test('asks for a new page where links take their words from a heading elsewhere', () => {
  const before = change('moon/c', { namesLinks: true });
  expect(listChanged(before, change('tides/a', { headings: [HEADING] }, before))).toEqual(
    expect.arrayContaining(['notebooks/moon/c/index.html', ...OF_A]),
  );
});

test('asks for new pages where they are made in another way', () => {
  const now = digestOf(MODEL, 'other sources');
  for (const [file, digest] of digestOf(MODEL)) expect(now.get(file), file).not.toBe(digest);
});
