import { parseCatalog } from '../../core/catalog/parse.ts';
import { quote } from '../../core/diagnostics/quote.ts';
import type { Diagnostic } from '../../core/diagnostics/types.ts';
import { renderAdditions } from '../../core/published/additions.ts';
import { describeFolders } from '../../core/published/describe-folders.ts';
import { describeVanished } from '../../core/published/describe-vanished.ts';
import type { PublishedCatalog } from '../../core/published/parse.ts';
import type { FetchText } from '../../io/http/fetch-text.ts';
import type { CheckedContent } from '../content/checked-content.ts';
import { comparePublished, withLongIds } from '../published/compare-published.ts';
import { findRewritten } from '../published/find-rewritten.ts';
import { type LoadedPublished, loadPublished } from '../published/load-published.ts';
import type { CheckPorts } from './check-catalog.ts';

export interface PublishedRequest {
  readonly manifest: { readonly text: string; readonly file: string };
  /** File or address of the published `catalog.json`, or `auto`. */
  readonly previous: string;
  readonly fetchPublished: FetchText;
  /** ISO 8601, UTC. */
  readonly now: string;
  /** `SLIPWAY_BEGIN_ANEW`. */
  readonly canBeginAnew?: boolean;
  /** Home of the published site, where it is not the manifest's `site.url`. */
  readonly siteUrl?: string | undefined;
}

export interface PublishedCheck {
  readonly diagnostics: readonly Diagnostic[];
  /** YAML that keeps the addresses, to paste into the manifest; empty where nothing is to be added. */
  readonly additions: string;
  readonly notice?: string;
}

/**
 * Compares a manifest and its notebooks with what the site has published: every permanent address has
 * to go on leading where it led. Without ports, and where a content cannot be read, its files are
 * taken to be those of before, so that what the manifest itself breaks is reported all the same.
 *
 * A manifest with errors is not compared: `checkCatalog` tells them.
 */
export async function checkPublished(
  { manifest, previous, fetchPublished, now, canBeginAnew = false, siteUrl }: PublishedRequest,
  ports?: Pick<CheckPorts, 'loadContents' | 'git'>,
): Promise<PublishedCheck> {
  const { catalog, positionOf } = parseCatalog(manifest.text, manifest.file);
  if (catalog === undefined) return { diagnostics: [], additions: '' };
  const loaded = await loadPublished(previous, catalog, fetchPublished, { now, canBeginAnew, siteUrl });
  const warnings = describeWarnings(loaded, manifest.file);
  const { published, notice } = loaded;
  if (published === undefined) {
    return { diagnostics: warnings, additions: '', ...(notice !== undefined && { notice }) };
  }
  const read = (await ports?.loadContents(catalog)) ?? [];
  const contents = read.map((loaded) => markEmpty(loaded, published));
  const answering = withLongIds(catalog, contents, published);
  const vanished = await comparePublished(answering, contents, published, ports?.git);
  const rewritten =
    ports === undefined ? new Set<string>() : await findRewritten(ports.git, contents, published);
  const reports = vanished.map((entry) =>
    describeVanished(entry, { catalog, positionOf, today: now.slice(0, 10) }),
  );
  const untold = contents.filter(({ failure }) => failure !== undefined);
  return {
    diagnostics: [
      ...warnings,
      ...untold.map(
        ({ content, failure }): Diagnostic => ({
          code: 'id/not-told',
          severity: 'warning',
          message: `Could not tell whether files of ${quote(content.id)} were renamed: ${failure?.message}`,
          position: positionOf(['content', content.id]),
        }),
      ),
      ...reports.map(({ diagnostic }) => diagnostic),
      ...describeFolders(published, { catalog, positionOf, today: now.slice(0, 10) }, rewritten),
    ],
    additions: renderAdditions(
      reports.flatMap(({ additions }) => additions),
      catalog,
    ),
  };
}

/** A content that has lost every notebook at once is one fault, which the check tells; its ids stay. */
function markEmpty(loaded: CheckedContent, published: PublishedCatalog): CheckedContent {
  const { content, failure, notebooks, warnings } = loaded;
  if (failure !== undefined || notebooks.length > 0 || content.directory !== undefined) return loaded;
  const hadSome = published.notebooks.some(({ contentId, former }) => contentId === content.id && !former);
  const message = warnings.find(({ code }) => code === 'content/no-notebooks')?.message;
  return hadSome && message !== undefined
    ? { ...loaded, failure: { code: 'content/no-notebooks', message } }
    : loaded;
}

function describeWarnings({ warnings }: LoadedPublished, file: string): Diagnostic[] {
  return warnings.map((warning) => ({ ...warning, position: { file } }));
}
