import { parseCatalog } from '../../core/catalog/parse.ts';
import { hasErrors } from '../../core/diagnostics/format.ts';
import type { Diagnostic } from '../../core/diagnostics/types.ts';
import type { CataloguePlace } from '../../io/files/find-catalogue.ts';
import { readManifestFile } from '../../io/files/manifest-file.ts';
import { checkPages } from '../check/check-pages.ts';
import { type BuildableSite, type PreparePorts, prepareCatalogue } from './prepare-catalogue.ts';

/** Which catalogue is prepared, and for which address. */
export interface CatalogueRequest extends CataloguePlace {
  /** Clones and rendered notebooks. */
  readonly cacheFolder: string;
  /** File or address of the status to show; by default `status.json` beside the manifest. */
  readonly statusPlace?: string | undefined;
  /** File or address of the published `catalog.json`, whose ids are to go on answering. */
  readonly publishedPlace?: string | undefined;
  /** `SLIPWAY_BEGIN_ANEW`. */
  readonly canBeginAnew?: boolean;
  /** Origin of the site, in place of that of the manifest's `site.url`. */
  readonly site?: string | undefined;
  /** Path of the site's home, in place of that of the manifest's `site.url`. */
  readonly base?: string | undefined;
}

export interface PreparedFile {
  /** Absent where a diagnostic is an error: nothing may be built then. */
  readonly site?: BuildableSite;
  readonly diagnostics: readonly Diagnostic[];
  /** Text of the manifest and of pages by their files, for code frames. */
  readonly sources: ReadonlyMap<string, string>;
}

/**
 * Reads the manifest and prepares everything that the pages read.
 *
 * @param request.siteFolder where the pages look for it, and of no other run
 * @param onRendering called, with the address of the site, when it is certain that it will have to be built
 */
export async function prepareFromFile(
  request: CatalogueRequest & { readonly siteFolder: string },
  ports: PreparePorts,
  onRendering?: (siteUrl: string) => void,
): Promise<PreparedFile> {
  const { manifestFile, contentFolder, cacheFolder, statusPlace, publishedPlace } = request;
  const manifest = await readManifestFile(manifestFile);
  if (!manifest.ok) return { diagnostics: [manifest.failure], sources: new Map() };
  const pages = await checkPages(contentFolder, parseCatalog(manifest.value, manifestFile));
  const sources = new Map([[manifestFile, manifest.value], ...pages.sources]);
  if (hasErrors(pages.diagnostics)) return { diagnostics: pages.diagnostics, sources };
  const prepared = await prepareCatalogue(
    {
      manifest: { file: manifestFile, text: manifest.value },
      contentFolder,
      cacheFolder,
      siteFolder: request.siteFolder,
      canBeginAnew: request.canBeginAnew ?? false,
      statusPlace,
      publishedPlace,
      moveSite: (url) => moveSite(url, request),
      onRendering,
    },
    ports,
  );
  return { ...prepared, diagnostics: [...prepared.diagnostics, ...pages.diagnostics], sources };
}

function moveSite(url: string, { site, base }: Pick<CatalogueRequest, 'site' | 'base'>): string {
  const moved = new URL(url);
  const path = base ?? (site === undefined ? moved.pathname : new URL(site).pathname);
  return new URL(`/${path}/`.replace(/\/+/g, '/'), site ?? moved.origin).href;
}
