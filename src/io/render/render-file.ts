import { withKeptOutputs } from '../../core/notebooks/kept-outputs.ts';
import { parseNotebook } from '../../core/notebooks/parse.ts';
import { createNotebookRenderer } from '../../core/notebooks/render.ts';
import { hasNamelessLinks, keepSearchable } from '../../core/notebooks/safe-html.ts';
import type { NotebookProblem, NotebookRenderer } from '../../core/notebooks/types.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { primaryLanguage, textsFor, textsLanguage } from '../../core/texts/texts.ts';
import { createFragmentCache } from './fragment-cache.ts';
import { nodeTools } from './node-tools.ts';
import { RENDER_FAILED } from './render-failed.ts';
import type { RenderedFile, RenderJob, RenderOutcome, WorkerSettings } from './types.ts';

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

  const render = async ({
    path,
    bytes,
    outputs,
    table,
  }: RenderJob): Promise<Result<RenderedFile, NotebookProblem>> => {
    const notebook = parseNotebook(bytes, path);
    if (!notebook.ok) return notebook;
    const executed = outputs === undefined ? undefined : withKeptOutputs(notebook.value, outputs);
    const files = Object.hasOwn(settings.tables, table) ? settings.tables[table] : undefined;
    const images = new Set<string>();
    const languages = files?.languages ?? [];
    const language = textsLanguage(...languages);
    const isForeign = language !== primaryLanguage(languages[0] ?? 'en');
    try {
      const rendered = await renderer.render(executed ?? notebook.value, {
        path,
        texts: textsFor(language).preview,
        ...(isForeign && { textsLanguage: language }),
        assetUrl: (name) => settings.assetBase + name,
        resolveFile(file, kind) {
          const url = lookUp(kind === 'image' ? files?.images : files?.links, file);
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
      return ok({ ...rendered, summary, images: [...images].sort(), namesLinks, searchable });
    } catch {
      return fail(RENDER_FAILED);
    }
  };

  return {
    async renderFile(job) {
      const rendered = await render(job);
      return rendered.ok ? ok(cache.store(job.key, rendered.value)) : rendered;
    },
  };
}

/** All that renders, which takes a while. */
export function loadRenderer(): Promise<NotebookRenderer> {
  return createNotebookRenderer(nodeTools);
}

function lookUp(table: Readonly<Record<string, string>> | undefined, path: string): string | undefined {
  return table !== undefined && Object.hasOwn(table, path) ? table[path] : undefined;
}
