import { readdirSync, readFileSync, renameSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import type { AstroIntegration } from 'astro';
import { digestFile, listFilesBelow } from '../../io/files/digest.ts';
import { isInside } from '../../io/files/is-inside.ts';
import { PACKAGE_FOLDER } from '../../io/files/package-root.ts';
import { createRunFolder, recoverRunFolders } from '../../io/files/run-folder.ts';
import { type CompiledPages, FILE_FOLDER, MODULE_FOLDER } from '../../io/site/compiled-pages.ts';
import type { PreparedFolders } from '../../io/site/prepared-folder.ts';
import { type AstroFolders, createAstroSettings } from './astro-settings.ts';
import { collectSources, digestAtOnce, loadPlainly } from './compile-plugins.ts';

/** Where a site is published. */
export interface PublishedPlace {
  /** Origin of the site. */
  readonly site: string;
  /** Path of its home, with a slash at both ends. */
  readonly base: string;
}

/** Where a site is published and its catalogue prepared, of which compiled pages know nothing. */
export interface PagesPlace extends PublishedPlace, PreparedFolders {}

/** Stands in compiled modules for a place of which nothing is known yet. No text of ours contains these. */
export const UNKNOWN_PLACE: PagesPlace = {
  site: 'https://site.slipway.invalid',
  base: '/base.slipway.invalid/',
  siteFolder: resolve('/site-folder.slipway.invalid'),
  previewFolder: resolve('/preview-folder.slipway.invalid'),
};

/** What Astro works with. */
export interface PagesTools extends AstroFolders {
  /** Loads what joins a catalogue to Astro, no earlier than Astro itself. */
  readonly loadIntegration: (folders: PreparedFolders) => Promise<AstroIntegration>;
}

const ENTRY = /^prerender-entry\..*\.mjs$/;
const MODULES = '.prerender';

/**
 * Has Astro bundle the modules that make the pages, for whatever catalogue. That takes longer than the pages of a
 * course, and what comes of it is the same until Slipway, its packages or the author's own pages change.
 *
 * @returns in a folder of its own, which belongs to the caller
 * @throws Astro's errors, with readable messages, such as for a page that does not compile
 */
export async function compilePages(tools: PagesTools): Promise<CompiledPages> {
  const { build } = await import('astro');
  const { path: folder } = createRunFolder(placeOfRuns(tools));
  const outDir = join(folder, FILE_FOLDER);
  const settings = createAstroSettings(tools);
  const sources = new Set<string>();
  const styles: CompiledPages['styles'][number][] = [];
  try {
    await build({
      ...settings,
      outDir,
      site: UNKNOWN_PLACE.site,
      base: UNKNOWN_PLACE.base,
      integrations: [
        await tools.loadIntegration(UNKNOWN_PLACE),
        keepModules(join(outDir, MODULES), join(folder, MODULE_FOLDER), styles),
      ],
      vite: {
        plugins: [collectSources(sources), loadPlainly(), digestAtOnce()],
        // They are loaded from a folder above which there are no packages.
        environments: { prerender: { resolve: { noExternal: true } } },
        // What browsers load finds its neighbours wherever the site is published.
        experimental: { renderBuiltUrl: (_file, { ssr }) => (ssr ? undefined : { relative: true }) },
      },
    });
    const entry = readdirSync(join(folder, MODULE_FOLDER)).find((name) => ENTRY.test(name));
    if (entry === undefined) throw new Error('Astro left no module that leads to the pages.');
    refuseUnknownPlace(outDir);
    return {
      folder,
      entry,
      styles,
      astro: readAstroVersion(),
      // Copies of Slipway's own modules, below Astro's root, are named by a digest of them.
      sources: [...sources]
        .filter((file) => !isInside(settings.root, file))
        .sort()
        .map((file) => [file, digestFile(file)] as const),
    };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

/** Version of the installed Astro. */
export function readAstroVersion(): string {
  const file = createRequire(join(PACKAGE_FOLDER, 'package.json')).resolve('astro/package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

/** In Astro's place of the first page: takes the modules away before Astro removes them, and asks for no page. */
function keepModules(from: string, to: string, styles: CompiledPages['styles'][number][]): AstroIntegration {
  let bundled: ReadonlyMap<string, { readonly styles: unknown }> = new Map();
  return {
    name: 'slipway:keep-modules',
    hooks: {
      // Astro completes these records while it bundles.
      'astro:build:setup': ({ pages }) => {
        bundled = pages;
      },
      'astro:build:start': ({ setPrerenderer }) =>
        setPrerenderer({
          name: 'slipway:keep-modules',
          async setup() {
            renameSync(from, to);
            styles.push(...[...bundled].map(([route, page]) => [route, page.styles] as const));
          },
          getStaticPaths: async () => [],
          render: async () => new Response(null),
        }),
    },
  };
}

/** Files that browsers load are published as they are, with digests of theirs in the pages' policy. */
function refuseUnknownPlace(folder: string): void {
  const found = listFilesBelow(folder).find((path) =>
    /slipway\.invalid/.test(readFileSync(join(folder, path), 'latin1')),
  );
  if (found !== undefined) throw new Error(`${found} depends on where the site is published.`);
}

/** Removes what builds left that were killed while they compiled. */
export function recoverCompiling(folders: AstroFolders): Promise<void> {
  return recoverRunFolders(placeOfRuns(folders));
}

/**
 * Within the working folder, wherever the cache is. Given a target elsewhere, Astro would keep its intermediate
 * modules in one place for all builds, and two at a time would read each other's.
 */
function placeOfRuns({ cacheFolder, workFolder }: AstroFolders): string {
  const cache = resolve(cacheFolder);
  return join(isInside(workFolder, cache) ? cache : join(workFolder, '.astro'), 'pages');
}
