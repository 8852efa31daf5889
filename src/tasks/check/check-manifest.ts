import type { Diagnostic } from '../../core/diagnostics/types.ts';
import { readManifestFile } from '../../io/files/manifest-file.ts';
import type { FetchText } from '../../io/http/fetch-text.ts';
import { type CheckPorts, checkCatalog } from './check-catalog.ts';
import { checkPublished, type PublishedCheck } from './check-published.ts';

export interface ManifestCheckRequest {
  readonly manifestFile: string;
  /** File or address of the published `catalog.json` to compare with. */
  readonly previous?: string | undefined;
  /** Home of the published site, where it is not the manifest's `site.url`. */
  readonly siteUrl?: string | undefined;
  /** `SLIPWAY_BEGIN_ANEW`. */
  readonly canBeginAnew: boolean;
  /** Permanent ids only: neither registries nor hubs nor Binder repositories. */
  readonly idsOnly: boolean;
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
  { manifestFile: file, previous, siteUrl, canBeginAnew, idsOnly }: ManifestCheckRequest,
  { fetchText, now, world }: ManifestCheckPorts,
): Promise<ManifestCheck> {
  const manifest = await readManifestFile(file);
  if (!manifest.ok) return { diagnostics: [manifest.failure], additions: '', text: '' };
  const text = manifest.value;
  const request = {
    manifest: { text, file },
    fetchPublished: fetchText,
    siteUrl,
    canBeginAnew,
    now: now().toISOString(),
  };
  const [found, published] = await Promise.all([
    checkCatalog(text, file, idsOnly ? undefined : world),
    previous === undefined ? NOT_COMPARED : checkPublished({ ...request, previous }, world),
  ]);
  return { ...published, diagnostics: [...found, ...published.diagnostics], text };
}
