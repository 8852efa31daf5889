import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { listFiles } from './site.ts';

/** Every file of a built site: the name, with what a hash replaced → the contents of the files of that name. */
export type SettledSite = Readonly<Record<string, readonly string[]>>;

/**
 * Reads a site without what two builds of it may differ in: times, hashes of what a file holds, and the hashes of
 * their own paths by which Astro keeps the styles of components apart.
 */
export async function readSettledSite(folder: string): Promise<SettledSite> {
  const site: Record<string, readonly string[]> = {};
  for (const path of await listFiles(folder)) {
    const text = await readFile(join(folder, path), 'latin1');
    const name = settle(path);
    site[name] = [...(site[name] ?? []), settle(text)].sort();
  }
  return site;
}

function settle(text: string): string {
  return text
    .replaceAll(/\bdata-astro-cid-\w{8}\b/g, 'data-astro-cid')
    .replaceAll(/\bastro-[a-z\d]{8}\b/g, 'astro')
    .replaceAll(/([.-])[\w-]{8}(\.(?:js|css))\b/g, '$1HASH$2')
    .replaceAll(/\bsha256-[\w+/]{43}=/g, 'sha256-HASH')
    .replaceAll(/\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, 'TIME');
}
