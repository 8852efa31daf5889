import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { RouteData } from 'astro';
import type { BaseApp } from 'astro/app';
import pLimit from 'p-limit';
import { trimPolicy } from '../../core/site/page-policy.ts';
import { type CompiledPages, copySiteFiles, unpackModules } from '../../io/site/compiled-pages.ts';
import { type PagesPlace, UNKNOWN_PLACE } from './compile-pages.ts';

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

/**
 * Renders all pages of a prepared catalogue, with the files that every site has beside them.
 *
 * @param outDir a folder that is not there yet
 * @param moduleFolder the same, for modules that are not needed afterwards
 * @param keepPages called once it is certain which pages there are
 * @returns addresses of the pages below the site's home, such as `notebooks/tides/ebb/`
 * @throws one sentence for two pages of one address, and whatever a page throws
 */
export async function renderPages(
  compiled: CompiledPages,
  place: PagesPlace,
  outDir: string,
  moduleFolder: string,
  keepPages: KeepPages,
): Promise<string[]> {
  unpackModules(compiled, moduleFolder, textsOf(place));
  copySiteFiles(compiled, outDir);
  const app = await loadApp(compiled, moduleFolder);
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
        const text = await renderFile(app, place, file);
        await mkdir(dirname(join(outDir, file.file)), { recursive: true });
        await writeFile(join(outDir, file.file), text);
      }),
    ),
  );
  return files.filter(({ route }) => isPage(route)).map(({ path }) => path);
}

function textsOf(place: PagesPlace): Map<string, string> {
  const inside = (text: string) => JSON.stringify(text).slice(1, -1);
  return new Map(
    (['site', 'base', 'siteFolder', 'previewFolder'] as const).map((key) => [
      inside(UNKNOWN_PLACE[key]),
      inside(place[key]),
    ]),
  );
}

async function loadApp({ entry, styles }: CompiledPages, moduleFolder: string): Promise<CompiledApp> {
  const url = pathToFileURL(join(moduleFolder, entry)).href;
  const { app } = (await import(url)) as { readonly app: CompiledApp };
  app.setInternals({ pagesByKeys: new Map(styles.map(([route, sheets]) => [route, { styles: sheets }])) });
  app.setOptions({ settings: { scripts: [] }, logger: { options: { destination: { write: () => true } } } });
  return app;
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

async function renderFile(app: CompiledApp, { site, base }: PagesPlace, file: PageFile): Promise<string> {
  const request = new Request(new URL(base + file.path, site));
  const response = await app.render(request, { routeData: file.route });
  const text = await response.text();
  return file.route.route.startsWith(LAUNCHER_ROUTES) ? trimPolicy(text, digest) : text;
}

const digest = (text: string) => createHash('sha256').update(text).digest('base64');
