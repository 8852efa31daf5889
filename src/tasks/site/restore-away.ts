import type { Content } from '../../core/catalog/types.ts';
import { selectNotebooks } from '../../core/content/selection.ts';
import type { PublishedCatalog, PublishedNotebook } from '../../core/published/parse.ts';
import type { FragmentCache } from '../../io/render/fragment-cache.ts';
import { findAwayReason, isEmpty } from '../content/away.ts';
import type { LoadedContent, LoadedNotebook } from '../content/loaded-content.ts';
import type { ContentRecords } from './content-records.ts';

/** What is known from before: the last publication, and what an earlier build left in the cache. */
export interface EarlierKnowledge {
  readonly published: PublishedCatalog | undefined;
  readonly records: ContentRecords;
  readonly cache: Pick<FragmentCache, 'find'>;
}

/**
 * The contents with those that could not be read as they were before: their notebooks from the last
 * publication, else from the cache, with the previews that are still there. One of which nothing is
 * known has none. Each says why in `away`, and none of them is left in `failure`.
 */
export function restoreAway(
  contents: readonly LoadedContent[],
  knowledge: EarlierKnowledge,
): Promise<LoadedContent[]> {
  return Promise.all(
    contents.map(async (loaded) => {
      const before = publishedOf(loaded.content, knowledge.published);
      const finding = findAwayReason(loaded);
      if (finding === undefined) return { ...loaded, notebooks: withTexts(loaded.notebooks, before) };
      if (loaded.staleBecause !== undefined && loaded.notebooks.length > 0)
        return {
          ...loaded,
          notebooks: withTexts(loaded.notebooks, before),
          away: { finding, shown: 'copy' },
        };
      return restore(loaded, finding, before, knowledge);
    }),
  );
}

/**
 * Whether a content that has no notebook any more had some: then that is no state to publish, and its
 * addresses stay.
 */
export async function hasLostAll(loaded: LoadedContent, { published, records }: EarlierKnowledge) {
  if (!isEmpty(loaded)) return false;
  const before = publishedOf(loaded.content, published);
  const known = before.size > 0 ? [...before.keys()] : (await records.find(loaded.content)).map(pathOf);
  return selectPaths(loaded.content, known).length > 0;
}

async function restore(
  loaded: LoadedContent,
  finding: NonNullable<LoadedContent['away']>['finding'],
  before: ReadonlyMap<string, PublishedNotebook>,
  { records, cache }: EarlierKnowledge,
): Promise<LoadedContent> {
  const { content, failure, ...rest } = loaded;
  const recorded = new Map((await records.find(content)).map((record) => [record.path, record]));
  const paths = selectPaths(content, before.size > 0 ? [...before.keys()] : [...recorded.keys()]);
  const notebooks = await Promise.all(
    paths.map(async (path): Promise<LoadedNotebook> => {
      const record = recorded.get(path);
      const published = before.get(path);
      const found = record?.key === undefined ? undefined : await cache.find(record.key);
      return {
        path,
        ...(record !== undefined && { sizeBytes: record.sizeBytes }),
        ...(record?.changedAt !== undefined && { changedAt: record.changedAt }),
        ...(published !== undefined && { published }),
        ...(found?.ok === true && { stored: found.value }),
      };
    }),
  );
  // What the previews show of the repository is published under names that are made from these.
  const shown = [...paths, ...notebooks.flatMap(({ stored }) => stored?.images ?? [])];
  const files = [...new Set(shown)].map((path) => ({ path, kind: 'file' as const }));
  return {
    ...rest,
    content,
    files: rest.files.length > 0 ? rest.files : files,
    notebooks,
    away: { finding, shown: notebooks.length > 0 ? 'published' : 'nothing' },
  };
}

function publishedOf(
  content: Content,
  published: PublishedCatalog | undefined,
): ReadonlyMap<string, PublishedNotebook> {
  const own = published?.notebooks.filter(
    ({ contentId, former }) => contentId === content.id && former === undefined,
  );
  return new Map(own?.map((notebook) => [notebook.path, notebook]));
}

function selectPaths(content: Content, paths: readonly string[]): string[] {
  return selectNotebooks(
    paths.map((path) => ({ path, kind: 'file' })),
    content,
  );
}

/** A file whose bytes cannot be had keeps the title that people know. */
function withTexts(
  notebooks: readonly LoadedNotebook[],
  before: ReadonlyMap<string, PublishedNotebook>,
): readonly LoadedNotebook[] {
  return notebooks.map((notebook) => {
    const published = before.get(notebook.path);
    return published === undefined ? notebook : { ...notebook, published };
  });
}

function pathOf({ path }: { readonly path: string }): string {
  return path;
}
