import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { NO_HTML } from '../../core/notebooks/safe-html.ts';
import type { SafeHtml } from '../../core/notebooks/types.ts';
import { ok, type Result } from '../../core/result.ts';
import { renderEmptySearchDocument, renderSearchDocument } from '../../core/site/search-documents.ts';
import { countWords, listFrequentWords, SEARCH_WORDS_FILE } from '../../core/site/search-words.ts';
import type { SiteModel, SiteNotebook } from '../../core/site/types.ts';
import { notebookPageFile } from '../../core/site/urls.ts';
import { digestTexts } from '../../io/files/digest.ts';
import { readSearchable } from '../../io/render/fragment-cache.ts';
import { indexPages } from '../../io/site/pagefind.ts';

export interface IndexPlace {
  /** Holds the previews that the model names. */
  readonly fragmentFolder: string;
  /** Of the index alone, emptied first and removed at the end. */
  readonly workFolder: string;
  /** Folder for the index. */
  readonly target: string;
  /** Stands for the programs that make it. */
  readonly madeBy: string;
}

/** An index that was made before. */
export interface EarlierIndex {
  /** As `indexNotebooks` gave it. */
  readonly digest: string;
  /** Puts it into the target; gives false where that failed. */
  keep(): Promise<boolean>;
}

/**
 * Makes the index of the search, for which the pages need not be there, or keeps that of an earlier build: outputs, for
 * one, are not searched.
 *
 * @returns digest of all that the index is made of
 */
export async function indexNotebooks(
  model: SiteModel,
  { fragmentFolder, workFolder, target, madeBy }: IndexPlace,
  earlier?: EarlierIndex,
): Promise<Result<string, { readonly message: string }>> {
  /** Digests of the documents, and of all else that the index is made of. */
  const parts = [madeBy];
  const read = ({ fragment }: SiteNotebook) =>
    fragment === undefined ? NO_HTML : readSearchable(fragmentFolder, fragment);
  const write = (path: string, document: SafeHtml, fragment = NO_HTML) => {
    const file = join(workFolder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, document);
    parts.push(digestTexts([path, document, fragment]));
  };
  const countAllWords = () => {
    const words = new Map<string, number>();
    for (const notebook of model.notebooks)
      countWords(`${notebook.title} ${notebook.description} ${read(notebook)}`, words);
    return words;
  };
  rmSync(workFolder, { recursive: true, force: true });
  try {
    for (const notebook of model.notebooks) {
      const fragment = read(notebook);
      write(notebookPageFile(notebook.id), renderSearchDocument(notebook, fragment, model), fragment);
    }
    if (model.notebooks.length === 0) write('index.html', renderEmptySearchDocument(model));
    const digest = digestTexts(parts);
    if (earlier?.digest === digest && (await earlier.keep())) return ok(digest);
    let words = new Map<string, number>();
    const indexed = await indexPages(workFolder, target, () => {
      words = countAllWords();
    });
    if (!indexed.ok) return indexed;
    writeFileSync(join(target, SEARCH_WORDS_FILE), JSON.stringify(listFrequentWords(words)));
    return ok(digest);
  } finally {
    rmSync(workFolder, { recursive: true, force: true });
  }
}
