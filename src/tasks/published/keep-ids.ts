import type { Catalog } from '../../core/catalog/types.ts';
import { quote } from '../../core/diagnostics/quote.ts';
import { type KeptCatalog, keepPublished } from '../../core/published/keep-published.ts';
import type { GitClient } from '../../io/git/types.ts';
import type { FetchText } from '../../io/http/fetch-text.ts';
import type { CheckedContent } from '../content/checked-content.ts';
import { comparePublished, withLongIds } from './compare-published.ts';
import { loadPublished } from './load-published.ts';

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
 * Lets a build answer every notebook id that the published catalogue had, whatever has become of its
 * file: a night publishes what changed in other repositories, and nobody is there to be asked.
 *
 * @param place `catalog.json` as a file or an address; without it nothing is compared
 * @param today `YYYY-MM-DD`
 */
export async function keepIds(
  catalog: Catalog,
  contents: readonly CheckedContent[],
  place: string | undefined,
  { git, fetchText }: { readonly git: GitClient; readonly fetchText: FetchText },
  today: string,
): Promise<KeptIds> {
  const nothing = { catalog, kept: [], held: [] };
  if (place === undefined) return { ...nothing, warnings: [] };
  const loaded = await loadPublished(place, catalog, fetchText);
  const unusable = loaded.warnings.map((warning) => ({ ...warning, path: ['site', 'url'] }));
  if (loaded.published === undefined) return { ...nothing, warnings: unusable };
  const answering = withLongIds(catalog, contents, loaded.published);
  const vanished = await comparePublished(answering, contents, loaded.published, git);
  const result = keepPublished(answering, vanished, today);
  return {
    ...result,
    warnings: [
      ...unusable,
      ...result.kept.map((id) => ({
        code: 'id/kept',
        message: `No notebook has the published id ${quote(id)} any more; it is kept, and the manifest should say what became of it.`,
        hint: 'Run "slipway check --previous" with the published catalog.json for the line to add.',
        path: ['content', id.slice(0, id.indexOf('/'))],
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
