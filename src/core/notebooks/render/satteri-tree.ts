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

/** `<title>` and the like hold no markup (HTML, 13.1.2): without an end they would swallow all that follows. */
function withEndedText(source: string): string {
  return source.replace(/<(title|textarea|xmp|plaintext)(?=[\s>])/gi, (start, name: string, at: number) =>
    source.toLowerCase().includes(`</${name.toLowerCase()}`, at) ? start : `&lt;${name}`,
  );
}

/** HTML of an output as an unsafe tree; undefined where it nests too deeply. */
export function parseHtml(source: string): Content | undefined {
  if (htmlNesting(source) > LIMITS.depth) return undefined;
  const tree = htmlToHast(withEndedText(source.replace(MARKS, '')), { fragment: true });
  if (!isHastNode(tree) || treeDepth(tree, LIMITS.depth) > LIMITS.depth) return undefined;
  return contentOf(tree);
}
