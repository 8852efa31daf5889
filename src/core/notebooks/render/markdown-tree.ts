import { markdownToHast } from 'satteri';
import { LIMITS } from '../limits.ts';
import { formulaContent, type Parsing, reference } from './directive-parts.ts';
import { directiveContent } from './directives.ts';
import { type Lifted, liftMarkup, putSourcesBack, TOKEN } from './lift.ts';
import { markdownNesting } from './nesting.ts';
import type { OwnWords } from './own-words.ts';
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
  const { text: markdown, lifted } = liftMarkup(source);
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
  if (lifted.length === 0) return contentOf(tree);
  const parseBody = (body: string) =>
    level >= MAX_DIRECTIVES
      ? [element('pre', {}, text(body))]
      : (parseMarkdown(body, `${footnotePrefix}${level}-`, words, level + 1) ?? [text(body)]);
  return putBack(contentOf(tree), lifted, { parseBody, words }, false);
}

/** Puts what was lifted out back into the tree: as nodes in prose, as it was written in code and attributes. */
function putBack(content: Content, lifted: readonly Lifted[], parsing: Parsing, isCode: boolean): Content {
  const result: Content = [];
  for (const node of content) {
    if (node.type === 'text') {
      if (!node.value.includes('\uFDD0')) result.push(node);
      else if (isCode) result.push(text(putSourcesBack(node.value, lifted)));
      else result.push(...splitText(node.value, lifted, parsing));
    } else if (node.type === 'element') {
      for (const [name, value] of Object.entries(node.properties)) {
        if (typeof value === 'string' && /\uFDD0|%EF%B7%90/i.test(value)) {
          node.properties[name] = putSourcesBack(
            value.replace(/%EF%B7%9([01])/gi, decodeURIComponent),
            lifted,
          );
        }
      }
      const isInCode = isCode || ['code', 'pre', 'kbd', 'samp'].includes(node.tagName);
      const children = putBack(node.children, lifted, parsing, isInCode);
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

function splitText(value: string, lifted: readonly Lifted[], parsing: Parsing): Content {
  const result: Content = [];
  let done = 0;
  for (const match of value.matchAll(TOKEN)) {
    const item = lifted[Number(match[1])];
    const before = value.slice(done, match.index);
    if (before.trim() !== '' || (before !== '' && item?.kind !== 'directive')) result.push(text(before));
    done = match.index + match[0].length;
    if (item !== undefined) result.push(...liftedContent(item, parsing));
  }
  const rest = value.slice(done);
  if (rest !== '') result.push(text(rest));
  return result;
}

function liftedContent(item: Lifted, parsing: Parsing): Content {
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
