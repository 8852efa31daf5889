import { mkdir, rename } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fail, ok, type Result } from '../../core/result.ts';
import { ASSET_FOLDER } from '../../core/site/urls.ts';
import { digestListing } from '../../io/files/digest.ts';
import { withFileLock } from '../../io/files/file-lock.ts';
import { replaceFolder } from '../../io/files/replace-folder.ts';
import { createRunFolder, OLD_FOLDER, type RunFolder, recoverRunFolders } from '../../io/files/run-folder.ts';
import { indexNotebooks } from './index-notebooks.ts';
import { checkOutFolder, type GuardedPath } from './out-folder.ts';
import type { BuildableSite } from './prepare-catalogue.ts';
import { copyFiles } from './publish-folder.ts';
import { type PagesRun, type PagesTools, startPages } from './render-pages.ts';
import { digestInputs, digestSources, isCovered, type SiteSources } from './site-inputs.ts';
import { openSiteRecord } from './site-record.ts';

/** Where the pages look for the index of the search. */
const SEARCH_FOLDER = 'pagefind';
/** Another build needs the target for as long as two renames take. */
const LOCK_TIMEOUT_MS = 60_000;

export interface BuildPlace extends SiteSources, PagesTools {
  /** As `checkOutFolder` gives it. */
  readonly outDir: string;
  /** What the site must not take the place of. */
  readonly guarded: readonly GuardedPath[];
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
  /** Removes what builds left that were killed. A target that one of them had just moved away comes back. */
  recover(): Promise<void>;
  /**
   * Starts what does not depend on the notebooks. Called as soon as it is certain that something has
   * changed, or not at all.
   *
   * @param siteUrl address of the site's home
   */
  begin(siteUrl: string): void;
  /** Puts the site in its place, where a failure leaves what was published. */
  build(site: BuildableSite): Promise<Result<BuiltSite, { readonly message: string }>>;
  /** Ends what was begun and not built, and leaves nothing behind. */
  close(): Promise<void>;
}

interface Begun {
  readonly pages: PagesRun;
  readonly sources: string;
  readonly startedMs: number;
}

/**
 * Builds beside the target, in a folder that no other build shares, and puts the result in its place only when
 * everything has succeeded. Where nothing has changed, the site stays as it stands.
 */
export function createSiteBuilder(place: BuildPlace): SiteBuilder {
  const target = place.outDir;
  const record = openSiteRecord(place.cacheFolder, target);
  let run: RunFolder | undefined;
  let begun: Begun | undefined;

  /** Beside the target, so that the last step is a rename within one file system. */
  const folderOf = (name: string) => {
    run ??= createRunFolder(target);
    return join(run.path, name);
  };
  const begin = (siteUrl: string, sources = digestSources(place)): Begun => {
    const { origin, pathname } = new URL(siteUrl);
    const startedMs = Date.now();
    const pages = startPages({ outDir: folderOf('site'), site: origin, base: pathname }, place);
    return { pages, sources, startedMs };
  };
  /** One build at a time; the last one stays. */
  const publish = async (guarded: readonly GuardedPath[]): Promise<Result<undefined, string>> => {
    const lockFile = join(dirname(target), `.${basename(target)}.slipway.lock`);
    const done = await withFileLock(lockFile, LOCK_TIMEOUT_MS, async () => {
      // Minutes may have passed since the beginning.
      const checked = await checkOutFolder(target, [...place.guarded, ...guarded]);
      if (!checked.ok) return checked;
      await replaceFolder(folderOf('site'), target, folderOf(OLD_FOLDER));
      return ok(undefined);
    });
    return done?.value ?? fail('Another build has been writing the same folder all the while.');
  };

  return {
    async recover() {
      await recoverRunFolders(target);
    },
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
        const index = folderOf('index');
        const [finished, indexed] = await Promise.allSettled([
          pages.finish(),
          indexNotebooks(site.model, site.fragmentFolder, folderOf('documents'), index),
        ]);
        if (finished.status === 'rejected') throw finished.reason;
        if (indexed.status === 'rejected') throw indexed.reason;
        if (!indexed.value.ok) return fail(indexed.value.failure);
        const folder = folderOf('site');
        await rename(index, join(folder, SEARCH_FOLDER));
        await copyFiles(site.assets, site.assetFolder, join(folder, ASSET_FOLDER));
        await copyFiles(site.images, site.imageFolder, join(folder, ASSET_FOLDER));
        // Looked at before it is published: afterwards it may be the site of another build.
        const output = digestListing(folder);
        const published = await publish(site.sourceFolders);
        if (!published.ok) return fail({ message: published.failure });
        // Nothing is remembered of a site whose sources were edited while it was built.
        if (digestSources(place) === sources) {
          const others = finished.value.filter((file) => !isCovered(file, place));
          await record.store(inputs, others, startedMs, output);
        }
        return ok({ isUnchanged: false, outDir: target });
      } catch (error) {
        return fail({ message: error instanceof Error ? error.message : String(error) });
      }
    },
    async close() {
      await begun?.pages.abandon();
      run?.remove();
    },
  };
}
