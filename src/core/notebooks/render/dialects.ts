import type { Element } from 'hast';
import { splitFences } from '../parse/fences.ts';
import type { Cell, Notebook } from '../types.ts';
import { protectMarkup, restoreSources } from './protect-markup.ts';
import { type Content, isElement, propertyOf, text } from './tree.ts';

/*
 * What the Markdown of some forms of text notebooks has beyond that of Jupyter, where it would be text.
 */

const COMMENT = /^ {0,3}%.*$/gm;
const ATTRIBUTES = /^\{([^{}\n]{1,500})\}/;
const LENGTH = /^(\d{1,4})(?:px)?$/;

/** MyST's comments, lines that begin with `%`, are for authors (MyST, "Comments"); they also end a paragraph. */
export function withoutComments(cells: readonly Cell[], format: Notebook['format']): readonly Cell[] {
  if (format !== 'myst') return cells;
  return cells.map((cell) =>
    cell.type === 'markdown' && cell.source.includes('%')
      ? { ...cell, source: uncomment(cell.source) }
      : cell,
  );
}

/** In formulas and code the sign has another meaning. */
function uncomment(source: string): string {
  const { text, parts: replaced } = protectMarkup(source);
  const parts = splitFences(text).map((part) =>
    part.kind === 'fence' ? part.text : part.text.replace(COMMENT, ''),
  );
  return restoreSources(parts.join('\n'), replaced);
}

/** Pandoc's attributes behind a picture or link, `{#fig-tide width=50px}`, which Quarto and R Markdown read too. */
export function applyAttributes(content: Content, format: Notebook['format']): Content {
  return format === 'quarto' || format === 'rmarkdown' ? content.map(applyWithin) : content;
}

function applyWithin(node: Content[number]): Content[number] {
  if (node.type !== 'element') return node;
  const children: Content = [];
  for (const child of node.children) {
    const before = children.at(-1);
    const written = child.type === 'text' ? ATTRIBUTES.exec(child.value) : null;
    if (written === null || child.type !== 'text' || !(isElement(before, 'img') || isElement(before, 'a')))
      children.push(applyWithin(child));
    else {
      addAttributes(before, written[1] ?? '');
      children.push(text(child.value.slice(written[0].length)));
    }
  }
  return { ...node, children };
}

/** An id and a size; anything else is for other formats. */
function addAttributes(node: Element, written: string): void {
  for (const word of written.split(/\s+/)) {
    const [name = '', value = ''] = word.split('=');
    const length = LENGTH.exec(value.replaceAll('"', ''))?.[1];
    if (word.startsWith('#') && propertyOf(node, 'id') === undefined) node.properties.id = word.slice(1);
    else if ((name === 'width' || name === 'height') && length !== undefined) node.properties[name] = length;
  }
}
