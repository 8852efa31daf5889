import { shortenAtWord } from '../shorten.ts';
import { en } from '../texts/en.ts';
import { stringOr } from './json.ts';
import { plainWords } from './parse/clean-text.ts';
import { createTitleFinder, isPlainBox, isSentence } from './render/bold-title.ts';
import { formulaText } from './render/formula-text.ts';
import { isHidden } from './render/hidden.ts';
import { parseMarkdown } from './render/markdown-tree.ts';
import { createMathRenderer, type MathRenderer } from './render/math.ts';
import type { MathJax } from './render/mathjax.ts';
import { createReferences } from './render/references.ts';
import { type Content, classesOf, isElement, textOf } from './render/tree.ts';
import type { Notebook, NotebookSummary } from './types.ts';
import { isRemoved } from './visibility.ts';

const MAX_DESCRIPTION = 200;
const MAX_TITLE = 200;
/** Prose beyond this is no introduction any more. */
const MAX_CELLS = 30;
const MAX_CELL_CHARS = 50_000;

/**
 * What lists show of a notebook. The title is its first heading where that is of level 1 (or a line in bold
 * that the notebook begins with); else
 * `metadata.title` or the front matter's; else the first heading of any level. The description is
 * `metadata.description`, else the first paragraph of prose, after the title where there is one; else, as in a notebook
 * of exercises, the first entry of a list.
 *
 * @param mathJax for formulas of titles that KaTeX refuses; without it they're shown as TeX
 */
export function summarizeNotebook(notebook: Notebook, mathJax?: MathJax): NotebookSummary {
  const { heading, paragraph, entry } = introduction(notebook, mathJax);
  const named = metadataText(notebook, 'title');
  const title = heading?.level === 1 ? heading.text : (named ?? heading?.text);
  const written = metadataText(notebook, 'description');
  const description = written ?? paragraph ?? entry;
  const codeCells = notebook.cells.filter((cell) => cell.type === 'code');
  return {
    ...(title !== undefined && { title: shortenAtWord(title, MAX_TITLE) }),
    ...(description !== undefined && { description: shortenToSentence(description, MAX_DESCRIPTION) }),
    ...(written === undefined && description !== undefined && { isDescriptionInText: true as const }),
    ...(notebook.kernel && { kernel: notebook.kernel }),
    language: notebook.language,
    cellCount: notebook.cells.length,
    codeCellCount: codeCells.length,
    hasOutputs: codeCells.some((cell) => cell.outputs.length > 0),
  };
}

interface Introduction {
  heading?: { readonly level: number; readonly text: string };
  paragraph?: string;
  /** The first entry of a list. */
  entry?: string;
}

function introduction(notebook: Notebook, mathJax: MathJax | undefined): Introduction {
  const found: Introduction = {};
  // Definitions in one cell hold in the next.
  const math = createMathRenderer({ mathJax, references: createReferences(() => false) });
  const findTitle = createTitleFinder();
  for (const cell of notebook.cells.slice(0, MAX_CELLS)) {
    if (cell.type !== 'markdown' || isRemoved(cell, 'cell') || cell.source.length > MAX_CELL_CHARS) continue;
    let content: Content | undefined;
    try {
      content = parseMarkdown(cell.source, '', { texts: en.preview });
    } catch {
      continue;
    }
    search(findTitle(content ?? []), found, math);
    if (found.heading !== undefined && found.paragraph !== undefined) break;
  }
  return found;
}

/** Headings and paragraphs at any depth of plain boxes, in reading order; quotes and notes are no introduction. */
function search(content: Content, found: Introduction, math: MathRenderer): void {
  for (const node of content) {
    if (node.type !== 'element') continue;
    if (isHidden(node)) {
      plainText(node, math);
      continue;
    }
    const level = /^h([1-6])$/.exec(node.tagName)?.[1];
    if (level !== undefined) {
      const words = plainText(node, math);
      if (words === '' || found.heading !== undefined) continue;
      found.heading = { level: Number(level), text: words };
      // Whatever came before the title was a banner or a remark.
      delete found.paragraph;
    } else if (node.tagName === 'p') {
      const words = plainText(node, math);
      if (found.paragraph === undefined && isSentence(words)) found.paragraph = words;
    } else if (node.tagName === 'ol' || node.tagName === 'ul') {
      const [entry] = node.children.filter((child) => isElement(child, 'li'));
      // A list of links is a table of contents.
      const words = entry === undefined || hasLink(entry) ? '' : plainText(entry, math);
      if (found.entry === undefined && isSentence(words)) found.entry = words;
    } else if (isPlainBox(node)) {
      search(node.children, found, math);
    }
  }
}

function hasLink(node: Content[number]): boolean {
  return node.type === 'element' && (node.tagName === 'a' || node.children.some(hasLink));
}

/** Words for lists, with formulas as they are read. */
function plainText(node: Content[number], math: MathRenderer): string {
  return plainWords(wordsOf(node, math));
}

function wordsOf(node: Content[number], math: MathRenderer): string {
  if (node.type !== 'element') return textOf(node);
  const isFormula = classesOf(node).some((name) => name === 'math-inline' || name === 'math-display');
  if (isFormula) return formulaText(math.render(textOf(node), false));
  return /^(?:script|style|template)$/.test(node.tagName)
    ? ''
    : node.children.map((child) => wordsOf(child, math)).join('');
}

function metadataText(notebook: Notebook, key: 'title' | 'description'): string | undefined {
  return plainWords(stringOr(notebook.metadata[key], '')) || undefined;
}

let segmenter: Intl.Segmenter | undefined;

/** The sentences that fit, by Unicode's rules for all scripts (UAX 29); where not even one does, words. */
function shortenToSentence(text: string, limit: number): string {
  if (text.length <= limit) return text;
  let end = 0;
  // To make one takes milliseconds.
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'sentence' });
  for (const { index, segment } of segmenter.segment(text.slice(0, limit * 2))) {
    if (index + segment.trimEnd().length > limit) break;
    end = index + segment.length;
  }
  return end < limit / 4 ? shortenAtWord(text, limit) : text.slice(0, end).trim();
}
