import { mkdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { describeErrorInFull } from '../../core/diagnostics/system-errors.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { listPageDigests } from '../../core/site/page-digests.ts';
import { listSitemapAddresses } from '../../core/site/sitemap.ts';
import type { SiteModel } from '../../core/site/types.ts';
import { ASSET_FOLDER } from '../../core/site/urls.ts';
import { digestTexts, listFilesBelow, listFolder } from '../../io/files/digest.ts';
import { withFileLock } from '../../io/files/file-lock.ts';
import { replaceFolder } from '../../io/files/replace-folder.ts';
import { createRunFolder, OLD_FOLDER, type RunFolder, recoverRunFolders } from '../../io/files/run-folder.ts';
import { type CompiledPages, openCompiledStore, readCompiled } from '../../io/site/compiled-pages.ts';
import type { PreparedFolders } from '../../io/site/prepared-folder.ts';
import { writeSitemap } from '../../io/site/write-sitemap.ts';
import { compilePages, type PagesTools, readAstroVersion, recoverCompiling } from './compile-pages.ts';
import { type EarlierSite, findEarlierSite } from './earlier-site.ts';
import { checkOutFolder, type GuardedPath } from './out-folder.ts';
import type { BuildableSite } from './prepare-catalogue.ts';
import { copyFiles } from './publish-folder.ts';
import { type KeepPages, type LoadedPages, loadPages, renderPages } from './render-pages.ts';
import { digestInputs, digestSources, isCovered, type SiteSources } from './site-inputs.ts';
import { isSettled, openSiteRecord } from './site-record.ts';

/** Where the pages look for the index of the search. */
const SEARCH_FOLDER = 'pagefind';
/** Another build needs the target for as long as two renames take. */
const LOCK_TIMEOUT_MS = 60_000;

export interface BuildPlace extends SiteSources, PagesTools {
  /** As `checkOutFolder` gives it. */
  readonly outDir: string;
  /** What the site must not take the place of. */
  readonly guarded: readonly GuardedPath[];
  /** Folder of the compiled pages that the package brings, if it brings any. */
  readonly shippedPages: string;
  /** As in `PreparedFolders`. */
  readonly previewFolder: string;
  /** Builds even where nothing has changed. */
  readonly isForced: boolean;
}

export interface BuiltSite {
  /** True where the site was there already, built from the same inputs. */
  readonly isUnchanged: boolean;
  readonly outDir: string;
  /** Of the whole site; absent where it was there already. */
  readonly sizeBytes?: number;
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
  build(
    site: BuildableSite,
    prepared: PreparedFolders,
  ): Promise<Result<BuiltSite, { readonly message: string }>>;
  /** Ends what was begun and not built, and leaves nothing behind. */
  close(): Promise<void>;
}

interface Begun {
  readonly earlier: Promise<EarlierSite>;
  readonly compiled: Promise<UsedPages>;
  readonly loaded: Promise<LoadedPages>;
  /** As `digestSources` gave it. */
  readonly sources: string;
  readonly startedMs: number;
}

interface UsedPages extends CompiledPages {
  /** True for a folder of this build alone. */
  readonly isTemporary: boolean;
}

/**
 * Builds beside the target, in a folder that no other build shares, and puts the result in its place only when
 * everything has succeeded. Where nothing has changed, the site stays as it is.
 */
export function createSiteBuilder(place: BuildPlace): SiteBuilder {
  const target = place.outDir;
  const record = openSiteRecord(place.cacheFolder, target);
  const lockFile = join(dirname(target), `.${basename(target)}.slipway.lock`);
  let run: RunFolder | undefined;
  let begun: Begun | undefined;

  /** Beside the target, so that the last step is a rename within one file system. */
  const folderOf = (name: string) => {
    run ??= createRunFolder(target);
    return join(run.path, name);
  };
  const store = openCompiledStore(join(place.cacheFolder, 'pages'));
  /** What the package brings is made of its own sources, so that it serves a catalogue without pages of its own. */
  const findShipped = (): CompiledPages | undefined => {
    if (listFilesBelow(place.pagesFolder).length > 0) return undefined;
    const shipped = readCompiled(place.shippedPages);
    return shipped !== undefined && shipped.astro === readAstroVersion() ? shipped : undefined;
  };
  const compile = async (sources: string, startedMs: number): Promise<UsedPages> => {
    const found = place.isForced ? undefined : (findShipped() ?? store.find(sources));
    if (found !== undefined) return { ...found, isTemporary: false };
    const compiled = await compilePages(place);
    const others = compiled.sources.filter(([file]) => !isCovered(file, place));
    const pages = { ...compiled, sources: others };
    // Nothing is cached of sources that were edited meanwhile, or whose changes would go unnoticed.
    const isKept = digestSources(place) === sources && others.every(([file]) => isSettled(file, startedMs));
    return isKept ? { ...store.store(sources, pages), isTemporary: false } : { ...pages, isTemporary: true };
  };
  const load = (pages: CompiledPages, siteUrl: string): Promise<LoadedPages> => {
    const { origin, pathname } = new URL(siteUrl);
    const published = { site: origin, base: pathname };
    const kept = join(place.cacheFolder, 'pages', 'sites');
    return loadPages(pages, published, place.previewFolder, kept, () => folderOf('modules'));
  };
  const whileNobodyPublishes = async <T>(run: () => Promise<T>): Promise<T | undefined> =>
    (await withFileLock(lockFile, LOCK_TIMEOUT_MS, run))?.value;
  const findEarlier = () =>
    findEarlierSite(target, place.isForced ? undefined : record, whileNobodyPublishes);
  const begin = (siteUrl: string, sources = digestSources(place), found?: EarlierSite): Begun => {
    const startedMs = Date.now();
    const compiled = compile(sources, startedMs);
    const loaded = compiled.then((pages) => load(pages, siteUrl));
    const earlier = found === undefined ? loaded.then(findEarlier, findEarlier) : Promise.resolve(found);
    // Whoever builds hears of their errors, which may come before.
    for (const each of [loaded, earlier]) each.catch(() => {});
    return { compiled, loaded, earlier, sources, startedMs };
  };
  /** @returns files that the pages were made of and that the inputs say nothing of */
  const render = async (
    pages: LoadedPages,
    model: SiteModel,
    prepared: PreparedFolders,
    keepPages: KeepPages,
  ): Promise<string[]> => {
    const paths = await renderPages(pages, prepared, folderOf('site'), keepPages);
    await writeSitemap(listSitemapAddresses(model, paths), model.site.url, folderOf('site'));
    return pages.compiled.sources.map(([file]) => file);
  };
  /** One build at a time; the last one stays. */
  const publish = async (guarded: readonly GuardedPath[]): Promise<Result<undefined, string>> => {
    const done = await whileNobodyPublishes(async () => {
      // Minutes may have passed since the beginning.
      const checked = await checkOutFolder(target, [...place.guarded, ...guarded]);
      if (!checked.ok) return checked;
      await replaceFolder(folderOf('site'), target, folderOf(OLD_FOLDER));
      return ok(undefined);
    });
    return done ?? fail('Another build has been writing the same folder all the while.');
  };

  return {
    async recover() {
      await Promise.all([recoverRunFolders(target), recoverCompiling(place)]);
    },
    begin(siteUrl) {
      begun ??= begin(siteUrl);
    },
    async build(site, prepared) {
      const sourcesDigest = digestSources(place);
      const inputs = digestInputs({ ...site, sourcesDigest });
      const earlier = await (begun?.earlier ?? findEarlier());
      const { known } = earlier;
      if (known?.inputs === inputs) return ok({ isUnchanged: true, outDir: target });
      const pageDigests = listPageDigests(site.model, sourcesDigest, digestTexts);
      const isSame = (file: string) =>
        pageDigests.has(file) && pageDigests.get(file) === known?.pages.get(file);
      // Their names say what they hold.
      const assets = known === undefined ? [] : site.assets.map((name) => `${ASSET_FOLDER}/${name}`);
      try {
        await mkdir(dirname(target), { recursive: true });
        begun ??= begin(site.model.site.url, sourcesDigest, earlier);
        const { loaded, sources, startedMs } = begun;
        const index = folderOf('index');
        const indexPlace = {
          fragmentFolder: site.fragmentFolder,
          workFolder: folderOf('documents'),
          target: index,
          madeBy: sourcesDigest,
        };
        // What prints HTML, of which a build of unchanged notebooks needs nothing.
        const { indexNotebooks } = await import('./index-notebooks.ts');
        const [rendered, indexed] = await Promise.allSettled([
          loaded.then((pages) =>
            render(pages, site.model, prepared, (files) =>
              earlier.keepFiles([...files.filter(isSame), ...assets], folderOf('site')),
            ),
          ),
          indexNotebooks(site.model, indexPlace, earlier.findIndex(SEARCH_FOLDER, index)),
        ]);
        if (rendered.status === 'rejected') throw rendered.reason;
        if (indexed.status === 'rejected') throw indexed.reason;
        if (!indexed.value.ok) return fail(indexed.value.failure);
        const search = indexed.value.value;
        const folder = folderOf('site');
        await rename(index, join(folder, SEARCH_FOLDER));
        await copyFiles(site.assets, site.assetFolder, join(folder, ASSET_FOLDER));
        await copyFiles(site.images, site.imageFolder, join(folder, ASSET_FOLDER));
        // Looked at before it is published: afterwards it may be the site of another build.
        const { digest: output, sizeBytes } = listFolder(folder);
        const published = await publish(site.sourceFolders);
        if (!published.ok) return fail({ message: published.failure });
        // Nothing is remembered of a site whose sources were edited while it was built.
        if (sources === sourcesDigest && digestSources(place) === sources) {
          await record.store({ inputs, pages: pageDigests, search }, rendered.value, startedMs, output);
        }
        return ok({ isUnchanged: false, outDir: target, sizeBytes });
      } catch (error) {
        return fail({ message: describeErrorInFull(error) });
      }
    },
    async close() {
      await begun?.loaded.catch(() => undefined);
      const compiled = await begun?.compiled.catch(() => undefined);
      if (compiled?.isTemporary) await rm(compiled.folder, { recursive: true, force: true });
      run?.remove();
    },
  };
}
