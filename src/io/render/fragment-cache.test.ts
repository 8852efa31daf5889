import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, test, vi } from 'vitest';
import { createTemporaryFolder } from '../../../tests/support/temporary.ts';
import type { NotebookProblem, SafeHtml } from '../../core/notebooks/types.ts';
import { createFragmentCache, readSearchable } from './fragment-cache.ts';
import type { RenderedFile } from './types.ts';

const NOW = Date.parse('2026-11-24T03:23:00Z');
const KEY = 'ab'.repeat(16);
const HERE = { path: 'tides/ebb.ipynb', files: { links: {}, images: {}, languages: ['en'] } };

test('what has not been used for a month is removed, and nothing else', async () => {
  await using folder = await createTemporaryFolder('fragments');
  const cache = createFragmentCache(folder.path);
  const write = (path: string, days: number) => {
    writeFileSync(join(folder.path, path), '');
    utimesSync(join(folder.path, path), NOW / 1000, NOW / 1000 - days * 86_400);
  };
  const [used, old, recent] = ['11', '22', '33'].map((pair) => pair.repeat(8));
  for (const [name, days] of [
    [used, 400],
    [old, 31],
    [recent, 29],
    ['holiday', 400],
  ] as const) {
    for (const path of [
      `fragments/${name}.html`,
      `fragments/${name}.json`,
      `fragments/${name}.search`,
      `assets/${name}.png`,
    ])
      write(path, days);
  }
  write(`fragments/${old}.html.4711-0badcafe`, 31);
  cache.prune(new Set([`${used}.html`, `${used}.png`]), NOW);

  expect(readdirSync(cache.fragmentFolder).sort()).toEqual([
    `${used}.html`,
    `${used}.json`,
    `${used}.search`,
    `${recent}.html`,
    `${recent}.json`,
    `${recent}.search`,
    'holiday.html',
    'holiday.json',
    'holiday.search',
  ]);
  expect(readdirSync(cache.assetFolder).sort()).toEqual([`${used}.png`, `${recent}.png`, 'holiday.png']);
});

describe('a stored preview', () => {
  const picture = new TextEncoder().encode('the bytes of a picture');
  const name = `${createHash('sha256').update(picture).digest('hex').slice(0, 16)}.png`;
  const rendered = {
    html: `<p>Tides</p><img src="${name}">` as SafeHtml,
    searchable: '<p>Tides</p>',
    headings: [],
    notices: [],
    images: [],
    assets: [{ name, bytes: picture }],
    summary: {},
  } as unknown as RenderedFile;
  const store = async () => {
    const folder = await createTemporaryFolder('fragments');
    const cache = createFragmentCache(folder.path);
    const stored = cache.store(KEY, rendered, HERE);
    const files = {
      picture: join(cache.assetFolder, name),
      html: join(cache.fragmentFolder, `${KEY}.html`),
      searchable: join(cache.fragmentFolder, `${KEY}.search`),
      record: join(cache.fragmentFolder, `${KEY}.json`),
    };
    return { cache, stored, files, [Symbol.asyncDispose]: folder.remove };
  };
  const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);

  it('is found, and its times are renewed so that no other build removes it', async () => {
    await using place = await store();
    const { cache, stored, files } = place;
    for (const file of Object.values(files)) utimesSync(file, daysAgo(60), daysAgo(60));
    expect(await cache.find(KEY)).toEqual({ ok: true, value: stored });
    cache.prune(new Set(), Date.now());
    expect(await cache.find(KEY)).toEqual({ ok: true, value: stored });
  });

  it.each(['picture', 'html', 'searchable', 'record'] as const)(
    'is rendered again where its %s is cut, changed or gone',
    async (part) => {
      const damages: ((file: string) => void)[] = [
        (file) => truncateSync(file, 7),
        (file) => truncateSync(file, 0),
        (file) => writeFileSync(file, readFileSync(file, 'latin1').replace('e', 'E')),
        (file) => rmSync(file),
      ];
      for (const damage of damages) {
        await using place = await store();
        const { cache, stored, files } = place;
        // The clock of a file system may be too coarse for a test.
        const before = new Date(Date.now() - 1000);
        for (const file of Object.values(files)) utimesSync(file, before, before);
        damage(files[part]);
        expect(await cache.find(KEY)).toBeUndefined();
        expect(cache.store(KEY, rendered, HERE)).toEqual(stored);
        expect(await cache.find(KEY)).toEqual({ ok: true, value: stored });
        expect(readFileSync(files.picture)).toEqual(Buffer.from(picture));
      }
    },
  );

  it('is looked at whole once a day, so that a disk that lost bytes is noticed', async () => {
    await using place = await store();
    const { cache, files } = place;
    truncateSync(files.picture, 7);
    for (const file of Object.values(files)) utimesSync(file, daysAgo(2), daysAgo(2));
    expect(await cache.find(KEY)).toBeUndefined();
  });

  it('is found, and searched, as version 0.1.0 stored it', async () => {
    await using place = await store();
    const { cache, stored, files } = place;
    expect(readSearchable(cache.fragmentFolder, stored.fragment)).toBe(rendered.searchable);
    const [, text = ''] = readFileSync(files.record, 'utf8').split('\n');
    const { searchDigest: _, ...old } = JSON.parse(text);
    const body = JSON.stringify(old);
    writeFileSync(files.record, `${createHash('sha256').update(body).digest('hex')}\n${body}`);
    rmSync(files.searchable);
    expect(await cache.find(KEY)).toEqual({ ok: true, value: stored });
    expect(readSearchable(cache.fragmentFolder, stored.fragment)).toBe(rendered.html);
  });

  it('is trusted after its times were all set by a copy', async () => {
    await using place = await store();
    const { cache, stored, files } = place;
    utimesSync(files.record, daysAgo(0.5), daysAgo(0.5));
    expect(await cache.find(KEY)).toEqual({ ok: true, value: stored });
  });
});

describe('a preview with relative addresses', () => {
  const references = [
    ['link', 'tides/data.csv'],
    ['image', 'tides/map.png'],
  ] as const;
  const render = (html: string, asked: RenderedFile['references'] = references) =>
    ({
      html,
      searchable: '',
      headings: [],
      notices: [],
      images: [],
      assets: [],
      summary: {},
      ...(asked !== undefined && { references: asked }),
    }) as unknown as RenderedFile;
  const place = (links: Record<string, string>, path = HERE.path) => ({
    path,
    files: { ...HERE.files, links },
  });
  const here = place({ 'tides/data.csv': '/data', 'tides/other.csv': '/other' });

  it('is found where they lead to the same, whatever else came or went', async () => {
    await using folder = await createTemporaryFolder('fragments');
    const cache = createFragmentCache(folder.path);
    const value = cache.store(KEY, render('<p>1</p>'), here);
    expect(await cache.find(KEY, place({ 'tides/data.csv': '/data', 'new.csv': '/new' }))).toEqual({
      ok: true,
      value,
    });
    for (const other of [
      place({ 'tides/data.csv': '/moved' }),
      place({}),
      place(here.files.links, 'ebb.ipynb'),
    ])
      expect(await cache.find(KEY, other)).toBeUndefined();
  });

  it('is there for each state of the repository, and for each notebook of the same bytes', async () => {
    await using folder = await createTemporaryFolder('fragments');
    const cache = createFragmentCache(folder.path);
    const without = [...references, ['link', 'data.csv'] as const];
    const states = [
      [here, references],
      [place({}), without],
      [place({ 'data.csv': '/data' }), without],
      [place(here.files.links, 'ebb.ipynb'), [['link', 'data.csv']]],
    ] as const;
    const stored = states.map(([at, asked], number) =>
      cache.store(KEY, render(`<p>${number}</p>`, asked), at),
    );
    for (const [number, [at]] of states.entries())
      expect(await cache.find(KEY, at)).toEqual({ ok: true, value: stored[number] });
    expect(new Set(stored.map(({ fragment }) => fragment)).size).toBe(states.length);
  });

  it('keeps the list of its addresses as long as it is used, and is rendered again where that is damaged', async () => {
    await using folder = await createTemporaryFolder('fragments');
    const cache = createFragmentCache(folder.path);
    const { fragment } = cache.store(KEY, render('<p>1</p>'), here);
    const files = readdirSync(cache.fragmentFolder).map((name) => join(cache.fragmentFolder, name));
    const old = new Date(Date.now() - 60 * 86_400_000);
    for (const file of files) utimesSync(file, old, old);
    expect((await cache.find(KEY, here))?.ok).toBe(true);
    cache.prune(new Set([fragment]), Date.now());
    expect((await cache.find(KEY, here))?.ok).toBe(true);
    for (const file of files) if (!file.includes(fragment.replace('.html', ''))) truncateSync(file, 80);
    expect(await cache.find(KEY, here)).toBeUndefined();
    cache.store(KEY, render('<p>1</p>'), here);
    expect((await cache.find(KEY, here))?.ok).toBe(true);
  });

  it('is the same anywhere where it has none', async () => {
    await using folder = await createTemporaryFolder('fragments');
    const cache = createFragmentCache(folder.path);
    const { references: _, ...rendered } = render('<p>1</p>');
    const value = cache.store(KEY, rendered, here);
    expect(await cache.find(KEY, place({}, 'anywhere.ipynb'))).toEqual({ ok: true, value });
  });
});

describe('a notebook without a preview', () => {
  const store = async (code: NotebookProblem['code']) => {
    const folder = await createTemporaryFolder('fragments');
    const cache = createFragmentCache(folder.path);
    const problem = { code, message: 'It has none.' };
    cache.storeProblem(KEY, problem);
    return { cache, problem, [Symbol.asyncDispose]: folder.remove };
  };
  afterEach(() => void vi.useRealTimers());

  it.each([
    ['notebook/truncated', 300, true],
    ['notebook/render-failed', 6, true],
    // The machine may have been busy.
    ['notebook/render-failed', 8, false],
  ] as const)('for %s is remembered after %i days: %s', async (code, days, isRemembered) => {
    await using place = await store(code);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + days * 86_400_000 });
    expect(await place.cache.find(KEY)).toEqual(
      isRemembered ? { ok: false, failure: place.problem } : undefined,
    );
  });

  it('is rendered again where the record is damaged', async () => {
    await using place = await store('notebook/truncated');
    const file = join(place.cache.fragmentFolder, `${KEY}.json`);
    writeFileSync(file, readFileSync(file, 'utf8').replace('none', 'some'));
    expect(await place.cache.find(KEY)).toBeUndefined();
  });
});
