import { html, joinHtml, NO_HTML, raw } from '../safe-html.ts';
import type { Cell, CodeCell, MarkdownCell, RawCell, SafeHtml } from '../types.ts';
import { isRemoved } from '../visibility.ts';
import { cellCode } from './cell-language.ts';
import { codeBlock, codeLabel } from './code-block.ts';
import { renderOutputs } from './outputs.ts';
import { languageAttribute } from './own-words.ts';
import type { Page } from './page.ts';
import { renderHtmlOutput, renderMarkdown } from './prose.ts';

const RAW_MARKDOWN = /^(?:text\/)?markdown$/;
const RAW_HTML = /^(?:text\/)?html$/;
const RAW_TEXT = /^(?:text\/plain|plain|text)?$/;

/**
 * One cell as a section of the fragment. A cell with nothing to show leaves an empty section, so that a page has
 * as many as its file; an empty cell of code among others is a place to write, and the stylesheet shows it as one.
 *
 * @param cellNumber counted from 1, over all cells of the notebook
 */
export function renderCell(cell: Cell, cellNumber: number, page: Page): SafeHtml {
  return html`<section class="cell cell-${cell.type}" data-cell="${cellNumber}">${raw(cellContent(cell, cellNumber, page))}</section>\n`;
}

function cellContent(cell: Cell, cellNumber: number, page: Page): SafeHtml {
  if (cell.source.trim() === '' && (cell.type !== 'code' || cell.outputs.length === 0)) return NO_HTML;
  try {
    switch (cell.type) {
      case 'markdown':
        return renderMarkdownCell(cell, cellNumber, page);
      case 'code':
        return renderCodeCell(cell, cellNumber, page);
      case 'raw':
        return renderRawCell(cell, cellNumber, page);
    }
  } catch {
    // Whatever a hostile cell may bring a library to do, the other cells are still worth reading.
    page.notices.add('cell-failed');
    return html`<pre class="plain" data-pagefind-ignore>${cell.source.slice(0, 20_000)}</pre>`;
  }
}

function renderMarkdownCell(cell: MarkdownCell, cellNumber: number, page: Page): SafeHtml {
  const content = renderMarkdown(cell.source, {
    page,
    cellNumber,
    isOutput: false,
    attachments: cell.attachments,
  });
  return cell.isSourceHidden ? fold(page.context.texts.showText, content, page) : content;
}

function renderRawCell(cell: RawCell, cellNumber: number, page: Page): SafeHtml {
  const place = { page, cellNumber, isOutput: false };
  const format = cell.format ?? '';
  if (RAW_MARKDOWN.test(format)) return renderMarkdown(cell.source, place);
  if (RAW_HTML.test(format)) return renderHtmlOutput(cell.source, place) ?? NO_HTML;
  // Raw cells are meant for one export format; LaTeX and the like are not for readers of a page.
  if (!RAW_TEXT.test(format)) return NO_HTML;
  return html`<pre class="plain" data-pagefind-ignore>${cell.source.slice(0, 100_000)}</pre>`;
}

function renderCodeCell(cell: CodeCell, cellNumber: number, page: Page): SafeHtml {
  const isEmpty = cell.source.trim() === '' || isRemoved(cell, 'input');
  const input = isEmpty ? NO_HTML : renderInput(cell, cellNumber, page);
  const { texts } = page.context;
  const content = isRemoved(cell, 'output') ? NO_HTML : renderOutputs(cell, cellNumber, page);
  const outputs =
    content === '' ? NO_HTML : html`<div class="cell-outputs" data-pagefind-ignore>${raw(content)}</div>`;
  if (cell.isSourceHidden && cell.isOutputHidden && input !== '' && outputs !== '') {
    return fold(texts.showBoth, joinHtml([input, outputs]), page);
  }
  return joinHtml([
    cell.isSourceHidden && input !== '' ? fold(texts.showCode, input, page) : input,
    cell.isOutputHidden && outputs !== '' ? fold(texts.showOutput, outputs, page) : outputs,
  ]);
}

function renderInput(cell: CodeCell, cellNumber: number, page: Page): SafeHtml {
  const { magic, code, language } = cellCode(cell, page.language);
  // Blank lines after a magic are the author's; at the beginning of a cell they are nothing.
  const trimmed = magic === undefined ? code.trimEnd().replace(/^(?:[ \t]*\n)+/, '') : code.trimEnd();
  const highlighted = page.highlight(trimmed, language);
  const content =
    magic === undefined
      ? highlighted
      : html`<span class="tok-magic">${magic}</span>${raw(trimmed === '' ? NO_HTML : joinHtml([NO_HTML, highlighted], '\n'))}`;
  const count = cell.executionCount;
  const prompt =
    count === null
      ? NO_HTML
      : html`<div class="cell-prompt" aria-hidden="true" data-pagefind-ignore>${count}</div>`;
  const name =
    language === page.language
      ? NO_HTML
      : html`<div class="cell-language" aria-hidden="true" data-pagefind-ignore>${language}</div>`;
  const block = codeBlock(
    content,
    magic === undefined ? trimmed : `${magic}\n${trimmed}`,
    page.context.texts.inCell(codeLabel(language, page.context.texts), cellNumber),
  );
  return html`<div class="cell-input">${raw(prompt)}${raw(name)}${raw(block)}</div>`;
}

function fold(label: string, content: SafeHtml, page: Page): SafeHtml {
  return html`<details class="cell-fold"><summary${raw(languageAttribute(page.context))}>${label}</summary>${raw(content)}</details>`;
}
