import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ParsedCatalog } from '../../core/catalog/parse.ts';
import { quote } from '../../core/diagnostics/quote.ts';
import type { Diagnostic } from '../../core/diagnostics/types.ts';
import { findMissingTargets } from '../../core/pages/site-targets.ts';
import { listDefaultPages, listOwnPages } from '../../io/files/content-pages.ts';

export interface CheckedPages {
  readonly diagnostics: readonly Diagnostic[];
  /** Text of each page with a diagnostic by its file, for code frames. */
  readonly sources: ReadonlyMap<string, string>;
}

/**
 * Checks the pages that an author wrote beside the manifest, and that what the manifest's links name is among them.
 */
export async function checkPages(contentFolder: string, manifest: ParsedCatalog): Promise<CheckedPages> {
  const sources = new Map<string, string>();
  const diagnostics: Diagnostic[] = [];
  const pages = listOwnPages(contentFolder);
  const byId = new Map<string, string>();
  for (const { id, language, file } of pages) {
    // One file a language is no twin.
    const key = `${id} ${language?.toLowerCase() ?? ''}`;
    const twin = byId.get(key);
    if (twin !== undefined) {
      diagnostics.push({
        code: 'page/twice',
        severity: 'error',
        message: `${file} and ${twin} would both be shown at /${id}/.`,
        hint: 'Rename one of them.',
        position: { file },
      });
      continue;
    }
    byId.set(key, file);
    const text = await readFile(file, 'utf8');
    // A reader of Markdown, which few catalogues need.
    const { checkPage } = await import('../../core/pages/check-page.ts');
    const found = checkPage({ file, text }, (path) => existsSync(join(dirname(file), path)));
    if (found.length > 0) sources.set(file, text);
    diagnostics.push(...found);
  }
  diagnostics.push(
    ...checkTargets(
      manifest,
      [...pages, ...listDefaultPages()].map(({ id }) => id),
    ),
  );
  return { diagnostics, sources };
}

function checkTargets(
  { catalog, positionOf }: ParsedCatalog,
  pageIds: readonly string[],
): readonly Diagnostic[] {
  if (catalog === undefined) return [];
  return findMissingTargets(catalog, pageIds).map(({ path, target, nearest }) => ({
    code: 'page/target-missing',
    severity: 'error',
    message: `The site has no page ${quote(target)}.`,
    hint:
      nearest === undefined
        ? 'Add the page to the folder "pages", or correct the link.'
        : `Did you mean ${quote(`${nearest}/`)}?`,
    position: positionOf(path),
  }));
}
