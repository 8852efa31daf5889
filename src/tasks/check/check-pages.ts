import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ParsedCatalog } from '../../core/catalog/parse.ts';
import { quote } from '../../core/diagnostics/quote.ts';
import type { Diagnostic } from '../../core/diagnostics/types.ts';
import type { PageTitle } from '../../core/pages/check-page.ts';
import type { PageFile } from '../../core/pages/page-names.ts';
import { findMissingTargets } from '../../core/pages/site-targets.ts';
import { textAsShown } from '../../core/visible-text.ts';
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
  const titled: TitledPage[] = [];
  for (const page of pages) {
    const { id, language, file } = page;
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
    const { title, diagnostics: found } = checkPage({ file, text }, (path) =>
      existsSync(join(dirname(file), path)),
    );
    const twinTitle = title && findTwin({ ...page, title }, titled);
    if (title !== undefined) titled.push({ ...page, title });
    const same = title && twinTitle ? [describeSameTitle(file, title, twinTitle)] : [];
    if (found.length + same.length > 0) sources.set(file, text);
    diagnostics.push(...found, ...same);
  }
  diagnostics.push(
    ...checkTargets(
      manifest,
      [...pages, ...listDefaultPages()].map(({ id }) => id),
    ),
  );
  return { diagnostics, sources };
}

interface TitledPage extends PageFile {
  readonly title: PageTitle;
}

/** A page before that readers of one language could not tell from this one. The text of the home is no page of its own. */
function findTwin(page: TitledPage, others: readonly TitledPage[]): TitledPage | undefined {
  const shown = ({ title }: TitledPage) => textAsShown(title.text);
  const isElsewhere = (language: string | undefined) =>
    language !== undefined &&
    page.language !== undefined &&
    language.toLowerCase() !== page.language.toLowerCase();
  if (page.id === 'home') return undefined;
  return others.find(
    (other) =>
      other.id !== page.id &&
      other.id !== 'home' &&
      !isElsewhere(other.language) &&
      shown(other) === shown(page),
  );
}

function describeSameTitle(file: string, title: PageTitle, twin: TitledPage): Diagnostic {
  return {
    code: 'page/same-title',
    severity: 'warning',
    message: `The page ${quote(`${twin.id}/`)} has the title ${quote(twin.title.text)} as well, so readers cannot tell it from this one.`,
    hint: 'Give each a title of its own in its front matter.',
    position: { file, line: title.line, column: 1, length: 0 },
  };
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
