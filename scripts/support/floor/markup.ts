import type { Element, Nodes } from 'hast';
import { defaultSchema, sanitize } from 'hast-util-sanitize';
import { toHtml } from 'hast-util-to-html';
import katex from 'katex';
import { htmlToHast, markdownToHast } from 'satteri';

const OPTIONS = { features: { gfm: true, math: true, rawHtml: true }, position: false } as const;
const SCHEMA = { ...defaultSchema, attributes: { ...defaultSchema.attributes, code: ['className'] } };
const formulas = new Map<string, string>();

/** HTML of an output through the parser, the sanitiser and the printer. */
export const cleanHtml = (source: string) => print(htmlToHast(source, { fragment: true }) as Nodes);

/** Markdown the same way; each formula, typeset once, replaces its source. */
export const markdownHtml = (source: string) => print(markdownToHast(source, OPTIONS) as Nodes);

function print(tree: Nodes): string {
  const clean = sanitize(tree, SCHEMA);
  typesetBelow(clean);
  return toHtml(clean, { allowDangerousHtml: true });
}

function typesetBelow(node: Nodes): void {
  if (!('children' in node)) return;
  for (const child of node.children) {
    const name = child.type === 'element' ? String(child.properties.className ?? '') : '';
    if (name.includes('math-')) setFormula(child as Element, name.includes('math-display'));
    else typesetBelow(child);
  }
}

function setFormula(code: Element, displayMode: boolean): void {
  const tex = code.children.map((child) => (child.type === 'text' ? child.value : '')).join('');
  const key = `${displayMode}${tex}`;
  const known = formulas.get(key);
  const value =
    known ??
    katex.renderToString(tex, { output: 'mathml', displayMode, throwOnError: false, strict: 'ignore' });
  formulas.set(key, value);
  code.children = [{ type: 'raw', value }];
}
