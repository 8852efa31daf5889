import type { Element } from 'hast';
import { LIMITS } from '../limits.ts';
import { html, NO_HTML, raw, sanitizeToHtml } from '../safe-html.ts';
import type { MarkdownCell, SafeHtml } from '../types.ts';
import { codeBlock, codeLabel } from './code-block.ts';
import { inlineStyles } from './colors.ts';
import { applyAttributes } from './dialects.ts';
import { splitFormulas } from './html-math.ts';
import { parseMarkdown } from './markdown-tree.ts';
import type { Page } from './page.ts';
import { rewrite } from './rewrite.ts';
import { parseHtml } from './satteri-tree.ts';
import { type Content, classesOf, element, isElement, rootOf, text, textOf } from './tree.ts';

/** A text to render, and its position. */
export interface ProsePlace {
  readonly page: Page;
  /** Number of the cell, counted from 1. */
  readonly cellNumber: number;
  readonly isOutput: boolean;
  readonly attachments?: MarkdownCell['attachments'];
}

/** Characters of an oversized or over-nested text that are shown as plain text. */
const PLAIN_CHARS = 20_000;

/** Markdown as safe HTML. */
export function renderMarkdown(source: string, place: ProsePlace): SafeHtml {
  if (source.length > LIMITS.cellChars || !place.page.budget.spend(source))
    return plainText(source, place, 'cell-too-long');
  const suffix = place.isOutput ? `o${place.page.headings.length}` : '';
  const content = parseMarkdown(source, `c${place.cellNumber}${suffix}-`, place.page.context);
  if (content === undefined) return plainText(source, place, 'cell-too-deep');
  const written = applyAttributes(content, place.page.format);
  return finish(place.isOutput ? written : place.page.findTitle(written), place);
}

/** Formulas of an output of type `text/latex`, which is text around them and no Markdown. */
export function renderLatex(source: string, place: ProsePlace): SafeHtml {
  if (source.length > LIMITS.cellChars) return plainText(source, place, 'cell-too-long');
  return finish(splitFormulas([element('p', {}, text(source))]), place);
}

/** HTML of an output as safe HTML; undefined where nothing a reader could see is left of it. */
export function renderHtmlOutput(source: string, place: ProsePlace): SafeHtml | undefined {
  if (source.length > LIMITS.cellChars || !place.page.budget.spend(source)) return undefined;
  const content = parseHtml(source);
  if (content === undefined) return undefined;
  const shown = splitFormulas(inlineStyles(textFallback(content) ?? content));
  const markup = finish(shown, place);
  return /\S/.test(markup.replace(/<(?!img\b)[^>]*>/g, '')) ? markup : undefined;
}

function finish(content: Content, { page, cellNumber, isOutput, attachments = {} }: ProsePlace): SafeHtml {
  const { texts } = page.context;
  const fallbackAlt = isOutput ? texts.outputImage(cellNumber) : texts.image(cellNumber);
  const tableLabel = isOutput ? texts.outputTable(cellNumber) : texts.table(cellNumber);
  page.formulas.length = 0;
  const rewritten = rewrite(content, {
    page,
    attachments,
    isInLink: false,
    isOutput,
    fallbackAlt,
    tableLabel,
  });
  return sanitizeToHtml(rootOf(rewritten), (element) => ownMarkup(element, page));
}

/** Formulas and code, which we print ourselves. */
function ownMarkup(element: Element, page: Page): SafeHtml | undefined {
  const isBlock = element.tagName === 'pre';
  const only = isBlock && element.children.length === 1 ? element.children[0] : element;
  if (!isElement(only, 'code')) return undefined;
  const classes = classesOf(only);
  const content = textOf(only);
  if (
    classes.some((name) => name === 'math-display' || name === 'language-math') &&
    !classes.includes('math-inline')
  ) {
    const formula = page.formulas[Number(content)]?.markup ?? NO_HTML;
    return isBlock ? html`<div class="math-block">${raw(formula)}</div>` : formula;
  }
  if (classes.includes('math-inline')) return page.formulas[Number(content)]?.markup;
  if (!isBlock) return undefined;
  const code = content.replace(/\n$/, '');
  const language = classes.find((name) => name.startsWith('language-'))?.slice('language-'.length) ?? 'text';
  return codeBlock(page.highlight(code, language), code, codeLabel(language, page.context.texts));
}

/**
 * xarray, scikit-learn and others bring styled HTML that means nothing without its style sheet, and
 * beside it a text for this case, in an element of class `…-text-repr-fallback`.
 */
function textFallback(content: Content): Content | undefined {
  for (const node of content) {
    if (node.type !== 'element') continue;
    if (classesOf(node).some((name) => name.endsWith('text-repr-fallback'))) {
      return node.children.filter((child) => !isElement(child, 'b'));
    }
    const inner = textFallback(node.children);
    if (inner !== undefined) return inner;
  }
  return undefined;
}

function plainText(source: string, { page }: ProsePlace, why: 'cell-too-long' | 'cell-too-deep'): SafeHtml {
  page.notices.add(why);
  const shown = source.slice(0, PLAIN_CHARS);
  return html`<pre class="plain" data-pagefind-ignore>${shown}</pre>`;
}
