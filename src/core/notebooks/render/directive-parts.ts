import type { Element } from 'hast';
import { type JsonObject, stringOr } from '../json.ts';
import type { OwnWords } from './own-words.ts';
import type { ProtectedPart } from './protect-markup.ts';
import type { Mark } from './references.ts';
import { type Content, element, text } from './tree.ts';

/* What directives, roles and formulas of all kinds have in common. */

export interface Parsing {
  /** Parses the body of a directive; a depth keeps directives within directives finite. */
  readonly parseBody: (markdown: string) => Content;
  readonly words: OwnWords;
}

export type Directive = Extract<ProtectedPart, { kind: 'directive' }>;

/** A formula in the tree; one that is only a reference to an equation is that reference. */
export function formulaContent(tex: string, isDisplay: boolean): Element {
  const [, name, label] = /^\s*\\(eqref|ref)\s*\{([^{}]*)\}\s*$/.exec(tex) ?? [];
  if (label !== undefined)
    return reference(label.trim(), { kind: 'equation', isBracketed: name === 'eqref', isInMath: false });
  return element('code', { className: [isDisplay ? 'math-display' : 'math-inline'] }, text(tex));
}

/** What is resolved when the whole page is known. */
export function reference(name: string, mark: Mark): Element {
  return element('span', { dataReference: JSON.stringify([name, mark]) });
}

/** The id of what a directive shows, by which references name it. */
export function nameProperty(options: JsonObject): { readonly id?: string } {
  const name = stringOr(options.name, stringOr(options.label, ''));
  return name === '' ? {} : { id: name };
}

/** Content of a single paragraph without the paragraph, for titles. */
export function inlineContent(content: Content): Content {
  const blocks = content.filter((node) => node.type !== 'text' || node.value.trim() !== '');
  const only = blocks.length === 1 ? blocks[0] : undefined;
  return only?.type === 'element' && only.tagName === 'p' ? only.children : content;
}
