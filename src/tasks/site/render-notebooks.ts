import { createHash } from 'node:crypto';
import type { Content } from '../../core/catalog/types.ts';
import { CONTENT_LIMITS } from '../../core/content/limits.ts';
import type { NotebookProblem } from '../../core/notebooks/types.ts';
import { fail } from '../../core/result.ts';
import { openKnownDigests } from '../../io/files/known-digests.ts';
import type { FragmentCache } from '../../io/render/fragment-cache.ts';
import { fragmentKey } from '../../io/render/fragment-files.ts';
import { renderMany, workerCount } from '../../io/render/render-many.ts';
import { computeRendererDigest } from '../../io/render/renderer-digest.ts';
import type { StartWorker } from '../../io/render/start-worker.ts';
import type { RenderJob, RenderOutcome, StoredNotebook } from '../../io/render/types.ts';
import { LEFT_OUT } from './limit-published.ts';
import { type ContentPlan, planContent, type RenderableContent } from './plan-rendering.ts';
import { describeOutcome, type RenderedFile } from './rendered-file.ts';

export interface RenderOptions {
  readonly onRendering?: () => void;
  readonly onStored?: (content: Content, path: string, stored: StoredNotebook) => void;
  readonly startWorker?: StartWorker | undefined;
}

/** Content id → path → result, for every notebook. */
export type RenderedFiles = ReadonlyMap<string, ReadonlyMap<string, RenderedFile>>;

/** A notebook whose bytes have been read. */
interface ReadNotebook {
  readonly plan: ContentPlan;
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Of its preview in the cache. */
  readonly key: string;
}

/**
 * Renders every notebook, or takes it from the cache: without reading it where git's id tells its bytes, or a file has
 * not changed since it was read. Of notebooks of the same bytes, such as those of several editions, the first is rendered.
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
  const rendererKey = fragmentKey([computeRendererDigest(), assetBase]);
  const digests = openKnownDigests(cache.folder);
  const plans = await Promise.all(
    contents.map((content) => planContent(content, rendererKey, cache, digests)),
  );
  const results = new Map(plans.map(({ loaded, rows }) => [loaded.content.id, rows]));
  const count = plans.reduce((sum, { unread }) => sum + unread.length, 0);
  if (count === 0) {
    await digests.store();
    return results;
  }

  const pending = new Map<string, ReadNotebook>();
  /** Key → ends when the first notebook of these bytes is done. */
  const begun = new Map<string, PromiseWithResolvers<void>>();
  /** Content id → notebooks that were given up in this build. */
  const givenUp = new Map<string, number>();
  const store = ({ plan, path, bytes }: ReadNotebook, outcome: RenderOutcome) =>
    plan.rows.set(path, { sizeBytes: bytes.length, outcome: describeOutcome(outcome) });
  const findStored = async (notebook: ReadNotebook): Promise<boolean> => {
    const { plan, path, key } = notebook;
    const isTooMuch = (givenUp.get(plan.loaded.content.id) ?? 0) >= CONTENT_LIMITS.givenUp;
    const found = (await cache.find(key, plan.placeOf(path))) ?? (isTooMuch ? fail(LEFT_OUT) : undefined);
    if (found !== undefined) store(notebook, found);
    return found !== undefined;
  };
  const readAll = async function* (
    plan: ContentPlan,
    paths: readonly string[],
  ): AsyncGenerator<ReadNotebook> {
    const byPath = new Map(plan.loaded.notebooks.map((notebook) => [notebook.path, notebook]));
    for await (const { path, bytes } of paths.length === 0 ? [] : plan.loaded.readNotebooks(paths)) {
      if (!bytes.ok) {
        plan.rows.set(path, {
          sizeBytes: 0,
          outcome: describeOutcome(fail(describeUnreadable(bytes.failure))),
        });
        continue;
      }
      const { blobId, version } = byPath.get(path) ?? {};
      const bytesId = blobId ?? createHash('sha256').update(bytes.value).digest('hex');
      if (version !== undefined) digests.add(version, bytesId);
      yield { plan, path, bytes: bytes.value, key: plan.keyOf(path, bytesId) };
    }
  };
  const createJob = (notebook: ReadNotebook): RenderJob => {
    const { plan, path, bytes, key } = notebook;
    const table = plan.loaded.content.id;
    const id = `${table}/${path}`;
    if (begun.size === 0) options.onRendering?.();
    if (!begun.has(key)) begun.set(key, Promise.withResolvers());
    pending.set(id, notebook);
    const outputs = plan.outputs.get(path)?.text;
    return { id, path, bytes, table, key, ...(outputs !== undefined && { outputs }) };
  };
  async function* createJobs(): AsyncGenerator<RenderJob> {
    const twins = plans.map((plan) => ({ plan, paths: [] as string[] }));
    for (const { plan, paths } of twins) {
      for await (const notebook of readAll(plan, plan.unread)) {
        // Its bytes are read once more, so that they are not held until then.
        if (begun.has(notebook.key)) paths.push(notebook.path);
        else if (!(await findStored(notebook))) yield createJob(notebook);
      }
    }
    for (const { plan, paths } of twins) {
      for await (const notebook of readAll(plan, paths)) {
        await begun.get(notebook.key)?.promise;
        if (!(await findStored(notebook))) yield createJob(notebook);
      }
    }
  }
  const tables = Object.fromEntries(contents.map(({ loaded, table }) => [loaded.content.id, table]));
  const { startWorker } = options;
  const settings = { assetBase, tables, folder: cache.folder, workers: workerCount(count), startWorker };
  await renderMany(createJobs(), settings, (id, rendered) => {
    const notebook = pending.get(id);
    if (notebook === undefined) return;
    pending.delete(id);
    const { content } = notebook.plan.loaded;
    if (!rendered.ok) {
      cache.storeProblem(notebook.key, rendered.failure);
      if (rendered.failure.code === 'notebook/render-failed')
        givenUp.set(content.id, (givenUp.get(content.id) ?? 0) + 1);
    }
    store(notebook, rendered);
    if (rendered.ok) options.onStored?.(content, notebook.path, rendered.value);
    begun.get(notebook.key)?.resolve();
  });
  await digests.store();
  return results;
}

function describeUnreadable({ code, message }: { code: string; message: string }): NotebookProblem {
  return { code: code.endsWith('/too-large') ? 'notebook/too-large' : 'notebook/unreadable', message };
}
