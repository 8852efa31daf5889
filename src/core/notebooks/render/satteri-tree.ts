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

/** HTML of an output as an unsafe tree; undefined where it nests too deeply. */
export function parseHtml(source: string): Content | undefined {
  if (htmlNesting(source) > LIMITS.depth) return undefined;
  const tree = htmlToHast(source, { fragment: true });
  if (!isHastNode(tree) || treeDepth(tree, LIMITS.depth) > LIMITS.depth) return undefined;
  return contentOf(tree);
}
