import { LIMITS } from './limits.ts';
import { languagesOf } from './render/cell-language.ts';
import { isCellRemoved, renderCell } from './render/cells.ts';
import { createHighlighter } from './render/highlight.ts';
import { createPage } from './render/page.ts';
import { joinHtml } from './safe-html.ts';
import type { NotebookRenderer, RenderedNotebook, RendererTools, SafeHtml } from './types.ts';

/**
 * Builds a renderer. The highlighter inside is worth keeping: make one renderer a process, or a
 * worker, and use it for every notebook.
 */
export async function createNotebookRenderer(tools: RendererTools): Promise<NotebookRenderer> {
  const highlighter = await createHighlighter();
  return {
    async render(notebook, context): Promise<RenderedNotebook> {
      const highlight = await highlighter.forNotebook(notebook.language, languagesOf(notebook));
      const page = createPage(context, highlight, tools, notebook.language);
      const parts: SafeHtml[] = [];
      let chars = 0;
      let leftOut = 0;
      for (const [index, cell] of notebook.cells.entries()) {
        if (isCellRemoved(cell)) continue;
        if (parts.length >= LIMITS.cells || chars > LIMITS.pageChars) {
          leftOut += 1;
          continue;
        }
        const part = renderCell(cell, index + 1, page);
        parts.push(part);
        chars += part.length;
      }
      if (leftOut > 0) page.notices.add('cells-left-out', leftOut);
      return {
        html: joinHtml(parts),
        headings: page.headings,
        assets: page.assets(),
        notices: page.notices.list(),
      };
    },
  };
}
