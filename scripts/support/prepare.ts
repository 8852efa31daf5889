import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createDirectoryReader } from '../../src/io/directory/reader.ts';
import { createGitClient } from '../../src/io/git/client.ts';
import { prepareCatalogue as prepare } from '../../src/tasks/prepare-catalogue.ts';
import type { PreparedSite } from '../../src/tasks/prepare-site.ts';

/** Folder that holds `catalog.yaml`. */
export function contentFolder(): string {
  return process.env.SLIPWAY_CONTENT || 'content';
}

/** Prepares the catalogue and prints what is to be said about it. @returns undefined where it cannot be built */
export async function prepareCatalogue(options: {
  site?: string;
  base?: string;
}): Promise<PreparedSite | undefined> {
  const file = join(contentFolder(), 'catalog.yaml');
  const cacheFolder = process.env.SLIPWAY_CACHE || '.cache';
  const { site, diagnostics } = await prepare(
    {
      manifest: { file, text: readFileSync(file, 'utf8') },
      contentFolder: contentFolder(),
      cacheFolder,
      statusPlace: process.env.SLIPWAY_STATUS || undefined,
    },
    {
      git: createGitClient({ cacheDir: cacheFolder }),
      directories: createDirectoryReader(),
      fetchText: async () => '',
      now: () => new Date().toISOString(),
    },
  );
  for (const d of diagnostics)
    console.error(`${d.position.file}:${d.position.line} - ${d.severity} ${d.code}: ${d.message}`);
  return site;
}
