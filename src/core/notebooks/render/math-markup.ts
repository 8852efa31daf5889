import type { Element } from 'hast';
import { LIMITS } from '../limits.ts';
import { sanitizeMathToHtml } from '../safe-html.ts';
import type { SafeHtml } from '../types.ts';
import { parseAddress } from './addresses.ts';
import { spellVariants } from './math-variants.ts';
import type { References } from './references.ts';
import { type Content, classesOf, element, isElement, propertyOf, text, textOf, treeDepth } from './tree.ts';

/** Arrows and bonds of mhchem, which MathJax draws with a font of its own, in characters that others have. */
const CHEMISTRY: Readonly<Record<string, string>> = {
  '\uE408': '⇌',
  '\uE409': '⇌',
  '\uE40A': '⇌',
  '\uE410': '┄',
  '\uE411': '≡',
  '\uE412': '≡',
  '\uE413': '≡',
  '\uE428': '⟵',
  '\uE429': '⟶',
  '\uE42A': '⟷',
  '\uE42B': '⇄',
  '\uE42C': '←',
  '\uE42D': '→',
  '\uE42E': '↔',
};
const LABEL = 'mjx-eqn:';
/** Relative addresses are no links in formulas. */
const NOWHERE = { path: '' };

/**
 * A formula of MathJax as browsers show it: numbers of equations in a column of their own, as none knows labelled
 * rows, columns aligned by classes, and links as HTML. Undefined where it nests too deeply.
 */
export function sanitizeMath(
  [tree]: Content,
  isDisplay: boolean,
  references: References,
): SafeHtml | undefined {
  if (!isElement(tree, 'math') || treeDepth(tree, LIMITS.depth) > LIMITS.depth) return undefined;
  const content = reshapeAll(tree.children, references);
  const root = element(
    'math',
    { ...(isDisplay && { display: 'block' }), dataPagefindIgnore: '' },
    ...content,
  );
  return sanitizeMathToHtml(root, spellVariants);
}

function reshapeAll(content: Content, references: References): Content {
  return content.map((node) => (node.type === 'element' ? reshape(node, references) : node));
}

function reshape(node: Element, references: References): Element {
  const reference = propertyOf(node, 'class');
  if (node.tagName === 'mtext' && (reference === 'ref' || reference === 'eqref')) {
    return element(
      'mtext',
      {},
      text(
        references.mark(textOf(node).trim(), {
          kind: 'equation',
          isBracketed: reference === 'eqref',
          isInMath: true,
        }),
      ),
    );
  }
  const children = reshapeAll(node.children, references);
  const href = propertyOf(node, 'href');
  const address = href === undefined ? undefined : parseAddress(href, NOWHERE);
  const { href: _address, id: _id, ...properties } = node.properties;
  const shown = isElement(node, 'mtable')
    ? alignColumns(children, propertyOf(node, 'columnalign'))
    : children;
  const bare: Element = { ...node, properties, children: shown };
  switch (node.tagName) {
    case 'mlabeledtr':
      return numberedRow(node, children, references);
    case 'mo':
      return element(
        'mo',
        properties,
        text(textOf(bare).replace(/[\uE408-\uE42E]/g, (c) => CHEMISTRY[c] ?? c)),
      );
    default:
  }
  if (address?.kind !== 'external') return bare;
  const link = element('a', { href: address.url, rel: ['noopener'] }, element('math', {}, bare));
  return element('mtext', {}, link);
}

/** A row whose first cell is its number, which is moved to the end. */
function numberedRow(node: Element, [label, ...cells]: Content, references: References): Element {
  const written = node.children[0];
  const number = label === undefined ? '' : textOf(label).trim();
  const name = isElement(written) ? (propertyOf(written, 'id') ?? '') : '';
  const id = references.addEquation(name.startsWith(LABEL) ? name.slice(LABEL.length) : number, number);
  const properties = { className: ['equation-number'], ...(id !== undefined && { id }) };
  return element('mtr', {}, ...cells, element('mtd', properties, element('mtext', {}, text(number))));
}

/** `columnalign` is not in MathML Core; the stylesheet does it by classes. */
function alignColumns(rows: Content, alignment: string | undefined): Content {
  const sides = alignment?.trim().split(/\s+/) ?? [];
  if (sides.length === 0) return rows;
  return rows.map((row) => {
    if (!isElement(row, 'mtr')) return row;
    const cells = row.children.map((cell, index) => {
      const side = sides[Math.min(index, sides.length - 1)];
      if (!isElement(cell, 'mtd') || classesOf(cell).length > 0 || (side !== 'left' && side !== 'right'))
        return cell;
      return { ...cell, properties: { ...cell.properties, className: [`align-${side}`] } };
    });
    return { ...row, children: cells };
  });
}
