import { rmSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { fail, ok, type Result } from '../../core/result.ts';
import { ASSET_FOLDER } from '../../core/site/urls.ts';
import { indexNotebooks } from './index-notebooks.ts';
import type { PreparedSite } from './prepare-site.ts';
import { copyFiles, replaceFolder } from './publish-folder.ts';
import { type PagesRun, startPages } from './render-pages.ts';
import { digestInputs, digestSources, isCovered, type SiteSources } from './site-inputs.ts';
import { openSiteRecord } from './site-record.ts';

/** Where the pages look for the index of the search. */
const SEARCH_FOLDER = 'pagefind';

export interface BuildPlace extends SiteSources {
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

/** Builds one site, in steps that overlap with the preparation of its catalogue. */
export interface SiteBuilder {
  /**
   * Starts what does not depend on the notebooks. Called as soon as it is certain that something has
   * changed, or not at all.
   *
   * @param siteUrl address of the site's home
   */
  begin(siteUrl: string): void;
  /** Puts the site in its place, where a failure leaves what was published. */
  build(site: PreparedSite): Promise<Result<BuiltSite, { readonly message: string }>>;
  /** Ends what was begun and not built, and leaves nothing behind. */
  close(): Promise<void>;
}

interface Begun {
  readonly pages: PagesRun;
  readonly sources: string;
  readonly startedMs: number;
}

/**
 * Builds beside the target and puts the result in its place only when everything has succeeded. Where
 * nothing has changed, the site stays as it stands.
 */
export function createSiteBuilder(place: BuildPlace): SiteBuilder {
  const target = resolve(place.outDir);
  // Inside the same folder, so that the last step is a rename within one file system.
  const workFolder = join(dirname(target), `${basename(target)}.building`);
  const searchFolder = `${workFolder}.search`;
  const record = openSiteRecord(place.cacheFolder, target);
  let begun: Begun | undefined;

  const begin = (siteUrl: string, sources = digestSources(place)): Begun => {
    const { origin, pathname } = new URL(siteUrl);
    const startedMs = Date.now();
    rmSync(workFolder, { recursive: true, force: true });
    const pages = startPages({ outDir: workFolder, site: origin, base: pathname }, place.cacheFolder);
    return { pages, sources, startedMs };
  };

  return {
    begin(siteUrl) {
      begun ??= begin(siteUrl);
    },
    async build(site) {
      const sourcesDigest = digestSources(place);
      const inputs = digestInputs({ ...site, sourcesDigest });
      if (!place.isForced && (await record.matches(inputs))) return ok({ isUnchanged: true, outDir: target });
      try {
        await mkdir(dirname(target), { recursive: true });
        begun ??= begin(site.model.site.url, sourcesDigest);
        const { pages, sources, startedMs } = begun;
        const index = join(searchFolder, 'index');
        const documents = join(searchFolder, 'documents');
        const [finished, indexed] = await Promise.allSettled([
          pages.finish(),
          indexNotebooks(site.model, site.fragmentFolder, documents, index),
        ]);
        if (finished.status === 'rejected') throw finished.reason;
        if (indexed.status === 'rejected') throw indexed.reason;
        if (!indexed.value.ok) return fail(indexed.value.failure);
        await rename(index, join(workFolder, SEARCH_FOLDER));
        await copyFiles(site.assets, site.assetFolder, join(workFolder, ASSET_FOLDER));
        await replaceFolder(workFolder, target);
        // Nothing is remembered of a site whose sources were edited while it was built.
        if (digestSources(place) === sources) {
          const others = finished.value.filter((file) => !isCovered(file, place));
          await record.store(inputs, others, startedMs);
        }
        return ok({ isUnchanged: false, outDir: target });
      } catch (error) {
        return fail({ message: error instanceof Error ? error.message : String(error) });
      }
    },
    async close() {
      await begun?.pages.abandon();
      for (const folder of [workFolder, searchFolder]) await rm(folder, { recursive: true, force: true });
    },
  };
}
