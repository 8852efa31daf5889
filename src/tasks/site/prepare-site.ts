import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createNotebookIds, type NotebookIds } from '../../core/catalog/notebook-ids.ts';
import type { Catalog, NotebookId } from '../../core/catalog/types.ts';
import type { Status } from '../../core/health/types.ts';
import { assembleSite, type PreparedContent, type PreparedNotebook } from '../../core/site/assemble.ts';
import type { LaunchProblem } from '../../core/site/launches.ts';
import { createFileReferences, type FileReferences } from '../../core/site/references.ts';
import type { SiteModel } from '../../core/site/types.ts';
import { createSiteUrls } from '../../core/site/urls.ts';
import { digestTexts } from '../../io/files/digest.ts';
import { createFragmentCache, type FragmentCache } from '../../io/render/fragment-cache.ts';
import type { FileTable } from '../../io/render/types.ts';
import type { LoadedContent } from '../content/loaded-content.ts';
import { type RenderedFile, renderNotebooks } from './render-notebooks.ts';

/** Images of content repositories above this size are not published. */
const MAX_IMAGE_BYTES = 10 * 1024 * 1024;

export interface PreparedSite {
  readonly model: SiteModel;
  readonly problems: readonly LaunchProblem[];
  /** Names of the images that the pages show, in `assetFolder`. */
  readonly assets: readonly string[];
  readonly assetFolder: string;
  /** Holds the previews that the model names. */
  readonly fragmentFolder: string;
  /** Stands for the bytes of the repositories' images among the assets. */
  readonly imagesDigest: string;
}

/** A content with all that its pages need to know before they are rendered. */
interface Context {
  readonly loaded: LoadedContent;
  readonly ids: NotebookIds['ids'];
  readonly references: FileReferences;
}

export interface SiteRequest {
  readonly catalog: Catalog;
  readonly contents: readonly LoadedContent[];
  readonly status: Status | null;
  /** Ids of the catalogue that the manifest does not record. */
  readonly kept: readonly NotebookId[];
  /** ISO 8601, UTC. */
  readonly now: string;
  /** Where `loadSiteModel` looks. */
  readonly folder: string;
  /** Called before the first notebook that is not in the cache: the site will have to be built. */
  readonly onRendering?: ((siteUrl: string) => void) | undefined;
}

/**
 * Renders every notebook that is not in the cache, joins all to the model and writes it where the
 * pages read it.
 */
export async function prepareSite(request: SiteRequest): Promise<PreparedSite> {
  const { catalog, contents, status, kept, now, folder } = request;
  const cache = createFragmentCache(folder);
  const urls = createSiteUrls(catalog.site.url);
  const contexts = contents.map((loaded): Context => {
    const paths = loaded.notebooks.map(({ path }) => path);
    const { ids } = createNotebookIds(loaded.content, paths);
    return {
      loaded,
      ids,
      references: createFileReferences(loaded.content, loaded.files, ids, urls, hashText),
    };
  });
  const renderable = contexts.map(({ loaded, references }) => ({
    loaded,
    table: createTable(loaded, references, catalog.site.language),
  }));
  const rendered = await renderNotebooks(renderable, urls.asset(''), cache, () =>
    request.onRendering?.(catalog.site.url),
  );
  const assets = new Set<string>();
  const images: string[] = [];
  const prepared: PreparedContent[] = [];
  for (const context of contexts) {
    const files = rendered.get(context.loaded.content.id) ?? new Map<string, RenderedFile>();
    prepared.push(describeContent(context, files));
    images.push(...(await publishAssets(context, files, cache, assets)));
  }
  const { model, problems } = assembleSite(catalog, prepared, status, now, kept);
  await writeFile(join(folder, 'model.json'), JSON.stringify(model));
  const fragments = model.notebooks.flatMap(({ fragment }) => (fragment === undefined ? [] : [fragment]));
  cache.prune(new Set([...fragments, ...assets]), Date.parse(now));
  return {
    model,
    problems,
    assets: [...assets].sort(),
    assetFolder: cache.assetFolder,
    fragmentFolder: cache.fragmentFolder,
    imagesDigest: digestTexts(images),
  };
}

function createTable(
  { content, files }: LoadedContent,
  references: FileReferences,
  siteLanguage: string,
): FileTable {
  const links: Record<string, string> = Object.create(null);
  const images: Record<string, string> = Object.create(null);
  for (const { path } of files) {
    const link = references.resolve(path, 'link');
    const image = references.resolve(path, 'image');
    if (link !== undefined) links[path] = link;
    if (image !== undefined) images[path] = image;
  }
  return { links, images, languages: [content.language, siteLanguage] };
}

function describeContent(
  { loaded, ids }: Context,
  files: ReadonlyMap<string, RenderedFile>,
): PreparedContent {
  const { content, commit } = loaded;
  const notebooks = loaded.notebooks.flatMap(({ path, changedAt }): PreparedNotebook[] => {
    const id = ids.get(path);
    const file = files.get(path);
    if (id === undefined || file === undefined) return [];
    const { outcome, sizeBytes } = file;
    return [
      {
        id,
        path,
        sizeBytes,
        ...(changedAt !== undefined && { changedAt }),
        outcome: outcome.ok ? { ok: true, ...outcome.stored } : outcome,
      },
    ];
  });
  return { content, notebooks, ...(commit !== undefined && { commit }) };
}

/**
 * Collects what the fragments show: files taken out of notebooks, and images of the repository.
 *
 * @returns names and digests of the latter, whose names do not depend on their bytes
 */
async function publishAssets(
  { loaded, references }: Context,
  files: ReadonlyMap<string, RenderedFile>,
  cache: FragmentCache,
  assets: Set<string>,
): Promise<string[]> {
  const images = new Set<string>();
  for (const { outcome } of files.values()) {
    if (!outcome.ok) continue;
    for (const name of outcome.stored.assets) assets.add(name);
    for (const path of outcome.stored.images) images.add(path);
  }
  const published: string[] = [];
  if (images.size === 0) return published;
  for (const [path, bytes] of await loaded.readFiles([...images].sort(), MAX_IMAGE_BYTES)) {
    const name = references.imageName(path);
    if (name === undefined || !bytes.ok) continue;
    cache.storeImage(name, bytes.value);
    assets.add(name);
    published.push(name, createHash('sha256').update(bytes.value).digest('hex'));
  }
  return published;
}

function hashText(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
