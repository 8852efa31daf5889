import { CONTENT_LIMITS } from '../../core/content/limits.ts';
import { extensionOf } from '../../core/notebooks/parse/extension.ts';
import type { NotebookProblem } from '../../core/notebooks/types.ts';
import { fail, ok } from '../../core/result.ts';
import type { KnownDigests } from '../../io/files/known-digests.ts';
import type { FragmentCache } from '../../io/render/fragment-cache.ts';
import { fragmentKey } from '../../io/render/fragment-files.ts';
import type { FileTable, NotebookPlace } from '../../io/render/types.ts';
import type { LoadedContent, LoadedNotebook } from '../content/loaded-content.ts';
import { createByteBudget, LEFT_OUT } from './limit-published.ts';
import { describeOutcome, type RenderedFile } from './rendered-file.ts';

/** Outputs of a run, and the digest of their text. */
export interface KeptOutputs {
  readonly digest: string;
  readonly text: string;
}

export interface RenderableContent {
  readonly loaded: LoadedContent;
  /** Addresses that its fragments may contain. */
  readonly table: FileTable;
  /** Path → kept outputs of a run, which the preview shows. */
  readonly outputs: ReadonlyMap<string, KeptOutputs>;
}

/** A content of which some notebooks are in the cache. */
export interface ContentPlan {
  readonly loaded: LoadedContent;
  readonly outputs: RenderableContent['outputs'];
  /** Path → what is known already; takes what comes of the others. */
  readonly rows: Map<string, RenderedFile>;
  /** Paths of those that have to be read, the largest first. */
  readonly unread: readonly string[];
  /** Key of a preview in the cache, the same for a notebook of the same bytes anywhere. */
  keyOf(path: string, bytesId: string): string;
  placeOf(path: string): NotebookPlace;
}

/**
 * Takes from the cache what is known without reading, and lists the rest.
 *
 * @param rendererKey stands for all that previews have in common
 */
export async function planContent(
  { loaded, table, outputs }: RenderableContent,
  rendererKey: string,
  cache: FragmentCache,
  digests: KnownDigests,
): Promise<ContentPlan> {
  const rows = new Map<string, RenderedFile>();
  const keyOf = (path: string, bytesId: string) =>
    fragmentKey([
      rendererKey,
      table.languages.join(' '),
      extensionOf(path),
      bytesId,
      ...[outputs.get(path)?.digest ?? []].flat(),
    ]);
  const placeOf = (path: string) => ({ path, files: table });
  const isWithin = createByteBudget(CONTENT_LIMITS.notebookBytes);
  const beyond = new Set(
    loaded.notebooks.filter(({ sizeBytes = 0 }) => !isWithin(sizeBytes)).map(({ path }) => path),
  );
  const find = async ({ path, blobId, version, sizeBytes = 0, stored: earlier }: LoadedNotebook) => {
    if (loaded.away?.shown === 'published') {
      const problem: NotebookProblem = { code: 'notebook/away', message: loaded.away.finding.message };
      const outcome = describeOutcome(earlier === undefined ? fail(problem) : ok(earlier));
      rows.set(path, { sizeBytes, outcome });
      return [];
    }
    const bytesId = blobId ?? (version === undefined ? undefined : digests.find(version));
    const found = beyond.has(path)
      ? fail(LEFT_OUT)
      : bytesId === undefined
        ? undefined
        : await cache.find(keyOf(path, bytesId), placeOf(path));
    if (found === undefined) return [path];
    rows.set(path, { sizeBytes, outcome: describeOutcome(found) });
    return [];
  };
  // The largest first: one that comes last would leave the other workers without work.
  const bySize = loaded.notebooks.toSorted((a, b) => (b.sizeBytes ?? 0) - (a.sizeBytes ?? 0));
  const unread = (await Promise.all(bySize.map(find))).flat();
  return { loaded, outputs, rows, unread, keyOf, placeOf };
}
