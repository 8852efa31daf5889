import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { RouteData } from 'astro';
import type { BaseApp } from 'astro/app';
import pLimit from 'p-limit';
import { trimPolicy } from '../../core/site/page-policy.ts';
import { listFilesBelow } from '../../io/files/digest.ts';
import { type CompiledPages, copySiteFiles } from '../../io/site/compiled-pages.ts';
import { completeModules } from '../../io/site/page-modules.ts';
import { announcePrepared, type PreparedFolders } from '../../io/site/prepared-folder.ts';
import { type PagesPlace, type PublishedPlace, UNKNOWN_PLACE } from './compile-pages.ts';

/** Pages that are in work at a time. */
const CONCURRENCY = 8;
const LAUNCHER_ROUTES = '/l/';

/** The app of a compiled site, with what Astro's own build hands to it (`astro/dist/core/build/app.js`). */
interface CompiledApp extends BaseApp {
  setInternals(internals: { readonly pagesByKeys: ReadonlyMap<string, { readonly styles: unknown }> }): void;
  setOptions(options: {
    readonly settings: { readonly scripts: readonly never[] };
    readonly logger: { readonly options: { readonly destination: { write(message: unknown): boolean } } };
  }): void;
}

/** Puts files of an earlier build into the folder of the site that would be the same; gives those that are there. */
export type KeepPages = (files: readonly string[]) => Promise<ReadonlySet<string>>;

interface PageFile {
  /** Below the site's home, with a slash at the end unless it is a file. */
  readonly path: string;
  /** Below the folder of the site, with `/`. */
  readonly file: string;
  readonly route: RouteData;
}

/** The pages of a site, ready to be rendered. */
export interface LoadedPages {
  readonly compiled: CompiledPages;
  readonly place: PublishedPlace;
  readonly app: CompiledApp;
  /** Folder of the modules, by which they ask for the prepared catalogue. */
  readonly moduleFolder: string;
}

/**
 * Completes the modules of a site and loads them, for which its catalogue need not be prepared.
 *
 * @param store folder in which completed modules are kept
 * @param previewFolder as in `PreparedFolders`
 * @param fallback makes a folder of this build alone
 * @throws the error of the file system
 */
export async function loadPages(
  compiled: CompiledPages,
  place: PublishedPlace,
  previewFolder: string,
  store: string,
  fallback: () => string,
): Promise<LoadedPages> {
  const moduleFolder = completeModules(
    compiled,
    store,
    fallback,
    (folder) => new Map(textsOf({ ...place, siteFolder: folder, previewFolder })),
  );
  const load = (path: string): Promise<unknown> => import(pathToFileURL(join(moduleFolder, path)).href);
  const { app } = (await load(compiled.entry)) as { readonly app: CompiledApp };
  // Those of single routes, which Astro would load one after the other when the pages are waited for.
  for (const path of listFilesBelow(moduleFolder)) if (path.endsWith('.mjs')) await load(path);
  await import('astro/runtime/prerender/static-paths.js');
  return { compiled, place, app, moduleFolder };
}

/**
 * Renders all pages of a prepared catalogue, with the files that every site has beside them.
 *
 * @param outDir a folder that is not there yet
 * @param keepPages called once it is certain which pages there are
 * @returns addresses of the pages below the site's home, such as `notebooks/tides/ebb/`
 * @throws one sentence for two pages of one address, and whatever a page throws
 */
export async function renderPages(
  { compiled, place, app, moduleFolder }: LoadedPages,
  prepared: PreparedFolders,
  outDir: string,
  keepPages: KeepPages,
): Promise<string[]> {
  copySiteFiles(compiled, outDir);
  announcePrepared(moduleFolder, prepared);
  connectApp(app, compiled);
  const { StaticPaths } = await import('astro/runtime/prerender/static-paths.js');
  const files = (await new StaticPaths(app).getAll()).map(({ pathname, route }) =>
    describeFile(pathname, route),
  );
  refuseDoubles(files);
  const kept = await keepPages(files.map(({ file }) => file));
  const changed = files.filter(({ file }) => !kept.has(file));
  const limit = pLimit(CONCURRENCY);
  await Promise.all(
    changed.map((file) =>
      limit(async () => {
        const page = await renderFile(app, place, file);
        mkdirSync(dirname(join(outDir, file.file)), { recursive: true });
        writeFileSync(join(outDir, file.file), page);
      }),
    ),
  );
  return files.filter(({ route }) => isPage(route)).map(({ path }) => path);
}

function textsOf(place: PagesPlace): [from: string, to: string][] {
  const inside = (text: string) => JSON.stringify(text).slice(1, -1);
  return (['site', 'base', 'siteFolder', 'previewFolder'] as const).map((key) => [
    inside(UNKNOWN_PLACE[key]),
    inside(place[key]),
  ]);
}

/** Gives the app what Astro's own build gives it. */
function connectApp(app: CompiledApp, { styles }: CompiledPages): void {
  app.setInternals({ pagesByKeys: new Map(styles.map(([route, sheets]) => [route, { styles: sheets }])) });
  app.setOptions({ settings: { scripts: [] }, logger: { options: { destination: { write: () => true } } } });
}

const isPage = ({ type }: RouteData) => type === 'page';

/** Where Astro's `build.format: directory` puts a page, with `trailingSlash: always`. */
function describeFile(pathname: string, route: RouteData): PageFile {
  const bare = pathname.replace(/^\//, '').replace(/\/$/, '');
  if (!isPage(route)) return { path: bare, file: bare, route };
  const path = bare === '' ? '' : `${bare}/`;
  return { path, file: bare === '404' ? '404.html' : posix.join(bare, 'index.html'), route };
}

function refuseDoubles(files: readonly PageFile[]): void {
  const routes = new Map<string, string>();
  for (const { file, path, route } of files) {
    const other = routes.get(file);
    if (other !== undefined) {
      throw new Error(
        `Two pages have the address /${path}: ${other} and ${route.route}. Rename one of them.`,
      );
    }
    routes.set(file, route.route);
  }
}

async function renderFile(
  app: CompiledApp,
  { site, base }: PublishedPlace,
  file: PageFile,
): Promise<Uint8Array | string> {
  const request = new Request(new URL(base + file.path, site));
  const response = await app.render(request, { routeData: file.route });
  return file.route.route.startsWith(LAUNCHER_ROUTES)
    ? trimPolicy(await response.text(), digest)
    : new Uint8Array(await response.arrayBuffer());
}

const digest = (text: string) => createHash('sha256').update(text).digest('base64');
