import { markdownToHast } from 'satteri';
import { LIMITS } from '../limits.ts';
import { formulaContent, type Parsing, reference } from './directive-parts.ts';
import { directiveContent } from './directives.ts';
import { markdownNesting } from './nesting.ts';
import type { OwnWords } from './own-words.ts';
import { type ProtectedPart, protectMarkup, restoreSources, TOKEN } from './protect-markup.ts';
import { roleContent } from './roles.ts';
import { isHastNode } from './satteri-tree.ts';
import { type Content, contentOf, element, isElement, text, treeDepth } from './tree.ts';

const MAX_DIRECTIVES = 8;

/**
 * Markdown of a notebook as an unsafe tree: GitHub's dialect, raw HTML parsed, formulas as
 * `code.math-inline` and `code.math-display`, MyST directives as blocks. Undefined where it nests too
 * deeply to be parsed in bounded time.
 *
 * @param footnotePrefix keeps the footnotes of several cells on one page apart
 */
export function parseMarkdown(
  source: string,
  footnotePrefix: string,
  words: OwnWords,
  level = 0,
): Content | undefined {
  const { text: markdown, parts } = protectMarkup(source);
  if (markdownNesting(markdown) > LIMITS.depth) return undefined;
  const tree = markdownToHast(markdown, {
    features: {
      gfm: { footnotes: { clobberPrefix: footnotePrefix } },
      math: false,
      rawHtml: true,
      frontmatter: false,
      smartPunctuation: false,
    },
    position: false,
  });
  if (!isHastNode(tree) || treeDepth(tree, LIMITS.depth) > LIMITS.depth) return undefined;
  if (parts.length === 0) return contentOf(tree);
  const parseBody = (body: string) =>
    level >= MAX_DIRECTIVES
      ? [element('pre', {}, text(body))]
      : (parseMarkdown(body, `${footnotePrefix}${level}-`, words, level + 1) ?? [text(body)]);
  return restoreContent(contentOf(tree), parts, { parseBody, words }, false);
}

/** Replaces the tokens in a tree: by nodes in prose, by their sources in code and attributes. */
function restoreContent(
  content: Content,
  parts: readonly ProtectedPart[],
  parsing: Parsing,
  isCode: boolean,
): Content {
  const result: Content = [];
  for (const node of content) {
    if (node.type === 'text') {
      if (!node.value.includes('\uFDD0')) result.push(node);
      else if (isCode) result.push(text(restoreSources(node.value, parts)));
      else result.push(...splitText(node.value, parts, parsing));
    } else if (node.type === 'element') {
      for (const [name, value] of Object.entries(node.properties)) {
        if (typeof value === 'string' && /\uFDD0|%EF%B7%90/i.test(value)) {
          node.properties[name] = restoreSources(
            value.replace(/%EF%B7%9([01])/gi, decodeURIComponent),
            parts,
          );
        }
      }
      const isInCode = isCode || ['code', 'pre', 'kbd', 'samp'].includes(node.tagName);
      const children = restoreContent(node.children, parts, parsing, isInCode);
      // A paragraph cannot hold the blocks of a directive.
      if (isElement(node, 'p') && children.some(isBlock)) result.push(...children);
      else result.push({ ...node, children });
    } else result.push(node);
  }
  return result;
}

function isBlock(node: Content[number]): boolean {
  return (
    node.type === 'element' &&
    /^(?:div|p|pre|ul|ol|table|figure|details|blockquote|h[1-6])$/.test(node.tagName)
  );
}

function splitText(value: string, parts: readonly ProtectedPart[], parsing: Parsing): Content {
  const result: Content = [];
  let done = 0;
  for (const match of value.matchAll(TOKEN)) {
    const item = parts[Number(match[1])];
    const before = value.slice(done, match.index);
    if (before.trim() !== '' || (before !== '' && item?.kind !== 'directive')) result.push(text(before));
    done = match.index + match[0].length;
    if (item !== undefined) result.push(...protectedContent(item, parsing));
  }
  const rest = value.slice(done);
  if (rest !== '') result.push(text(rest));
  return result;
}

function protectedContent(item: ProtectedPart, parsing: Parsing): Content {
  switch (item.kind) {
    case 'math':
      return [formulaContent(item.tex, item.isDisplay)];
    case 'directive':
      return directiveContent(item, parsing);
    case 'role':
      return roleContent(item);
    case 'anchor':
      return [element('span', { id: item.name })];
    case 'equation':
      return [reference(item.label, { kind: 'equation', isBracketed: item.isBracketed, isInMath: false })];
    case 'text':
      return [text(item.source)];
  }
}
