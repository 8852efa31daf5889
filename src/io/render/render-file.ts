import { withKeptOutputs } from '../../core/notebooks/kept-outputs.ts';
import { parseNotebook } from '../../core/notebooks/parse.ts';
import { createNotebookRenderer } from '../../core/notebooks/render.ts';
import { hasNamelessLinks, keepSearchable } from '../../core/notebooks/safe-html.ts';
import type { NotebookProblem, NotebookRenderer } from '../../core/notebooks/types.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { primaryLanguage, textsFor, textsLanguage } from '../../core/texts/texts.ts';
import { findAddress } from './file-addresses.ts';
import { createFragmentCache } from './fragment-cache.ts';
import { nodeTools } from './node-tools.ts';
import { RENDER_FAILED } from './render-failed.ts';
import type {
  FileReference,
  FileTable,
  RenderedFile,
  RenderJob,
  RenderOutcome,
  WorkerSettings,
} from './types.ts';

/** Reads, renders and stores one notebook after the other in this process. */
export interface FileRenderer {
  /** @throws the error of the file system, where the cache cannot be written */
  renderFile(job: RenderJob): Promise<RenderOutcome>;
}

/** @param loading begun before the settings are known */
export async function createFileRenderer(
  settings: WorkerSettings,
  loading: Promise<NotebookRenderer> = loadRenderer(),
): Promise<FileRenderer> {
  const renderer = await loading;
  const cache = createFragmentCache(settings.folder);

  const render = async (
    { path, bytes, outputs }: Pick<RenderJob, 'path' | 'bytes' | 'outputs'>,
    files: FileTable | undefined,
  ): Promise<Result<RenderedFile, NotebookProblem>> => {
    const notebook = parseNotebook(bytes, path);
    if (!notebook.ok) return notebook;
    const executed = outputs === undefined ? undefined : withKeptOutputs(notebook.value, outputs);
    const images = new Set<string>();
    const references = new Map<string, FileReference>();
    const context = { isPlaced: false };
    const languages = files?.languages ?? [];
    const language = textsLanguage(...languages);
    const isForeign = language !== primaryLanguage(languages[0] ?? 'en');
    try {
      const rendered = await renderer.render(executed ?? notebook.value, {
        get path() {
          context.isPlaced = true;
          return path;
        },
        texts: textsFor(language).preview,
        ...(isForeign && { textsLanguage: language }),
        assetUrl: (name) => settings.assetBase + name,
        resolveFile(file, kind) {
          const reference: FileReference = [kind, file];
          references.set(reference.join(' '), reference);
          const url = findAddress(files, reference);
          if (kind === 'image' && url !== undefined) images.add(file);
          return url;
        },
      });
      const summary = {
        ...rendered.summary,
        ...(executed !== undefined && { hasKeptOutputs: true as const }),
      };
      const namesLinks = hasNamelessLinks(rendered.html);
      const searchable = keepSearchable(rendered.html);
      return ok({
        ...rendered,
        summary,
        images: [...images].sort(),
        namesLinks,
        searchable,
        ...(context.isPlaced && { references: [...references.values()] }),
      });
    } catch {
      return fail(RENDER_FAILED);
    }
  };

  return {
    async renderFile(job) {
      const { path, table, key } = job;
      const files = Object.hasOwn(settings.tables, table) ? settings.tables[table] : undefined;
      const rendered = await render(job, files);
      return rendered.ok ? ok(cache.store(key, rendered.value, { path, files })) : rendered;
    },
  };
}

/** All that renders, which takes a while. */
export function loadRenderer(): Promise<NotebookRenderer> {
  return createNotebookRenderer(nodeTools);
}
