import { mkdir, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { fail, ok, type Result } from '../core/result.ts';
import type { SiteModel } from '../core/site/types.ts';
import { ASSET_FOLDER } from '../core/site/urls.ts';
import { indexSite } from '../io/site/pagefind.ts';
import { copyFiles, replaceFolder } from './publish-folder.ts';
import { renderPages } from './render-pages.ts';

export interface BuildRequest {
  readonly model: SiteModel;
  /** Names of the images that the pages show, in `assetFolder`. */
  readonly assets: Iterable<string>;
  readonly assetFolder: string;
  readonly outDir: string;
  readonly cacheFolder: string;
}

export interface BuiltSite {
  readonly pageCount: number;
  readonly outDir: string;
}

/**
 * Builds beside the target and puts the result in its place only when everything has succeeded, so
 * that a failure leaves what was published.
 */
export async function buildSite(
  request: BuildRequest,
): Promise<Result<BuiltSite, { readonly message: string }>> {
  const target = resolve(request.outDir);
  // Inside the same folder, so that the last step is a rename within one file system.
  const workFolder = join(dirname(target), `${basename(target)}.building`);
  await rm(workFolder, { recursive: true, force: true });
  await mkdir(dirname(target), { recursive: true });
  const { origin, pathname } = new URL(request.model.site.url);
  try {
    await renderPages({ outDir: workFolder, site: origin, base: pathname }, request.cacheFolder);
    await copyFiles(request.assets, request.assetFolder, join(workFolder, ASSET_FOLDER));
    const indexed = await indexSite(workFolder);
    if (!indexed.ok) return fail(indexed.failure);
    await replaceFolder(workFolder, target);
    return ok({ pageCount: indexed.value, outDir: target });
  } catch (error) {
    return fail({ message: error instanceof Error ? error.message : String(error) });
  } finally {
    await rm(workFolder, { recursive: true, force: true });
  }
}
