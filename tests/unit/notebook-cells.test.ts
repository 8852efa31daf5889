import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { IS_CORPUS_ABSENT, listCorpusNotebooks } from '../support/corpus.ts';
import { listHostileNotebooks } from '../support/hostile-payloads.ts';
import { type NotebookFile, renderFragments } from '../support/rendered-fragments.ts';
import { chooseSample } from '../support/sample.ts';

/*
 * Every cell of a file is on its page. The rule is counted here from the bare JSON, without the
 * renderer's reader: one section for each cell of nbformat 4, or of all worksheets of nbformat 3, numbered
 * as in the file. A cell that its author tagged `remove-cell` has none. A cell without text and outputs, and
 * a raw cell for another format than a page's, has an empty one.
 */

interface StoredCell {
  readonly cell_type: string;
  readonly metadata?: {
    readonly tags?: readonly string[];
    readonly format?: string;
    readonly raw_mimetype?: string;
  };
  readonly source?: string | readonly string[];
  readonly input?: string | readonly string[];
  readonly outputs?: readonly unknown[];
}

/** Number of each cell that has to be on the page → whether it has something to show. */
function expectCells(bytes: Uint8Array): Map<number, boolean> {
  const file = JSON.parse(new TextDecoder().decode(bytes)) as {
    nbformat: number;
    cells: readonly StoredCell[];
    worksheets: readonly { cells: readonly StoredCell[] }[];
  };
  const cells = file.nbformat >= 4 ? file.cells : file.worksheets.flatMap((sheet) => sheet.cells);
  return new Map(
    cells.flatMap((cell, index): [number, boolean][] => {
      if (cell.metadata?.tags?.includes('remove-cell') === true) return [];
      const text = [cell.source ?? cell.input ?? ''].flat().join('');
      const format = cell.metadata?.raw_mimetype ?? cell.metadata?.format ?? '';
      const isForeign = cell.cell_type === 'raw' && /latex|rst|pdf|slides|asciidoc|python/.test(format);
      const isEmpty = text.trim() === '' && (cell.outputs ?? []).length === 0;
      return [[index + 1, !isEmpty && !isForeign]];
    }),
  );
}

/** The same, read off the page. */
function shownCells(html: string): Map<number, boolean> {
  return new Map(
    [...html.matchAll(/<section class="cell cell-\w+" data-cell="(\d+)">(<\/section>)?/g)].map((match) => [
      Number(match[1]),
      match[2] === undefined,
    ]),
  );
}

const read = (path: string): NotebookFile => ({ path, bytes: readFileSync(path) });
const HOSTILE = listHostileNotebooks()
  .filter(({ path }) => path.endsWith('.ipynb'))
  .map(({ path, text }) => ({ path, bytes: Buffer.from(text) }));
/** A part, as all of them take half a minute; `SLIPWAY_TEST_ALL` takes them all. */
const CORPUS_PART = IS_CORPUS_ABSENT
  ? []
  : chooseSample('SLIPWAY_TEST_ALL', listCorpusNotebooks(), 30).map(read);

const CELLS = [
  {
    cell_type: 'markdown',
    metadata: {},
    source: ['# A', '\n', '[a](#A) [b](#B) [c[^1]](#A)', '\n\n[^1]: d'],
  },
  { cell_type: 'code', metadata: {}, source: [], outputs: [] },
  { cell_type: 'code', metadata: { tags: ['remove-cell'] }, source: 'x', outputs: [] },
  { cell_type: 'raw', metadata: { raw_mimetype: 'text/latex' }, source: '\\x' },
  { cell_type: 'code', metadata: {}, source: '', outputs: [{ output_type: 'stream', text: 'a' }] },
];
const WORKSHEETS = [
  { cells: [{ cell_type: 'heading', level: 2, source: 'A' }] },
  { cells: [{ cell_type: 'code', input: 'x', outputs: [] }, ...CELLS.slice(0, 1)] },
];
const ODD = [
  { nbformat: 4, metadata: {}, cells: CELLS },
  { nbformat: 3, metadata: {}, worksheets: WORKSHEETS },
].map((file, index) => ({ path: `${index}.ipynb`, bytes: Buffer.from(JSON.stringify(file)) }));

let fragments: ReadonlyMap<string, string>;
// Together: what renders takes seconds to warm up.
beforeAll(async () => {
  fragments = await renderFragments([...HOSTILE, ...ODD, ...CORPUS_PART]);
}, 600_000);

/** @param mayBeSwallowed hostile cells may be nothing but what the sanitiser takes away */
function checkCells(files: readonly NotebookFile[], mayBeSwallowed = false): number {
  let count = 0;
  for (const { path, bytes } of files) {
    const fragment = fragments.get(path);
    expect(fragment, path).toBeDefined();
    if (fragment === undefined) continue;
    const expected = expectCells(bytes);
    const shown = shownCells(fragment);
    expect([...shown.keys()], path).toEqual([...expected.keys()]);
    if (!mayBeSwallowed) expect([...shown], path).toEqual([...expected]);
    // The sections themselves, in case that one of them were written otherwise.
    expect(fragment.split('<section').length - 1, path).toBe(expected.size);
    count += expected.size;
  }
  return count;
}

describe('every cell of the file is on the page', () => {
  test('of notebooks with hostile content', () => {
    expect(checkCells(HOSTILE, true)).toBeGreaterThan(400);
  });

  test('of notebooks with empty, removed and raw cells, in both formats', () => {
    expect(checkCells(ODD)).toBe(7);
  });
});

/** Links within the page, and ids. */
function anchorsOf(fragment: string): { links: string[]; ids: string[] } {
  const attributes = (pattern: RegExp) =>
    [...fragment.matchAll(pattern)].map(([, value = '']) => value.replaceAll('&#x26;', '&'));
  return {
    links: attributes(/<a href="#([^"]*)"/g).map(decodeURIComponent),
    ids: attributes(/<[a-z][^<>]* id="([^"]*)"/g),
  };
}

test('every link within a page leads to one place that is there', () => {
  let count = 0;
  for (const [path, fragment] of fragments) {
    const { links, ids } = anchorsOf(fragment);
    expect(new Set(ids).size, path).toBe(ids.length);
    expect(
      links.filter((id) => !ids.includes(id)),
      path,
    ).toEqual([]);
    count += links.length;
  }
  expect(count).toBeGreaterThan(3);
});

describe.skipIf(IS_CORPUS_ABSENT)('the corpus of real notebooks (needs ../shared/corpus)', () => {
  const isWhole = process.env.SLIPWAY_TEST_ALL !== undefined;

  test(`${isWhole ? 'every notebook renders' : 'a part of the notebooks (all: SLIPWAY_TEST_ALL) renders'}, with all cells of its file`, () => {
    expect(listCorpusNotebooks()).toHaveLength(213);
    const count = checkCells(CORPUS_PART);
    if (isWhole) expect(count).toBe(11_653);
    else expect(count).toBeGreaterThan(500);
  });

  test('no formula of them is shown as its source', () => {
    const isShown = ({ path }: NotebookFile) => fragments.get(path)?.includes('class="math-source') ?? true;
    expect(CORPUS_PART.filter(isShown).map(({ path }) => path)).toEqual([]);
  });
});
