import { createHash } from 'node:crypto';
import { parseNotebook } from '../core/notebooks/parse.ts';
import { RENDERER_VERSION } from '../core/notebooks/render.ts';
import { summarizeNotebook } from '../core/notebooks/summary.ts';
import type { NotebookProblem, NotebookRenderer } from '../core/notebooks/types.ts';
import type { FileReferences } from '../core/site/references.ts';
import type { SiteUrls } from '../core/site/urls.ts';
import { type FragmentCache, fragmentKey, type StoredNotebook } from './fragment-cache.ts';
import type { LoadedContent } from './loaded-content.ts';

export interface RenderedFile {
  readonly sizeBytes: number;
  readonly outcome:
    | { readonly ok: true; readonly stored: StoredNotebook }
    | { readonly ok: false; readonly problem: NotebookProblem };
}

export interface RenderSettings {
  readonly references: FileReferences;
  readonly urls: SiteUrls;
  /** Stands for every address that a fragment of this content may contain. */
  readonly contextKey: string;
}

/**
 * Renders the notebooks of one content, or takes them from the cache: by git's id of the bytes
 * without reading them, else by the bytes themselves.
 *
 * @returns path → result, for every notebook of the content
 */
export async function renderNotebooks(
  loaded: LoadedContent,
  settings: RenderSettings,
  cache: FragmentCache,
  renderer: NotebookRenderer,
): Promise<ReadonlyMap<string, RenderedFile>> {
  const results = new Map<string, RenderedFile>();
  const keyOf = (path: string, bytesId: string) =>
    fragmentKey([RENDERER_VERSION, settings.urls.base, settings.contextKey, path, bytesId]);

  const unread: string[] = [];
  for (const { path, blobId, sizeBytes = 0 } of loaded.notebooks) {
    const stored = blobId === undefined ? undefined : await cache.find(keyOf(path, blobId));
    if (stored === undefined) unread.push(path);
    else results.set(path, { sizeBytes, outcome: { ok: true, stored } });
  }
  if (unread.length === 0) return results;

  const blobIds = new Map(loaded.notebooks.map(({ path, blobId }) => [path, blobId]));
  for await (const { path, bytes } of loaded.readNotebooks(unread)) {
    if (!bytes.ok) {
      const problem: NotebookProblem = { code: 'notebook/unreadable', message: bytes.failure.message };
      results.set(path, { sizeBytes: 0, outcome: { ok: false, problem } });
      continue;
    }
    const sizeBytes = bytes.value.length;
    const key = keyOf(path, blobIds.get(path) ?? createHash('sha256').update(bytes.value).digest('hex'));
    const outcome = await renderFile(path, bytes.value, key, settings, cache, renderer);
    results.set(path, { sizeBytes, outcome });
  }
  return results;
}

async function renderFile(
  path: string,
  bytes: Uint8Array,
  key: string,
  { references, urls }: RenderSettings,
  cache: FragmentCache,
  renderer: NotebookRenderer,
): Promise<RenderedFile['outcome']> {
  const found = await cache.find(key);
  if (found !== undefined) return { ok: true, stored: found };
  const notebook = parseNotebook(bytes, path);
  if (!notebook.ok) return { ok: false, problem: notebook.failure };
  const images = new Set<string>();
  try {
    const rendered = await renderer.render(notebook.value, {
      path,
      assetUrl: urls.asset,
      resolveFile(target, kind) {
        const address = references.resolve(target, kind);
        if (kind === 'image' && address !== undefined) images.add(target);
        return address;
      },
    });
    const summary = summarizeNotebook(notebook.value, path);
    return { ok: true, stored: await cache.store(key, rendered, summary, [...images].sort()) };
  } catch {
    // One notebook that defeats the renderer must not cost the others their pages.
    const message = 'This notebook could not be shown.';
    return { ok: false, problem: { code: 'notebook/render-failed', message } };
  }
}
