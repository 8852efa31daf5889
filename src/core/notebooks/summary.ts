import { previewEn as texts } from '../texts/preview/en.ts';
import { stringOr } from './json.ts';
import { cleanText } from './parse/clean-text.ts';
import { parseMarkdown } from './render/markdown-tree.ts';
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
 * `metadata.description`, else the first paragraph of prose, after the title where there is one.
 */
export function summarizeNotebook(notebook: Notebook, _path: string): NotebookSummary {
  const { heading, paragraph } = introduction(notebook);
  const named = metadataText(notebook, 'title');
  const title = heading?.level === 1 ? heading.text : (named ?? heading?.text);
  const written = metadataText(notebook, 'description');
  const description = written ?? paragraph;
  const codeCells = notebook.cells.filter((cell) => cell.type === 'code');
  return {
    ...(title !== undefined && { title: shorten(title, MAX_TITLE) }),
    ...(description !== undefined && { description: shorten(description, MAX_DESCRIPTION) }),
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
}

function introduction(notebook: Notebook): Introduction {
  const found: Introduction = {};
  for (const cell of notebook.cells.slice(0, MAX_CELLS)) {
    if (cell.type !== 'markdown' || isRemoved(cell, 'cell') || cell.source.length > MAX_CELL_CHARS) continue;
    let content: Content | undefined;
    try {
      content = parseMarkdown(cell.source, '', { texts });
    } catch {
      continue;
    }
    search(content ?? [], found);
    if (found.heading !== undefined && found.paragraph !== undefined) break;
  }
  return found;
}

/** Headings and paragraphs at any depth of plain boxes, in reading order; quotes, lists and notes are no introduction. */
function search(content: Content, found: Introduction): void {
  for (const node of content) {
    if (node.type !== 'element' || node.properties.hidden !== undefined) continue;
    const level = /^h([1-6])$/.exec(node.tagName)?.[1];
    if (level !== undefined) {
      const words = plainText(node);
      if (words === '' || found.heading !== undefined) continue;
      found.heading = { level: Number(level), text: words };
      // What stood before the title was a banner or a remark.
      delete found.paragraph;
    } else if (node.tagName === 'p') {
      const words = plainText(node);
      if (isOpening(node.children, found)) found.heading = { level: 1, text: words };
      else if (found.paragraph === undefined && isSentence(words)) found.paragraph = words;
    } else if (['div', 'center', 'section', 'article', 'header'].includes(node.tagName)) {
      const isNote = classesOf(node).some((name) => name === 'admonition' || name === 'alert');
      if (!isNote) search(node.children, found);
    }
  }
}

/** A notebook may begin with its title in bold instead of a heading. */
function isOpening(children: Content, found: Introduction): boolean {
  if (found.heading !== undefined || found.paragraph !== undefined) return false;
  const parts = children.filter((child) => plainText(child) !== '');
  const words = parts.length === 1 && isElement(parts[0], 'strong') ? plainText(parts[0]) : '';
  return words.length > 2 && words.length <= 120 && !/[.:!?]$/.test(words);
}

/** Badges, bylines and lone links are not what a notebook is about. */
function isSentence(words: string): boolean {
  return words.length >= 20 && /\s/.test(words) && !/^https?:\S+$/.test(words);
}

function plainText(node: Content[number]): string {
  return cleanText(textOf(node)).replace(/\s+/g, ' ').trim();
}

function metadataText(notebook: Notebook, key: 'title' | 'description'): string | undefined {
  const value = stringOr(notebook.metadata[key], undefined)?.replace(/\s+/g, ' ').trim();
  return value === undefined || value === '' ? undefined : cleanText(value);
}

/** Cuts at a word, with an ellipsis; never inside a character. */
function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, limit - 1);
  const space = cut.lastIndexOf(' ');
  return `${(space > limit / 2 ? cut.slice(0, space) : cut).replace(/[\s,;:.–-]+$/u, '')}…`.toWellFormed();
}
