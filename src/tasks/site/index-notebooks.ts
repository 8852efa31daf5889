import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { NO_HTML } from '../../core/notebooks/safe-html.ts';
import type { SafeHtml } from '../../core/notebooks/types.ts';
import type { Result } from '../../core/result.ts';
import { renderEmptySearchDocument, renderSearchDocument } from '../../core/site/search-documents.ts';
import { countWords, listFrequentWords, SEARCH_WORDS_FILE } from '../../core/site/search-words.ts';
import type { SiteModel } from '../../core/site/types.ts';
import { notebookPageFile } from '../../core/site/urls.ts';
import { readSearchable } from '../../io/render/fragment-cache.ts';
import { indexPages } from '../../io/site/pagefind.ts';

/**
 * Makes the index of the search, for which the pages need not be there.
 *
 * @param fragmentFolder holds the previews that the model names
 * @param workFolder of this function's own, emptied first and removed at the end
 * @param target folder for the index
 */
export async function indexNotebooks(
  model: SiteModel,
  fragmentFolder: string,
  workFolder: string,
  target: string,
): Promise<Result<undefined, { readonly message: string }>> {
  const write = (path: string, document: SafeHtml) => {
    const file = join(workFolder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, document);
  };
  rmSync(workFolder, { recursive: true, force: true });
  const words = new Map<string, number>();
  try {
    for (const notebook of model.notebooks) {
      const { fragment: name } = notebook;
      const fragment = name === undefined ? NO_HTML : readSearchable(fragmentFolder, name);
      countWords(`${notebook.title} ${notebook.description} ${fragment}`, words);
      write(notebookPageFile(notebook.id), renderSearchDocument(notebook, fragment, model));
    }
    if (model.notebooks.length === 0) write('index.html', renderEmptySearchDocument(model));
    const indexed = await indexPages(workFolder, target);
    if (indexed.ok) writeFileSync(join(target, SEARCH_WORDS_FILE), JSON.stringify(listFrequentWords(words)));
    return indexed;
  } finally {
    rmSync(workFolder, { recursive: true, force: true });
  }
}
