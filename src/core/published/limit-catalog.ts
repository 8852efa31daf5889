import type { buildCatalogDocument } from '../site/documents.ts';
import { MAX_CATALOG_BYTES } from './parse.ts';

type CatalogDocument = ReturnType<typeof buildCatalogDocument>;
type NotebookRow = CatalogDocument['notebooks'][number];

/** What the next publication still reads, with room for what is not measured. */
const MAX_WRITTEN_BYTES = MAX_CATALOG_BYTES / 2;

/** Each takes more away than the one before; ids, paths and titles stay, which are the memory of a site. */
const STEPS: readonly ((row: NotebookRow) => NotebookRow)[] = [
  (row) => ({ ...row, description: '', tags: [] }),
  (row) => ({ ...row, editions: row.editions.map((edition) => ({ ...edition, launches: [] })) }),
  (row) => ({ ...row, launches: [] }),
];

/**
 * A catalogue of a size that the next publication reads: file names of strangers decide how large it is, and one that
 * is refused would stop every build after this one.
 *
 * @param maxBytes UTF-8, of the notebooks' JSON
 */
export function limitCatalog(document: CatalogDocument, maxBytes = MAX_WRITTEN_BYTES): CatalogDocument {
  let { notebooks } = document;
  for (const step of STEPS) {
    if (measure(notebooks) <= maxBytes) break;
    notebooks = notebooks.map(step);
  }
  return { ...document, notebooks };
}

function measure(rows: readonly NotebookRow[]): number {
  const encoder = new TextEncoder();
  let sizeBytes = 0;
  // Row by row: all of them in one text could be more than a text can hold.
  for (const row of rows) sizeBytes += encoder.encode(JSON.stringify(row)).length + 1;
  return sizeBytes;
}
