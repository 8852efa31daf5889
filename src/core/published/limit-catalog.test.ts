import { expect, test } from 'vitest';
import { buildCatalogDocument } from '../site/documents.ts';
import { assembleHarbour, makeNight } from '../site/harbour.fixture.ts';
import { limitCatalog } from './limit-catalog.ts';
import { parsePublishedCatalog } from './parse.ts';

const document = buildCatalogDocument(assembleHarbour(makeNight('ok', 'ok')));
const sizeOf = (value: object) => JSON.stringify(value).length;

test('a catalogue of usual size is published as it is', () => {
  expect(limitCatalog(document)).toEqual(document);
});

test('one that the next publication would refuse loses what only explains first, and keeps every id, path and title', () => {
  const memory = document.notebooks.map(({ id, path, title }) => ({ id, path, title }));
  const full = sizeOf(document.notebooks);
  let last = full;
  for (const share of [0.99, 0.9, 0.6, 0]) {
    const limited = limitCatalog(document, full * share);
    const size = sizeOf(limited.notebooks);
    expect(size).toBeLessThanOrEqual(last);
    if (share > 0) expect(size).toBeLessThanOrEqual(full * share);
    last = size;
    expect(limited.notebooks.map(({ id, path, title }) => ({ id, path, title }))).toEqual(memory);
    expect(limited.folders).toEqual(document.folders);
    expect(parsePublishedCatalog(JSON.stringify(limited))).toMatchObject({ ok: true });
  }
  const { launches, editions } = limitCatalog(document, 0).notebooks[1] ?? {};
  expect([launches, editions?.flatMap((edition) => edition.launches)]).toEqual([[], []]);
});
