import { html, joinHtml, NO_HTML, raw } from '../safe-html.ts';
import type { Cell, CodeCell, MarkdownCell, RawCell, SafeHtml } from '../types.ts';
import { cellCode } from './cell-language.ts';
import { codeBlock, codeLabel } from './code-block.ts';
import { renderOutputs } from './outputs.ts';
import type { Page } from './page.ts';
import { renderHtmlOutput, renderMarkdown } from './prose.ts';

const RAW_MARKDOWN = /^(?:text\/)?markdown$/;
const RAW_HTML = /^(?:text\/)?html$/;
const RAW_TEXT = /^(?:text\/plain|plain|text)?$/;

/** Whether a cell has anything to show: authors remove cells by tag, and empty ones say nothing. */
export function isCellShown(cell: Cell): boolean {
  if (cell.tags.includes('remove-cell') || cell.tags.includes('remove_cell')) return false;
  if (cell.source.trim() !== '') return cell.type !== 'raw' || isRawShown(cell);
  return cell.type === 'code' && cell.outputs.length > 0;
}

/**
 * One cell as a section of the fragment.
 *
 * @param cellNumber counted from 1, over all cells of the notebook
 */
export function renderCell(cell: Cell, cellNumber: number, page: Page): SafeHtml {
  return html`<section class="cell cell-${cell.type}" data-cell="${cellNumber}">${raw(cellContent(cell, cellNumber, page))}</section>\n`;
}

function cellContent(cell: Cell, cellNumber: number, page: Page): SafeHtml {
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
  return cell.isSourceHidden ? fold('Show text', content) : content;
}

function renderRawCell(cell: RawCell, cellNumber: number, page: Page): SafeHtml {
  const place = { page, cellNumber, isOutput: false };
  const format = cell.format ?? '';
  if (RAW_MARKDOWN.test(format)) return renderMarkdown(cell.source, place);
  if (RAW_HTML.test(format)) return renderHtmlOutput(cell.source, place) ?? NO_HTML;
  return html`<pre class="plain" data-pagefind-ignore>${cell.source.slice(0, 100_000)}</pre>`;
}

/** Raw cells are meant for one export format; other formats than the page's own are not for readers. */
function isRawShown(cell: RawCell): boolean {
  const format = cell.format ?? '';
  return RAW_TEXT.test(format) || RAW_MARKDOWN.test(format) || RAW_HTML.test(format);
}

function renderCodeCell(cell: CodeCell, cellNumber: number, page: Page): SafeHtml {
  const has = (...tags: readonly string[]) => tags.some((tag) => cell.tags.includes(tag));
  const input =
    cell.source.trim() === '' || has('remove-input', 'remove_input')
      ? NO_HTML
      : renderInput(cell, cellNumber, page);
  const content = has('remove-output', 'remove_output') ? NO_HTML : renderOutputs(cell, cellNumber, page);
  const outputs =
    content === '' ? NO_HTML : html`<div class="cell-outputs" data-pagefind-ignore>${raw(content)}</div>`;
  if (cell.isSourceHidden && cell.isOutputHidden && input !== '' && outputs !== '') {
    return fold('Show code and output', joinHtml([input, outputs]));
  }
  return joinHtml([
    cell.isSourceHidden && input !== '' ? fold('Show code', input) : input,
    cell.isOutputHidden && outputs !== '' ? fold('Show output', outputs) : outputs,
  ]);
}

function renderInput(cell: CodeCell, cellNumber: number, page: Page): SafeHtml {
  const { magic, code, language } = cellCode(cell, page.language);
  const trimmed = code.replace(/\s+$/, '').replace(/^(?:[ \t]*\n)+/, '');
  const highlighted = page.highlighter.highlight(trimmed, language);
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
    `${codeLabel(language)}, cell ${cellNumber}`,
  );
  return html`<div class="cell-input">${raw(prompt)}${raw(name)}${raw(block)}</div>`;
}

function fold(label: string, content: SafeHtml): SafeHtml {
  return html`<details class="cell-fold"><summary>${label}</summary>${raw(content)}</details>`;
}
