import { parseCatalog } from '../../core/catalog/parse.ts';
import type { Catalog } from '../../core/catalog/types.ts';
import type { Diagnostic } from '../../core/diagnostics/types.ts';
import { memoizeAsync } from '../../core/memoize-async.ts';
import { type Claim, listClaims } from '../../core/published/claims.ts';
import { readManifestFile } from '../../io/files/manifest-file.ts';
import type { FetchText } from '../../io/http/fetch-text.ts';
import { type LoadedPublished, loadPublished } from '../published/load-published.ts';
import { checkBrand } from './check-brand.ts';
import { type CheckPorts, checkCatalog } from './check-catalog.ts';
import { type CheckedPages, checkPages } from './check-pages.ts';
import { checkPublished, type PublishedCheck } from './check-published.ts';

export interface ManifestCheckRequest {
  readonly manifestFile: string;
  /** Folder that holds it, and pages beside it. */
  readonly contentFolder: string;
  /** File or address of the published `catalog.json` to compare with. */
  readonly previous?: string | undefined;
  /** Home of the published site, where it is not the manifest's `site.url`. */
  readonly siteUrl?: string | undefined;
  /** `SLIPWAY_BEGIN_ANEW`. */
  readonly canBeginAnew: boolean;
  /** Permanent ids only: neither registries nor hubs nor Binder repositories. */
  readonly idsOnly: boolean;
  /** As a publication asks: everything has been pushed, and what the last one said already stops nothing. */
  readonly isPublishing: boolean;
}

export interface ManifestCheckPorts {
  readonly fetchText: FetchText;
  readonly now: () => Date;
  /** Without it no host is asked. */
  readonly world?: CheckPorts | undefined;
}

export interface ManifestCheck {
  readonly diagnostics: readonly Diagnostic[];
  /** YAML to paste into the manifest; empty where nothing is to be added. */
  readonly additions: string;
  /** What is to be said of the check itself. */
  readonly notice?: string;
  /** Text of the manifest and of pages by their files, for code frames. */
  readonly sources: ReadonlyMap<string, string>;
}

const NO_PAGES: CheckedPages = { diagnostics: [], sources: new Map() };
const NOT_COMPARED: PublishedCheck = { diagnostics: [], additions: '' };

/** Checks a manifest file and everything it points at, and compares it with what is published. */
export async function checkManifest(
  {
    manifestFile: file,
    contentFolder,
    previous,
    siteUrl,
    canBeginAnew,
    idsOnly,
    isPublishing,
  }: ManifestCheckRequest,
  { fetchText, now, world }: ManifestCheckPorts,
): Promise<ManifestCheck> {
  const manifest = await readManifestFile(file);
  if (!manifest.ok) return { diagnostics: [manifest.failure], additions: '', sources: new Map() };
  const text = manifest.value;
  const request = {
    manifest: { text, file },
    fetchPublished: fetchText,
    siteUrl,
    canBeginAnew,
    now: now().toISOString(),
  };
  const once = memoizeAsync<LoadedPublished>();
  const findPublished = async (catalog: Catalog) => {
    if (previous === undefined) return undefined;
    const loaded = await once('', () => loadPublished(previous, catalog, fetchText, request));
    return loaded.published;
  };
  const findClaims = async (catalog: Catalog) => {
    const before = await findPublished(catalog);
    return before === undefined ? new Set<Claim>() : listClaims(before);
  };
  const ports = idsOnly || world === undefined ? undefined : { ...world, findPublished };
  const parsed = parseCatalog(text, file);
  const [found, pages, brand, published] = await Promise.all([
    checkCatalog(text, file, ports, isPublishing ? findClaims : undefined),
    idsOnly ? NO_PAGES : checkPages(contentFolder, parsed),
    idsOnly ? [] : checkBrand(contentFolder, parsed),
    previous === undefined ? NOT_COMPARED : checkPublished({ ...request, previous }, world),
  ]);
  return {
    ...published,
    diagnostics: [...found, ...pages.diagnostics, ...brand, ...published.diagnostics],
    sources: new Map([[file, text], ...pages.sources]),
  };
}
