import type { JsonObject } from '../../json.ts';
import { withRemovingTags } from '../../visibility.ts';
import { parseCellOptions, parseOptionPairs } from './cell-options.ts';
import { parseChunkHeader } from './chunk-options.ts';
import { isBlank, skipSeparator } from './lines.ts';
import { uncommentMagics } from './magics.ts';
import { createQuoteTracker } from './quotes.ts';
import { isCellLanguage } from './script-languages.ts';
import type { Span } from './spans.ts';
import { isActiveIn, type TextCell } from './text-cell.ts';

/** The two forms that mark code by fences: jupytext's Markdown, and R Markdown paired with a notebook. */
type FenceForm = 'md' | 'rmd';

/** A fence that opens a cell, or one that only shows code. */
interface Fence {
  readonly language: string;
  readonly options: JsonObject;
  readonly isCell: boolean;
  /** Ends at a line that begins so. */
  readonly closing: string;
}

const REGION = /^<!--\s*#(region|markdown|md|raw)\b(.*)-->\s*$/;
/**
 * The fences of these forms are jupytext's and not CommonMark's (`parse/fences.ts`): three ticks at the beginning of
 * the line exactly, which end at the next line that begins so, whatever is behind them. With CommonMark's rule cells
 * would begin and end elsewhere than in the notebook that the text is paired with.
 */
const TICKS = '```';

/**
 * Cells of jupytext's Markdown and of R Markdown (jupytext, `MarkdownCellReader`): fences with a language are
 * code, two blank lines part prose, and `<!-- #region -->` … `<!-- #endregion -->` holds prose together.
 */
export function readMarkdown(lines: readonly string[], form: FenceForm): readonly TextCell[] {
  const cells: TextCell[] = [];
  for (let start = 0; start < lines.length; ) {
    const line = lines[start] ?? '';
    const region = REGION.exec(line);
    const fence = region === null ? fenceOf(line, form) : undefined;
    if (region !== null) {
      const span = regionSpan(lines, start, region[1] ?? '');
      const { options } = parseCellOptions(region[2] ?? '');
      const type = region[1] === 'raw' ? 'raw' : 'markdown';
      cells.push({ type, options, lines: lines.slice(start + 1, span.end) });
      start = skipSeparator(lines, span.next, span.hasExplicitEnd);
    } else if (fence?.isCell) {
      const span = fenceSpan(lines, start, fence);
      cells.push(chunkCell(lines.slice(start + 1, span.end), fence, form));
      start = skipSeparator(lines, span.next, span.hasExplicitEnd);
    } else {
      const span = proseSpan(lines, start, form);
      cells.push({ type: 'markdown', options: {}, lines: lines.slice(start, span.end) });
      start = skipSeparator(lines, span.next, span.hasExplicitEnd);
    }
  }
  return cells;
}

function chunkCell(lines: readonly string[], fence: Fence, form: FenceForm): TextCell {
  const { options, language } = fence;
  const isRmd = form === 'rmd';
  return {
    type: isActiveIn('ipynb', options) ? 'code' : 'raw',
    options,
    language,
    lines: isRmd && isActiveIn('rmd', options) ? uncommentMagics(lines, language, true) : lines,
  };
}

function fenceOf(line: string, form: FenceForm): Fence | undefined {
  return form === 'rmd' ? chunkFence(line) : languageFence(line);
}

/** R Markdown: ` ```{python name, echo=FALSE} `. */
function chunkFence(line: string): Fence | undefined {
  const header = /^```\{(.*)\}\s*$/.exec(line)?.[1];
  if (header === undefined) return undefined;
  const { language, options } = parseChunkHeader(header);
  return { language, options: withRemovingTags(options), isCell: isCellLanguage(language), closing: TICKS };
}

/** Jupytext's Markdown: ` ```python tags=["x"] `; `.noeval` says that the code is only shown. */
function languageFence(line: string): Fence | undefined {
  const match = /^(`{3,})([^`]*)$/.exec(line);
  const ticks = match?.[1];
  const info = match?.[2]?.trim() ?? '';
  if (ticks === undefined || info === '') return undefined;
  const name = /^wolfram language\b/i.exec(info)?.[0] ?? /^\S*/.exec(info)?.[0] ?? '';
  if (!isCellLanguage(name)) return undefined;
  const options = parseOptionPairs(info.slice(name.length).replace(/^\s*\.noeval\b/, ' .noeval'));
  return { language: name, options, isCell: !Object.hasOwn(options, '.noeval'), closing: ticks };
}

function regionSpan(lines: readonly string[], start: number, name: string): Span {
  const end = new RegExp(`^<!--\\s*#end${name}\\s*-->\\s*$`);
  for (let index = start + 1; index < lines.length; index += 1) {
    if (end.test(lines[index] ?? '')) return { end: index, next: index + 1, hasExplicitEnd: true };
  }
  return { end: lines.length, next: lines.length, hasExplicitEnd: false };
}

function fenceSpan(lines: readonly string[], start: number, fence: Fence): Span {
  const quotes = createQuoteTracker(fence.language);
  for (let index = start + 1; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    const isQuoted = quotes.isQuoted();
    quotes.read(line);
    if (!isQuoted && line.startsWith(fence.closing))
      return { end: index, next: index + 1, hasExplicitEnd: true };
  }
  return { end: lines.length, next: lines.length, hasExplicitEnd: false };
}

/** Prose ends before a cell, and at two blank lines that are in no code of its own. */
function proseSpan(lines: readonly string[], start: number, form: FenceForm): Span {
  let blanks = 0;
  let closing: string | undefined;
  let isIndentedCode = false;
  const before = (index: number) => ({
    end: index > start + 1 && blanks > 0 ? index - 1 : index,
    next: index,
    hasExplicitEnd: false,
  });
  for (let index = start; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    const isEmpty = isBlank(line);
    if (closing !== undefined) {
      if (line.startsWith(closing) && line.slice(closing.length).trim() === '') closing = undefined;
      continue;
    }
    if (blanks > 0 && !isEmpty && line.startsWith('    ')) {
      isIndentedCode = true;
      blanks = 0;
      continue;
    }
    if (isIndentedCode && !isEmpty && !line.startsWith('    ')) isIndentedCode = false;
    if (isIndentedCode) continue;
    if (index > start && REGION.test(line)) return before(index);
    const fence = fenceOf(line, form);
    if (index > start && fence?.isCell) return before(index);
    if (line.startsWith(TICKS)) {
      if (blanks >= 2 && fence === undefined && !line.startsWith('```{')) {
        return { end: index - 2, next: index, hasExplicitEnd: true };
      }
      closing = fence?.closing ?? TICKS;
      blanks = 0;
    } else if (isEmpty) blanks += 1;
    else if (blanks >= 2) return { end: index - 2, next: index, hasExplicitEnd: true };
    else blanks = 0;
  }
  return { end: lines.length, next: lines.length, hasExplicitEnd: false };
}
