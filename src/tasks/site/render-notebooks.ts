import { createHash } from 'node:crypto';
import type { Content } from '../../core/catalog/types.ts';
import { CONTENT_LIMITS } from '../../core/content/limits.ts';
import type { NotebookProblem } from '../../core/notebooks/types.ts';
import { fail, ok } from '../../core/result.ts';
import { type KnownDigests, openKnownDigests } from '../../io/files/known-digests.ts';
import { type FragmentCache, fragmentKey } from '../../io/render/fragment-cache.ts';
import { renderMany, workerCount } from '../../io/render/render-many.ts';
import { computeRendererDigest } from '../../io/render/renderer-digest.ts';
import type { StartWorker } from '../../io/render/start-worker.ts';
import type { FileTable, RenderJob, RenderOutcome, StoredNotebook } from '../../io/render/types.ts';
import type { LoadedContent, LoadedNotebook } from '../content/loaded-content.ts';

export interface RenderedFile {
  readonly sizeBytes: number;
  readonly outcome:
    | { readonly ok: true; readonly stored: StoredNotebook }
    | { readonly ok: false; readonly problem: NotebookProblem };
}

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

export interface RenderOptions {
  readonly onRendering?: () => void;
  readonly onStored?: (content: Content, path: string, stored: StoredNotebook) => void;
  readonly startWorker?: StartWorker | undefined;
}

/** Content id → path → result, for every notebook. */
export type RenderedFiles = ReadonlyMap<string, ReadonlyMap<string, RenderedFile>>;

/**
 * Renders every notebook, or takes it from the cache: without reading it where git's id tells its bytes, or a file has
 * not changed since it was read.
 *
 * @param assetBase address of the folder in which images will be published, with a slash at its end
 * @param options.onRendering called before the first notebook that is not in the cache
 * @param options.onStored called for each that was rendered now
 */
export async function renderNotebooks(
  contents: readonly RenderableContent[],
  assetBase: string,
  cache: FragmentCache,
  options: RenderOptions = {},
): Promise<RenderedFiles> {
  const contentOf = new Map(contents.map(({ loaded: { content } }) => [content.id, content]));
  const results = new Map(contents.map(({ loaded }) => [loaded.content.id, new Map<string, RenderedFile>()]));
  const rendererKey = fragmentKey([computeRendererDigest(), assetBase]);
  const digests = openKnownDigests(cache.folder);
  const work = await Promise.all(
    contents.map((content) => planContent(content, rendererKey, cache, digests, results)),
  );
  const count = work.reduce((sum, { unread }) => sum + unread.length, 0);
  if (count === 0) {
    await digests.store();
    return results;
  }

  const pending = new Map<string, { contentId: string; path: string; sizeBytes: number; key: string }>();
  /** Content id → notebooks that were given up in this build. */
  const givenUp = new Map<string, number>();
  let isRendering = false;
  async function* createJobs(): AsyncGenerator<RenderJob> {
    for (const { loaded, outputs, unread, keyOf } of work) {
      const contentId = loaded.content.id;
      const rows = results.get(contentId) ?? new Map<string, RenderedFile>();
      const byPath = new Map(loaded.notebooks.map((notebook) => [notebook.path, notebook]));
      for await (const { path, bytes } of unread.length === 0 ? [] : loaded.readNotebooks(unread)) {
        if (!bytes.ok) {
          rows.set(path, {
            sizeBytes: 0,
            outcome: { ok: false, problem: describeUnreadable(bytes.failure) },
          });
          continue;
        }
        const sizeBytes = bytes.value.length;
        const { blobId, version } = byPath.get(path) ?? {};
        const bytesId = blobId ?? createHash('sha256').update(bytes.value).digest('hex');
        if (version !== undefined) digests.add(version, bytesId);
        const key = keyOf(path, bytesId);
        const found = await cache.find(key);
        if (found !== undefined || (givenUp.get(contentId) ?? 0) >= CONTENT_LIMITS.givenUp) {
          rows.set(path, { sizeBytes, outcome: describeOutcome(found ?? fail(LEFT_OUT)) });
          continue;
        }
        const id = `${contentId}/${path}`;
        pending.set(id, { contentId, path, sizeBytes, key });
        if (!isRendering) options.onRendering?.();
        isRendering = true;
        const kept = outputs.get(path)?.text;
        yield {
          id,
          path,
          bytes: bytes.value,
          table: contentId,
          key,
          ...(kept !== undefined && { outputs: kept }),
        };
      }
    }
  }
  const tables = Object.fromEntries(contents.map(({ loaded, table }) => [loaded.content.id, table]));
  const { startWorker } = options;
  const settings = { assetBase, tables, folder: cache.folder, workers: workerCount(count), startWorker };
  await renderMany(createJobs(), settings, (id, rendered) => {
    const job = pending.get(id);
    if (job === undefined) return;
    pending.delete(id);
    if (!rendered.ok) {
      cache.storeProblem(job.key, rendered.failure);
      if (rendered.failure.code === 'notebook/render-failed')
        givenUp.set(job.contentId, (givenUp.get(job.contentId) ?? 0) + 1);
    }
    const outcome = describeOutcome(rendered);
    results.get(job.contentId)?.set(job.path, { sizeBytes: job.sizeBytes, outcome });
    const content = contentOf.get(job.contentId);
    if (rendered.ok && content !== undefined) options.onStored?.(content, job.path, rendered.value);
  });
  await digests.store();
  return results;
}

interface ContentPlan extends Pick<RenderableContent, 'loaded' | 'outputs'> {
  readonly unread: readonly string[];
  readonly keyOf: (path: string, bytesId: string) => string;
}

/** Takes from the cache what is known without reading, and lists the rest. */
async function planContent(
  { loaded, table, outputs }: RenderableContent,
  rendererKey: string,
  cache: FragmentCache,
  digests: KnownDigests,
  results: ReadonlyMap<string, Map<string, RenderedFile>>,
): Promise<ContentPlan> {
  const context = fragmentKey([rendererKey, JSON.stringify(table)]);
  const keyOf = (path: string, bytesId: string) =>
    fragmentKey([context, path, bytesId, ...[outputs.get(path)?.digest ?? []].flat()]);
  const isWithin = createByteBudget(CONTENT_LIMITS.notebookBytes);
  const beyond = new Set(
    loaded.notebooks.filter(({ sizeBytes = 0 }) => !isWithin(sizeBytes)).map(({ path }) => path),
  );
  const find = async ({ path, blobId, version, sizeBytes = 0, stored: earlier }: LoadedNotebook) => {
    if (loaded.away?.shown === 'published') {
      const problem: NotebookProblem = { code: 'notebook/away', message: loaded.away.finding.message };
      const outcome = describeOutcome(earlier === undefined ? fail(problem) : ok(earlier));
      results.get(loaded.content.id)?.set(path, { sizeBytes, outcome });
      return [];
    }
    const bytesId = blobId ?? (version === undefined ? undefined : digests.find(version));
    const found = beyond.has(path)
      ? fail(LEFT_OUT)
      : bytesId === undefined
        ? undefined
        : await cache.find(keyOf(path, bytesId));
    if (found === undefined) return [path];
    results.get(loaded.content.id)?.set(path, { sizeBytes, outcome: describeOutcome(found) });
    return [];
  };
  // The largest first: one that comes last would leave the other workers without work.
  const bySize = loaded.notebooks.toSorted((a, b) => (b.sizeBytes ?? 0) - (a.sizeBytes ?? 0));
  const unread = (await Promise.all(bySize.map(find))).flat();
  return { loaded, outputs, unread, keyOf };
}

function describeUnreadable({ code, message }: { code: string; message: string }): NotebookProblem {
  return { code: code.endsWith('/too-large') ? 'notebook/too-large' : 'notebook/unreadable', message };
}

const LEFT_OUT: NotebookProblem = {
  code: 'notebook/left-out',
  message: 'The other notebooks of its collection took all that previews of one collection may take.',
};

/** Takes the previews that are beyond what one content may publish out again, the last ones first. */
export function limitPublished(
  paths: readonly string[],
  files: ReadonlyMap<string, RenderedFile>,
): ReadonlyMap<string, RenderedFile> {
  const isWithin = createByteBudget(CONTENT_LIMITS.publishedBytes);
  return new Map(
    paths.flatMap((path): [string, RenderedFile][] => {
      const file = files.get(path);
      if (file === undefined) return [];
      const isLeftOut = file.outcome.ok && !isWithin(file.outcome.stored.publishedBytes);
      return [[path, isLeftOut ? { ...file, outcome: describeOutcome(fail(LEFT_OUT)) } : file]];
    }),
  );
}

/** Says of each in turn whether it is still within the limit. */
function createByteBudget(limit: number): (sizeBytes: number) => boolean {
  let left = limit;
  return (sizeBytes) => {
    if (sizeBytes > left) return false;
    left -= sizeBytes;
    return true;
  };
}

function describeOutcome(outcome: RenderOutcome): RenderedFile['outcome'] {
  return outcome.ok ? { ok: true, stored: outcome.value } : { ok: false, problem: outcome.failure };
}
