import type { Catalog } from '../../core/catalog/types.ts';
import { quote } from '../../core/diagnostics/quote.ts';
import { keepEditionPaths } from '../../core/published/keep-edition-paths.ts';
import { type KeptCatalog, keepPublished } from '../../core/published/keep-published.ts';
import type { PublishedCatalog } from '../../core/published/parse.ts';
import type { GitClient } from '../../io/git/types.ts';
import type { CheckedContent } from '../content/checked-content.ts';
import { comparePublished, withLongIds } from './compare-published.ts';

export interface KeptIds extends KeptCatalog {
  readonly warnings: readonly {
    readonly code: string;
    readonly message: string;
    readonly hint?: string;
    /** Place in the manifest. */
    readonly path: readonly string[];
  }[];
}

/**
 * Makes a build keep a page for every id of the published catalogue, whatever has become of its file: a nightly build
 * publishes changes of other repositories without anyone to ask.
 *
 * @param published without it nothing is compared
 * @param today `YYYY-MM-DD`
 */
export async function keepIds(
  catalog: Catalog,
  contents: readonly CheckedContent[],
  published: PublishedCatalog | undefined,
  git: GitClient,
  today: string,
): Promise<KeptIds> {
  if (published === undefined) return { catalog, kept: [], held: [], warnings: [] };
  const answering = withLongIds(catalog, contents, published);
  const vanished = await comparePublished(answering, contents, published, git);
  const result = keepPublished(answering, vanished, today);
  const read = new Map(
    contents
      .filter(({ failure }) => failure === undefined)
      .map(({ content, notebooks }) => [content.id, notebooks.map(({ path }) => path)]),
  );
  return {
    ...result,
    catalog: keepEditionPaths(result.catalog, published, (id) => read.get(id)),
    warnings: [
      ...result.kept.map((id) => ({
        code: 'id/kept',
        message: `No notebook has the published id ${quote(id)} any more; it is kept, and the manifest should say what became of it.`,
        hint: 'Run "slipway check --previous" with the published catalog.json for the line to add.',
        path: ['content', id.slice(0, id.indexOf('/'))],
      })),
      ...(result.catalog.formerEnvironments?.kept ?? []).map((id) => ({
        code: 'id/kept',
        message: `No environment has the published id ${quote(id)} any more; its page and its badge are kept, and the manifest should say what became of it.`,
        hint: 'Run "slipway check --previous" with the published catalog.json for the line to add.',
        path: ['environments'],
      })),
      ...result.held.map(({ id, contentId, path }) => ({
        code: 'id/kept',
        message: `${quote(path)} would lose its published id ${quote(id)}; it keeps it, and the manifest should say so.`,
        hint: 'Run "slipway check --previous" with the published catalog.json for what to write.',
        path: ['content', contentId],
      })),
    ],
  };
}
