import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_FOLDER } from '../../io/files/package-root.ts';
import { moveCompiled, SHIPPED_PAGES } from '../../io/site/compiled-pages.ts';
import { compilePages, type PagesTools } from './compile-pages.ts';

/**
 * Compiles the pages of a catalogue that adds none into the package that is being made, whose compiled modules call
 * this. Nobody needs to know the folder in which it was made.
 *
 * @param tools of a catalogue without pages
 * @throws Astro's errors
 */
export async function shipPages(tools: PagesTools): Promise<void> {
  const pages = await compilePages(tools);
  for (const entry of readdirSync(pages.folder, { recursive: true, withFileTypes: true })) {
    if (!entry.name.endsWith('.mjs')) continue;
    const file = join(entry.parentPath, entry.name);
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll(PACKAGE_FOLDER, '/slipway'));
  }
  // The sources are in the package with it, and have other names where it is installed.
  moveCompiled({ ...pages, sources: [] }, SHIPPED_PAGES);
}
