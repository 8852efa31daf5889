import { LIMITS } from './limits.ts';
import { languagesOf } from './render/cell-language.ts';
import { renderCell } from './render/cells.ts';
import { withoutComments } from './render/dialects.ts';
import { shareFootnotes } from './render/footnotes.ts';
import { createHighlighter, type Highlight } from './render/highlight.ts';
import { suggestsMathJax } from './render/math.ts';
import { loadMathJax, type MathJax } from './render/mathjax.ts';
import { createPage, type Page } from './render/page.ts';
import { joinHtml } from './safe-html.ts';
import { summarizeNotebook } from './summary.ts';
import type {
  Cell,
  Notebook,
  NotebookRenderer,
  RenderContext,
  RenderedNotebook,
  RendererTools,
  SafeHtml,
} from './types.ts';
import { isRemoved } from './visibility.ts';

/**
 * Builds a renderer. The highlighter inside is worth keeping: make one renderer a process, or a
 * worker, and use it for every notebook.
 */
export async function createNotebookRenderer(tools: RendererTools): Promise<NotebookRenderer> {
  const highlighter = await createHighlighter();
  let mathJax: MathJax | undefined;
  const renderOnce = (notebook: Notebook, context: RenderContext, highlight: Highlight) => {
    const page = createPage(context, highlight, tools, notebook, mathJax);
    return { page, html: renderCells(shareFootnotes(notebook.cells), page) };
  };
  return {
    async render(written, context): Promise<RenderedNotebook> {
      const notebook = { ...written, cells: withoutComments(written.cells, written.format) };
      const highlight = await highlighter.forNotebook(notebook.language, languagesOf(notebook));
      if (notebook.cells.some(({ type, source }) => type === 'markdown' && suggestsMathJax(source)))
        mathJax ??= await loadMathJax();
      let { page, html } = renderOnce(notebook, context, highlight);
      if (page.math.isMathJaxMissing()) {
        mathJax ??= await loadMathJax();
        ({ page, html } = renderOnce(notebook, context, highlight));
      }
      return {
        html: page.references.resolve(html),
        headings: page.headings,
        assets: page.assets(),
        notices: page.notices.list(),
        summary: summarizeNotebook(notebook, mathJax),
      };
    },
  };
}

function renderCells(cells: readonly Cell[], page: Page): SafeHtml {
  const parts: SafeHtml[] = [];
  let chars = 0;
  let leftOut = 0;
  for (const [index, cell] of cells.entries()) {
    if (isRemoved(cell, 'cell')) continue;
    if (parts.length >= LIMITS.cells || chars > LIMITS.pageChars) {
      leftOut += 1;
      continue;
    }
    const part = renderCell(cell, index + 1, page);
    // What is rendered without MathJax is thrown away.
    if (page.math.isMathJaxMissing()) break;
    parts.push(part);
    chars += part.length;
  }
  if (leftOut > 0) page.notices.add('cells-left-out', leftOut);
  return joinHtml(parts);
}
