import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createNotebookIds } from '../core/catalog/notebook-ids.ts';
import type { Catalog, Content } from '../core/catalog/types.ts';
import type { Status } from '../core/health/types.ts';
import { createNotebookRenderer } from '../core/notebooks/render.ts';
import type { NotebookRenderer } from '../core/notebooks/types.ts';
import { assembleSite, type PreparedContent, type PreparedNotebook } from '../core/site/assemble.ts';
import type { LaunchProblem } from '../core/site/launches.ts';
import { createFileReferences, type FileReferences } from '../core/site/references.ts';
import type { SiteModel } from '../core/site/types.ts';
import { createSiteUrls } from '../core/site/urls.ts';
import { createFragmentCache, type FragmentCache } from './fragment-cache.ts';
import type { LoadedContent } from './loaded-content.ts';
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
  const renderer = await createNotebookRenderer({ hash: hashText, decodeBase64 });
  const assets = new Set<string>();
  const prepared: PreparedContent[] = [];
  for (const loaded of contents)
    prepared.push(await prepareContent(catalog, loaded, cache, renderer, assets));
  const { model, problems } = assembleSite(catalog, prepared, status, now);
  await writeFile(join(folder, 'model.json'), JSON.stringify(model));
  return { model, problems, assets: [...assets].sort(), assetFolder: cache.assetFolder };
}

async function prepareContent(
  catalog: Catalog,
  loaded: LoadedContent,
  cache: FragmentCache,
  renderer: NotebookRenderer,
  assets: Set<string>,
): Promise<PreparedContent> {
  const { content } = loaded;
  const paths = loaded.notebooks.map(({ path }) => path);
  const { ids } = createNotebookIds(content, paths);
  const urls = createSiteUrls(catalog.site.url);
  const references = createFileReferences(content, loaded.files, ids, urls, hashText);
  const settings = { references, urls, contextKey: contextKey(content, loaded, references) };
  const rendered = await renderNotebooks(loaded, settings, cache, renderer);
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

function hashText(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Node's decoder ignores what it does not know; a text that is something else must not become an image. */
function decodeBase64(text: string): Uint8Array | undefined {
  const compact = text.replace(/\s+/g, '');
  return /^[A-Za-z0-9+/]*={0,2}$/.test(compact) ? Buffer.from(compact, 'base64') : undefined;
}
