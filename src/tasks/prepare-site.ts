import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Catalog, Content } from '../core/catalog/types.ts';
import { createNotebookIds } from '../core/catalog/notebook-ids.ts';
import type { Status } from '../core/health/types.ts';
import { assembleSite, type PreparedContent, type PreparedNotebook } from '../core/site/assemble.ts';
import type { LaunchProblem } from '../core/site/launches.ts';
import { createFileReferences, type FileReferences } from '../core/site/references.ts';
import type { SiteModel } from '../core/site/types.ts';
import { createSiteUrls } from '../core/site/urls.ts';
import { createFragmentCache, type FragmentCache } from './fragment-cache.ts';
import type { LoadedContent } from './load-content.ts';
import { type RenderedFile, renderNotebooks } from './render-notebooks.ts';

/** Images of content repositories above this size are not published. */
const MAX_IMAGE_BYTES = 10 * 1024 * 1024;

export interface PreparedSite {
  readonly model: SiteModel;
  readonly problems: readonly LaunchProblem[];
  readonly assets: readonly string[];
  readonly assetFolder: string;
}

/**
 * Renders every notebook that is not in the cache, joins all to the model and writes it where the
 * pages read it.
 *
 * @param folder where `loadSiteModel` looks
 * @param now ISO 8601, UTC
 */
export async function prepareSite(
  catalog: Catalog,
  contents: readonly LoadedContent[],
  status: Status | null,
  folder: string,
  now: string,
): Promise<PreparedSite> {
  const cache = await createFragmentCache(folder);
  const assets = new Set<string>();
  const prepared: PreparedContent[] = [];
  for (const loaded of contents) prepared.push(await prepareContent(catalog, loaded, cache, assets));
  const { model, problems } = assembleSite(catalog, prepared, status, now);
  await writeFile(join(folder, 'model.json'), JSON.stringify(model));
  return { model, problems, assets: [...assets].sort(), assetFolder: cache.assetFolder };
}

async function prepareContent(
  catalog: Catalog,
  loaded: LoadedContent,
  cache: FragmentCache,
  assets: Set<string>,
): Promise<PreparedContent> {
  const { content } = loaded;
  const paths = loaded.notebooks.map(({ path }) => path);
  const { ids } = createNotebookIds(content, paths);
  const urls = createSiteUrls(catalog.site.url);
  const references = createFileReferences(content, loaded.files, ids, urls, hashText);
  const rendered = await renderNotebooks(loaded, references, urls, contextKey(content, loaded, references), cache);
  const images = new Set<string>();
  const notebooks = loaded.notebooks.flatMap((notebook): PreparedNotebook[] => {
    const id = ids.get(notebook.path);
    const file: RenderedFile | undefined = rendered.get(notebook.path);
    if (id === undefined || file === undefined) return [];
    if (file.outcome.ok) {
      for (const name of file.outcome.stored.assets) assets.add(name);
      for (const path of file.outcome.stored.images) images.add(path);
    }
    return [
      {
        id,
        path: notebook.path,
        sizeBytes: file.sizeBytes,
        ...(notebook.changedAt !== undefined && { changedAt: notebook.changedAt }),
        outcome: file.outcome.ok ? { ok: true, ...file.outcome.stored } : file.outcome,
      },
    ];
  });
  await publishImages(loaded, [...images].sort(), references, cache, assets);
  return { content, notebooks, ...(loaded.commit !== undefined && { commit: loaded.commit }) };
}

/** Whatever changes the addresses that a fragment may contain. */
function contextKey(content: Content, loaded: LoadedContent, references: FileReferences): string {
  const targets = loaded.files.map(
    ({ path }) => `${path}\0${references.resolve(path, 'link') ?? ''}\0${references.imageName(path) ?? ''}`,
  );
  return hashText([content.id, content.repository, content.branch, ...targets].join('\n'));
}

async function publishImages(
  loaded: LoadedContent,
  paths: readonly string[],
  references: FileReferences,
  cache: FragmentCache,
  assets: Set<string>,
): Promise<void> {
  if (paths.length === 0) return;
  for (const [path, bytes] of await loaded.readFiles(paths, MAX_IMAGE_BYTES)) {
    const name = references.imageName(path);
    if (name === undefined || !bytes.ok) continue;
    await cache.storeImage(name, bytes.value);
    assets.add(name);
  }
}

function hashText(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
