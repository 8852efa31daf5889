import { formulaContent, reference } from './directive-parts.ts';
import type { ProtectedPart } from './protect-markup.ts';
import { type Content, element, text } from './tree.ts';

type Role = Extract<ProtectedPart, { kind: 'role' }>;

/** A MyST role as inline content: mathematics, typography, or the words of a reference. */
export function roleContent(role: Role): Content {
  const target = splitEnd(role.content, '<', '>');
  const words = target?.[0] || role.content;
  switch (role.name) {
    case 'math':
      return [formulaContent(role.content, false)];
    case 'sub':
    case 'subscript':
      return [element('sub', {}, text(words))];
    case 'sup':
    case 'superscript':
      return [element('sup', {}, text(words))];
    case 'kbd':
      return [element('kbd', {}, text(words))];
    case 'abbr': {
      const long = splitEnd(role.content, '(', ')');
      return [element('abbr', { title: long?.[1] ?? '' }, text(long?.[0] ?? words))];
    }
    case 'eq':
      return [reference(words, { kind: 'equation', isBracketed: true, isInMath: false })];
    case 'ref':
    case 'numref':
      return [reference(target?.[1] ?? role.content, { kind: 'link', words: target?.[0] ?? '' })];
    case 'doc':
      return [element('a', { href: target?.[1] ?? role.content }, text(target?.[0] ?? ''))];
    case 'term':
    case 'guilabel':
    case 'index':
      return [text(words)];
    case 'cite':
    case 'cite:p':
    case 'cite:t':
      return [text(`[${role.content}]`)];
    default:
      return [element('code', {}, text(words))];
  }
}

/** `words (more)`, taken apart at the brackets at its end. */
function splitEnd(content: string, open: string, close: string): readonly [string, string] | undefined {
  if (!content.endsWith(close)) return undefined;
  const at = content.lastIndexOf(open);
  const inner = content.slice(at + 1, -1);
  return at < 0 || inner.includes(close) ? undefined : [content.slice(0, at).trimEnd(), inner];
}
