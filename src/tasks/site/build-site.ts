import { mkdir, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { fail, ok, type Result } from '../../core/result.ts';
import { ASSET_FOLDER } from '../../core/site/urls.ts';
import { indexSite } from '../../io/site/pagefind.ts';
import { copyFiles, replaceFolder } from './publish-folder.ts';
import { renderPages } from './render-pages.ts';
import { digestInputs, isCovered, type SiteInputs } from './site-inputs.ts';
import { openSiteRecord } from './site-record.ts';

export interface BuildRequest extends SiteInputs {
  /** Names of the images that the pages show, in `assetFolder`. */
  readonly assets: Iterable<string>;
  readonly assetFolder: string;
  readonly outDir: string;
  readonly cacheFolder: string;
  /** Builds even where nothing has changed. */
  readonly isForced: boolean;
}

export interface BuiltSite {
  /** True where the site stood there already, made of the very same. */
  readonly isUnchanged: boolean;
  readonly outDir: string;
}

/**
 * Builds beside the target and puts the result in its place only when everything has succeeded, so
 * that a failure leaves what was published. Where nothing has changed, the site stays as it stands.
 */
export async function buildSite(
  request: BuildRequest,
): Promise<Result<BuiltSite, { readonly message: string }>> {
  const target = resolve(request.outDir);
  const record = openSiteRecord(request.cacheFolder, target);
  const startedMs = Date.now();
  const inputs = digestInputs(request);
  if (!request.isForced && (await record.matches(inputs))) return ok({ isUnchanged: true, outDir: target });
  // Inside the same folder, so that the last step is a rename within one file system.
  const workFolder = join(dirname(target), `${basename(target)}.building`);
  await rm(workFolder, { recursive: true, force: true });
  await mkdir(dirname(target), { recursive: true });
  const { origin, pathname } = new URL(request.model.site.url);
  try {
    const sources = await renderPages(
      { outDir: workFolder, site: origin, base: pathname },
      request.cacheFolder,
    );
    await copyFiles(request.assets, request.assetFolder, join(workFolder, ASSET_FOLDER));
    const indexed = await indexSite(workFolder);
    if (!indexed.ok) return fail(indexed.failure);
    await replaceFolder(workFolder, target);
    // Nothing is remembered of a site whose sources were edited while it was built.
    if (digestInputs(request) === inputs) {
      const others = sources.filter((file) => !isCovered(file, request));
      await record.store(inputs, others, startedMs);
    }
    return ok({ isUnchanged: false, outDir: target });
  } catch (error) {
    return fail({ message: error instanceof Error ? error.message : String(error) });
  } finally {
    await rm(workFolder, { recursive: true, force: true });
  }
}
