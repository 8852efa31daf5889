import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createNotebookIds, type NotebookIds } from '../../core/catalog/notebook-ids.ts';
import type { Catalog, NotebookId } from '../../core/catalog/types.ts';
import type { Status } from '../../core/health/types.ts';
import type { Notice } from '../../core/notebooks/types.ts';
import { assembleSite, type PreparedContent, type PreparedNotebook } from '../../core/site/assemble.ts';
import type { LaunchProblem } from '../../core/site/launches.ts';
import { createFileReferences, type FileReferences } from '../../core/site/references.ts';
import type { ManifestProblem, SiteModel } from '../../core/site/types.ts';
import { createSiteUrls } from '../../core/site/urls.ts';
import { digestTexts, hashText } from '../../io/files/digest.ts';
import { nameKeptOutputs } from '../../io/files/kept-outputs.ts';
import type { FetchText } from '../../io/http/fetch-text.ts';
import type { FragmentCache } from '../../io/render/fragment-cache.ts';
import type { StartWorker } from '../../io/render/start-worker.ts';
import type { StoredNotebook } from '../../io/render/types.ts';
import { IMAGE_FOLDER, MODEL_FILE } from '../../io/site/prepared-folder.ts';
import type { LoadedContent } from '../content/loaded-content.ts';
import { type ContentRecords, listRecords } from './content-records.ts';
import { createDrawAhead } from './draw-ahead.ts';
import { createTable, linkedFiles } from './file-table.ts';
import { loadKeptOutputs, type OutputPlaces } from './kept-outputs.ts';
import { limitPublished } from './limit-published.ts';
import { loadBrand } from './load-brand.ts';
import { loadCredits } from './load-credits.ts';
import { type Covers, makeCovers } from './notebook-covers.ts';
import type { KeptOutputs } from './plan-rendering.ts';
import { type LeftOutImages, type PublishedImage, publishAssets } from './publish-assets.ts';
import { renderNotebooks } from './render-notebooks.ts';
import type { RenderedFile } from './rendered-file.ts';
import { createSharePainter, makeSharePictures } from './share-pictures.ts';

export interface PreparedSite {
  readonly model: SiteModel;
  readonly problems: readonly LaunchProblem[];
  /** What the manifest names and the site cannot show. */
  readonly manifestProblems: readonly ManifestProblem[];
  /** Names of the images taken out of notebooks that the pages show, in `assetFolder`. */
  readonly assets: readonly string[];
  readonly assetFolder: string;
  /** Names of the repositories' images that the pages show, in `imageFolder`. */
  readonly images: readonly string[];
  readonly imageFolder: string;
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
  readonly cache: FragmentCache;
  readonly fetchText: FetchText;
  /** Where outputs of runs are looked for. */
  readonly outputPlaces: OutputPlaces;
  readonly records: ContentRecords;
  /** Where the pages look for the model, and of no other run. */
  readonly siteFolder: string;
  /** Folder that holds the manifest. */
  readonly contentFolder: string;
  /** Called before the first notebook that is not in the cache: the site will have to be built. */
  readonly onRendering?: ((siteUrl: string) => void) | undefined;
  readonly startWorker?: StartWorker | undefined;
}

/**
 * Renders every notebook that is not in the cache, joins all to the model and writes it where the
 * pages read it.
 */
export async function prepareSite(request: SiteRequest): Promise<PreparedSite> {
  const { catalog, contents, status, now, cache, records, siteFolder } = request;
  const imageFolder = join(siteFolder, IMAGE_FOLDER);
  mkdirSync(imageFolder, { recursive: true });
  const urls = createSiteUrls(catalog.site.url);
  const contexts = contents.map((loaded): Context => {
    const paths = loaded.notebooks.map(({ path }) => path);
    const { ids } = createNotebookIds(loaded.content, paths);
    return {
      loaded,
      ids,
      references: createFileReferences(loaded.content, linkedFiles(loaded), ids, urls, hashText),
    };
  });
  const kept = await loadKeptOutputs(request, contents, request.outputPlaces, request);
  const renderable = contexts.map(({ loaded, references }) => ({
    loaded,
    table: createTable(loaded, references, catalog.site.language),
    outputs: kept.get(loaded.content.id) ?? new Map<string, KeptOutputs>(),
  }));
  const brand = await loadBrand(catalog.site, request.contentFolder, cache);
  const { title, accent } = catalog.site;
  const painter = createSharePainter({ title, accent, icon: brand.brand.touchIcon }, cache);
  const ahead = createDrawAhead(catalog, painter, cache);
  const rendered = await renderNotebooks(renderable, urls.asset(''), cache, {
    onRendering: () => request.onRendering?.(catalog.site.url),
    onStored: ahead.add,
    startWorker: request.startWorker,
  });
  await ahead.end();
  const credits = new Map(
    await Promise.all(contents.map(async (loaded) => [loaded, await loadCredits(loaded)] as const)),
  );
  const outputs = [...kept.values()].flatMap((rows) => [...rows.values()]);
  const assets = new Set<string>(outputs.map(({ digest }) => nameKeptOutputs(digest)));
  const images: PublishedImage[] = [];
  const prepared: PreparedContent[] = [];
  for (const name of brand.assets) assets.add(name);
  const manifestProblems = [...brand.problems];
  for (const context of contexts) {
    const files = limitPublished(
      context.loaded.notebooks.map(({ path }) => path),
      rendered.get(context.loaded.content.id) ?? new Map(),
    );
    const published = await publishAssets(context, files, { cache, imageFolder, assets });
    const covers = await makeCovers(context.loaded, files, cache);
    for (const name of [...covers.byPath.values(), covers.ofContent ?? []].flat()) assets.add(name);
    manifestProblems.push(...covers.problems);
    const described = describeContent(context, files, published.leftOut, covers);
    prepared.push({ ...described, credits: credits.get(context.loaded) ?? {} });
    if (isAsItIs(context.loaded))
      await records.store(context.loaded.content, listRecords(context.loaded, files));
    images.push(...published.images);
  }
  const { model: assembled, problems } = assembleSite(
    catalog,
    prepared,
    status,
    now,
    request.kept,
    brand.brand,
  );
  const { model, assets: sharePictures } = await makeSharePictures(assembled, painter);
  for (const name of sharePictures) assets.add(name);
  // Only this process reads it, so no reader sees half of it.
  writeFileSync(join(siteFolder, MODEL_FILE), JSON.stringify(model));
  const fragments = model.notebooks.flatMap(({ fragment }) => (fragment === undefined ? [] : [fragment]));
  cache.prune(
    new Set([...fragments, ...assets, ...images.map(({ storedName }) => storedName)]),
    Date.parse(now),
  );
  return {
    model,
    problems,
    manifestProblems,
    assets: [...assets].sort(),
    assetFolder: cache.assetFolder,
    images: images.map(({ name }) => name),
    imageFolder,
    fragmentFolder: cache.fragmentFolder,
    imagesDigest: digestTexts(images.flatMap(({ name, digest }) => [name, digest])),
  };
}

function describeContent(
  { loaded, ids, references }: Context,
  files: ReadonlyMap<string, RenderedFile>,
  leftOut: LeftOutImages,
  covers: Covers,
): PreparedContent {
  const { content, commit, away, notices } = loaded;
  const notebooks = loaded.notebooks.flatMap(({ path, changedAt, published }): PreparedNotebook[] => {
    const id = ids.get(path);
    const file = files.get(path);
    if (id === undefined || file === undefined) return [];
    const { outcome, sizeBytes } = file;
    const cover = covers.byPath.get(path);
    return [
      {
        id,
        path,
        sizeBytes,
        ...(cover !== undefined && { cover }),
        ...(changedAt !== undefined && { changedAt }),
        ...(published !== undefined && { published }),
        outcome: outcome.ok
          ? {
              ok: true,
              ...outcome.stored,
              notices: addNotices(outcome.stored, leftOut),
              leftOutImages: outcome.stored.images.flatMap((image) =>
                leftOut.has(image) ? (references.resolve(image, 'image') ?? []) : [],
              ),
            }
          : outcome,
      },
    ];
  });
  return {
    content,
    notebooks,
    ...(commit !== undefined && { commit }),
    ...(away !== undefined && { away }),
    ...(covers.ofContent !== undefined && { cover: covers.ofContent }),
    notices,
  };
}

/** A content that this build has read from its repository. */
function isAsItIs({ away, source }: LoadedContent): boolean {
  return away === undefined && source === 'git';
}

/** The notices of a notebook, with those for images of the repository that its page shows and the site lacks. */
function addNotices({ notices, images }: StoredNotebook, leftOut: LeftOutImages): readonly Notice[] {
  const counts = new Map(notices.map(({ kind, count }) => [kind, count]));
  for (const path of images) {
    const kind = leftOut.get(path);
    if (kind !== undefined) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return [...counts].map(([kind, count]) => ({ kind, count }));
}
