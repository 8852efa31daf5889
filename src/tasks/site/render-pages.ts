import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, rename, rm } from 'node:fs/promises';
import { isAbsolute, relative, resolve } from 'node:path';
import type { Plugin } from 'vite';

export interface PagesTarget {
  readonly outDir: string;
  /** Origin of the site. */
  readonly site: string;
  /** Path of its home, with a slash at both ends. */
  readonly base: string;
}

/**
 * Has Astro render the pages into a folder that is not there yet. Astro is loaded here and not before,
 * so that whoever needs no pages does not wait for it.
 *
 * @param cacheFolder what Astro keeps goes below it
 * @returns the files that the pages were made of, libraries left out
 * @throws Astro's errors, with readable messages
 */
export async function renderPages(
  { outDir, site, base }: PagesTarget,
  cacheFolder: string,
): Promise<string[]> {
  const { build } = await import('astro');
  const sources = new Set<string>();
  const folder = isInside(process.cwd(), outDir) ? outDir : scratchFolder(outDir);
  try {
    await build({
      outDir: folder,
      site,
      base,
      cacheDir: resolve(cacheFolder, 'astro'),
      logLevel: 'error',
      vite: { plugins: [collectSources(sources)] },
    });
    if (folder !== outDir) await move(folder, outDir);
    return [...sources].sort();
  } finally {
    if (folder !== outDir) await rm(folder, { recursive: true, force: true });
  }
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
 * A place within the project for one target outside it. Given such a target itself, Astro would keep its
 * intermediate modules in one place for all builds, and two at a time would read each other's.
 */
function scratchFolder(outDir: string): string {
  const name = createHash('sha256').update(outDir).digest('hex').slice(0, 16);
  return resolve('.astro', `pages-${name}`);
}

function isInside(parent: string, child: string): boolean {
  return !/^(\.\.|\/|$)/.test(relative(parent, child));
}

/** Renames, or copies where the two are on different file systems. */
async function move(from: string, to: string): Promise<void> {
  await rename(from, to).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EXDEV') throw error;
    await cp(from, to, { recursive: true });
  });
}
