import type { Nodes } from 'hast';
import type { HastNode } from 'satteri';
import { htmlToHast } from 'satteri';
import { LIMITS } from '../limits.ts';
import { htmlNesting } from './nesting.ts';
import { type Content, contentOf, treeDepth } from './tree.ts';

/** Sätteri's node type also covers MDX, which neither Markdown nor HTML can give. */
export function isHastNode(node: HastNode): node is HastNode & Nodes {
  return !node.type.startsWith('mdx');
}

/** Characters between which the renderer keeps marks of its own. */
const MARKS = /[\uFDD0-\uFDD3]/g;

/**
 * `<title>` and the like hold no markup (HTML, 13.1.2): without an end they would swallow all that follows. So would
 * `<video … />`, which authors take for a whole element.
 */
function withEndedText(source: string): string {
  const ended = source.replace(/<(iframe|video|audio|object)\b[^<>]*\/>/gi, '$&</$1>');
  const lower = /<(?:title|textarea|xmp|plaintext)/i.test(ended) ? ended.toLowerCase() : '';
  const lastEnds = new Map<string, number>();
  return ended.replace(/<(title|textarea|xmp|plaintext)(?=[\s>])/gi, (start, name: string, at: number) => {
    const end = `</${name.toLowerCase()}`;
    const lastEnd = lastEnds.get(end) ?? lower.lastIndexOf(end);
    lastEnds.set(end, lastEnd);
    return lastEnd > at ? start : `&lt;${name}`;
  });
}

/** HTML of an output as an unsafe tree; undefined where it nests too deeply. */
export function parseHtml(source: string): Content | undefined {
  if (htmlNesting(source) > LIMITS.depth) return undefined;
  const tree = htmlToHast(withEndedText(source.replace(MARKS, '')), { fragment: true });
  if (!isHastNode(tree) || treeDepth(tree, LIMITS.depth) > LIMITS.depth) return undefined;
  return contentOf(tree);
}
