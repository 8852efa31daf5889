import { join } from 'node:path';
import { formatText, summarizeDiagnostics } from '../core/diagnostics/format.ts';
import { createDirectoryReader } from '../io/directory/reader.ts';
import { readManifestFile } from '../io/files/manifest-file.ts';
import { createGitClient } from '../io/git/client.ts';
import { fetchText } from '../io/http/fetch-text.ts';
import { standardError } from '../io/output/printer.ts';
import { type BuildableSite, prepareCatalogue as prepare } from '../tasks/site/prepare-catalogue.ts';

/** Folder that holds `catalog.yaml`. */
export function contentFolder(): string {
  return process.env.SLIPWAY_CONTENT || 'content';
}

/** Folder of what may be thrown away. */
export const cacheFolder = (): string => process.env.SLIPWAY_CACHE || '.cache';

/**
 * Prepares the catalogue and prints what is to be said about it.
 *
 * @param target Astro's `site` and `base` from the command line, in place of the manifest's `site.url`
 * @returns undefined where nothing can be built; the reason has been printed
 */
export async function prepareCatalogue(
  target: { site?: string; base?: string },
  onRendering?: (siteUrl: string) => void,
): Promise<BuildableSite | undefined> {
  const file = join(contentFolder(), 'catalog.yaml');
  const manifest = await readManifestFile(file);
  if (!manifest.ok) {
    standardError.printText(formatText([manifest.failure], new Map()));
    return undefined;
  }
  const { site, diagnostics } = await prepare(
    {
      manifest: { file, text: manifest.value },
      contentFolder: contentFolder(),
      cacheFolder: cacheFolder(),
      statusPlace: process.env.SLIPWAY_STATUS || undefined,
      publishedPlace: process.env.SLIPWAY_PUBLISHED || undefined,
      moveSite: (url) => moveSite(url, target),
      onRendering,
    },
    {
      git: createGitClient({ cacheDir: cacheFolder() }),
      directories: createDirectoryReader(),
      fetchText,
      now: () => new Date().toISOString(),
    },
  );
  standardError.printText(formatText(diagnostics, new Map([[file, manifest.value]])));
  if (site === undefined) standardError.printText(`Nothing was built: ${summarizeDiagnostics(diagnostics)}.`);
  return site;
}

function moveSite(url: string, { site, base }: { site?: string; base?: string }): string {
  const moved = new URL(url);
  const path = base ?? (site === undefined ? moved.pathname : new URL(site).pathname);
  return new URL(`/${path}/`.replace(/\/+/g, '/'), site ?? moved.origin).href;
}
