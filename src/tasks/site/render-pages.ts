import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, rename, rm } from 'node:fs/promises';
import { isAbsolute, join, resolve } from 'node:path';
import type { AstroIntegration } from 'astro';
import type { Plugin } from 'vite';
import { trimPolicy } from '../../core/site/page-policy.ts';
import { isInside } from '../../io/files/is-inside.ts';
import { type AstroFolders, createAstroSettings } from './astro-settings.ts';

export interface PagesTarget {
  readonly outDir: string;
  /** Origin of the site. */
  readonly site: string;
  /** Path of its home, with a slash at both ends. */
  readonly base: string;
}

/** What Astro works with. */
export interface PagesTools extends AstroFolders {
  /** Loads what joins the catalogue to Astro, no earlier than Astro itself. */
  readonly loadIntegration: () => Promise<AstroIntegration>;
}

/** A run of Astro, which gets ready for the pages while the catalogue is still being prepared. */
export interface PagesRun {
  /**
   * Makes the pages, once what they read is in its place.
   *
   * @returns the files that the pages were made of, libraries left out
   * @throws Astro's errors, with readable messages
   */
  finish(): Promise<string[]>;
  /** Ends the run without pages. */
  abandon(): Promise<void>;
}

/**
 * Has Astro render the pages into a folder that is not there yet. Loading it and bundling the pages' modules
 * takes longer than the pages themselves, and needs nothing of what they show.
 */
export function startPages(target: PagesTarget, tools: PagesTools): PagesRun {
  const prepared = Promise.withResolvers<void>();
  const run = runAstro(target, tools, prepared.promise);
  // Whoever finishes the run hears of its errors, which may come before.
  for (const promise of [prepared.promise, run]) promise.catch(() => {});
  return {
    finish() {
      prepared.resolve();
      return run;
    },
    async abandon() {
      prepared.reject(new Error('The pages are not needed.'));
      await run.catch(() => {});
    },
  };
}

const LAUNCHER_ROUTES = '/l/';

const digest = (text: string) => createHash('sha256').update(text).digest('base64');

/** Astro is loaded here and not before, so that whoever needs no pages does not wait for it. */
async function runAstro(
  { outDir, site, base }: PagesTarget,
  tools: PagesTools,
  prepared: Promise<void>,
): Promise<string[]> {
  const { build } = await import('astro');
  const sources = new Set<string>();
  const folder = isInside(tools.workFolder, outDir) ? outDir : scratchFolder(outDir, tools);
  try {
    await build({
      ...createAstroSettings(tools),
      outDir: folder,
      site,
      base,
      integrations: [await tools.loadIntegration(), renderWhenPrepared(prepared)],
      vite: { plugins: [collectSources(sources)] },
    });
    if (folder !== outDir) await move(folder, outDir);
    return [...sources].sort();
  } finally {
    if (folder !== outDir) await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Waits between the bundling and the first page, where Astro asks which pages there are, and trims the policy of
 * launchers: they have to be small, and all pages together would cost more than they gain.
 * Astro has one prerenderer, so whoever sets another takes this one's place.
 */
function renderWhenPrepared(prepared: Promise<void>): AstroIntegration {
  return {
    name: 'slipway:render-when-prepared',
    hooks: {
      'astro:build:start': ({ setPrerenderer }) =>
        setPrerenderer((prerenderer) => ({
          ...prerenderer,
          async setup() {
            await prepared;
            await prerenderer.setup?.();
          },
          async render(request, options) {
            const rendered = await prerenderer.render(request, options);
            if (!options.routeData.route.startsWith(LAUNCHER_ROUTES)) return rendered;
            const result = rendered instanceof Response ? { response: rendered } : rendered;
            const html = trimPolicy(await result.response.text(), digest);
            return { ...result, response: new Response(html, result.response) };
          },
        })),
    },
  };
}

function collectSources(sources: Set<string>): Plugin {
  return {
    name: 'slipway:collect-sources',
    buildEnd() {
      for (const id of this.getModuleIds()) {
        const file = id.replace(/[?#].*$/, '');
        if (isAbsolute(file) && !file.includes('/node_modules/') && existsSync(file)) sources.add(file);
      }
    },
  };
}

/**
 * A place within the working folder for one target outside it. Given such a target itself, Astro would keep
 * its intermediate modules in one place for all builds, and two at a time would read each other's.
 */
function scratchFolder(outDir: string, { cacheFolder, workFolder }: PagesTools): string {
  const name = createHash('sha256').update(outDir).digest('hex').slice(0, 16);
  const parent = isInside(workFolder, resolve(cacheFolder))
    ? resolve(cacheFolder)
    : join(workFolder, '.astro');
  return join(parent, `pages-${name}`);
}

/** Renames, or copies where the two are on different file systems. */
async function move(from: string, to: string): Promise<void> {
  await rename(from, to).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EXDEV') throw error;
    await cp(from, to, { recursive: true });
  });
}
