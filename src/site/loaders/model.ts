import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { folders } from 'virtual:slipway/folders';
import type { SafeHtml } from '../../core/notebooks/types.ts';
import type { SiteModel } from '../../core/site/types.ts';
import { findPrepared, MODEL_FILE } from '../../io/site/prepared-folder.ts';

let loaded: { readonly model: SiteModel; readonly modifiedMs: number } | undefined;

/**
 * What the pages show: the prepared catalogue. While it is edited it is read again when its file has changed.
 *
 * @throws when the site has not been prepared: only an exception stops Astro's build
 */
export function loadSiteModel(): SiteModel {
  if (loaded !== undefined && !import.meta.env.DEV) return loaded.model;
  const file = join(findPrepared(folders).siteFolder, MODEL_FILE);
  const modifiedMs = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
  if (modifiedMs === undefined) {
    throw new Error(
      'The catalogue has not been prepared. Use `slipway build` or `slipway dev`, not Astro alone.',
    );
  }
  if (loaded?.modifiedMs !== modifiedMs) {
    loaded = { model: JSON.parse(readFileSync(file, 'utf8')) as SiteModel, modifiedMs };
  }
  return loaded.model;
}

/** A notebook's rendered preview, sanitised when it was made. */
export function loadFragment(name: string): SafeHtml {
  return readFileSync(join(findPrepared(folders).previewFolder, 'fragments', name), 'utf8') as SafeHtml;
}
