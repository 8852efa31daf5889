import type { Element } from 'hast';
import { sanitizeMathToHtml } from '../safe-html.ts';
import { spellVariants } from './math-variants.ts';
import type { Place } from './place.ts';
import { parseReference } from './references.ts';
import { type Content, classesOf, element, propertyOf, text, textOf } from './tree.ts';

/** Hidden parts stay hidden, but what their formulas define counts. */
export function readDefinitions(node: Element, place: Place): void {
  for (const child of node.children) {
    if (child.type !== 'element') continue;
    if (isFormula(child)) place.page.math.render(textOf(child), false);
    else readDefinitions(child, place);
  }
}

export function isFormula(node: Element): boolean {
  return (
    node.tagName === 'code' &&
    classesOf(node).some(
      (name) => name === 'math-inline' || name === 'math-display' || name === 'language-math',
    )
  );
}

/** Formulas are typeset in the order of the text, and come into the tree by their number. */
export function rewriteFormula(node: Element, { page }: Place): Element {
  const isDisplay = !classesOf(node).includes('math-inline');
  const tex = textOf(node);
  const index = page.formulas.push({ tex, markup: page.math.render(tex, isDisplay) }) - 1;
  return element('code', { className: [isDisplay ? 'math-display' : 'math-inline'] }, text(String(index)));
}

/** MathML as an author wrote it; its own words are text to those who can't see it. */
export function rewriteMathml(node: Element, { page }: Place): Element {
  const isDisplay = propertyOf(node, 'display') === 'block';
  const index =
    page.formulas.push({ tex: textOf(node), markup: sanitizeMathToHtml(node, spellVariants) }) - 1;
  return element('code', { className: [isDisplay ? 'math-display' : 'math-inline'] }, text(String(index)));
}

export function rewriteReference(node: Element, { page }: Place): Content[number] | undefined {
  const written = propertyOf(node, 'dataReference');
  if (written === undefined) return undefined;
  const [name, mark] = parseReference(written);
  return mark && text(page.references.mark(name, mark));
}
