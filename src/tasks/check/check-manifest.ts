import type { Catalog } from '../../core/catalog/types.ts';
import type { Diagnostic } from '../../core/diagnostics/types.ts';
import { type Claim, listClaims } from '../../core/published/claims.ts';
import { readManifestFile } from '../../io/files/manifest-file.ts';
import type { FetchText } from '../../io/http/fetch-text.ts';
import { loadPublished } from '../published/load-published.ts';
import { type CheckPorts, checkCatalog } from './check-catalog.ts';
import { checkPublished, type PublishedCheck } from './check-published.ts';

export interface ManifestCheckRequest {
  readonly manifestFile: string;
  /** File or address of the published `catalog.json` to compare with. */
  readonly previous?: string | undefined;
  /** Permanent ids only: neither registries nor hubs nor Binder repositories. */
  readonly idsOnly: boolean;
  /** As a publication asks: everything has been pushed, and what the last one said already stops nothing. */
  readonly isPublishing: boolean;
}

export interface ManifestCheckPorts {
  readonly fetchText: FetchText;
  readonly now: () => Date;
  /** Without it nobody is asked. */
  readonly world?: CheckPorts | undefined;
}

export interface ManifestCheck {
  readonly diagnostics: readonly Diagnostic[];
  /** YAML to paste into the manifest; empty where nothing is to be added. */
  readonly additions: string;
  /** What is to be said of the check itself. */
  readonly notice?: string;
  /** Text of the manifest; empty where it could not be read. */
  readonly text: string;
}

const NOT_COMPARED: PublishedCheck = { diagnostics: [], additions: '' };

/** Checks a manifest file and everything it points at, and compares it with what is published. */
export async function checkManifest(
  { manifestFile: file, previous, idsOnly, isPublishing }: ManifestCheckRequest,
  { fetchText, now, world }: ManifestCheckPorts,
): Promise<ManifestCheck> {
  const manifest = await readManifestFile(file);
  if (!manifest.ok) return { diagnostics: [manifest.failure], additions: '', text: '' };
  const text = manifest.value;
  const today = now().toISOString().slice(0, 10);
  const request = { manifest: { text, file }, fetchPublished: fetchText, today };
  const findClaims = async (catalog: Catalog) => {
    const loaded = previous === undefined ? undefined : await loadPublished(previous, catalog, fetchText);
    return loaded?.published === undefined ? new Set<Claim>() : listClaims(loaded.published);
  };
  const [found, published] = await Promise.all([
    checkCatalog(text, file, idsOnly ? undefined : world, isPublishing ? findClaims : undefined),
    previous === undefined ? NOT_COMPARED : checkPublished({ ...request, previous }, world),
  ]);
  return { ...published, diagnostics: [...found, ...published.diagnostics], text };
}
