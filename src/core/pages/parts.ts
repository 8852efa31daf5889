import { htmlToHast, markdownToMdast, mdxToMdast } from 'satteri';
import { isObject } from '../notebooks/json.ts';
import { fail, ok, type Result } from '../result.ts';

/** What a page holds that can go wrong on a site, each at its line. */
export type PagePart =
  | {
      readonly kind: 'element';
      readonly line: number;
      readonly name: string;
      readonly attributes: Attributes;
    }
  /** A picture in Markdown. */
  | { readonly kind: 'picture'; readonly line: number; readonly url: string }
  /** An expression of MDX, between braces. */
  | { readonly kind: 'expression'; readonly line: number; readonly code: string }
  /** Imports and exports of MDX. */
  | { readonly kind: 'module'; readonly line: number; readonly code: string };

/** Values of attributes; an expression of MDX has none. */
export type Attributes = ReadonlyMap<string, string | undefined>;

export interface SyntaxFailure {
  /** 1-based. */
  readonly line: number;
  readonly column: number;
  /** In the words of the MDX parser. */
  readonly message: string;
}

/** Reads a page. Markdown can be read whatever it holds; MDX has to be well-formed. */
export function parsePageParts(text: string, isMdx: boolean): Result<readonly PagePart[], SyntaxFailure> {
  const parts: PagePart[] = [];
  try {
    walk(isMdx ? mdxToMdast(text) : markdownToMdast(text), parts);
  } catch (error) {
    return fail(describeSyntax(error));
  }
  return ok(parts);
}

function walk(node: unknown, parts: PagePart[]): void {
  if (!isObject(node)) return;
  const line = lineOf(node);
  switch (node.type) {
    case 'image':
      parts.push({ kind: 'picture', line, url: String(node.url ?? '') });
      break;
    case 'html':
      parts.push(...htmlParts(String(node.value ?? ''), line));
      break;
    case 'mdxJsxFlowElement':
    case 'mdxJsxTextElement':
      parts.push({
        kind: 'element',
        line,
        name: String(node.name ?? ''),
        attributes: jsxAttributes(node.attributes),
      });
      break;
    case 'mdxFlowExpression':
    case 'mdxTextExpression':
      parts.push({ kind: 'expression', line, code: String(node.value ?? '') });
      break;
    case 'mdxjsEsm':
      parts.push({ kind: 'module', line, code: String(node.value ?? '') });
      break;
    default:
  }
  if (Array.isArray(node.children)) for (const child of node.children) walk(child, parts);
}

function jsxAttributes(value: unknown): Attributes {
  const attributes = new Map<string, string | undefined>();
  for (const attribute of Array.isArray(value) ? value : []) {
    if (!isObject(attribute) || typeof attribute.name !== 'string') continue;
    attributes.set(attribute.name, typeof attribute.value === 'string' ? attribute.value : undefined);
  }
  return attributes;
}

/** Elements of a piece of HTML, each at the line on which its tag begins. */
function htmlParts(html: string, firstLine: number): PagePart[] {
  const parts: PagePart[] = [];
  let at = 0;
  const visit = (node: unknown): void => {
    if (!isObject(node)) return;
    if (node.type === 'element' && typeof node.tagName === 'string') {
      const found = html.toLowerCase().indexOf(`<${node.tagName}`, at);
      if (found >= 0) at = found + 1;
      const line = firstLine + html.slice(0, Math.max(found, 0)).split('\n').length - 1;
      const properties = isObject(node.properties) ? node.properties : {};
      const attributes = Object.entries(properties).map(
        ([name, value]) => [name.toLowerCase(), String(value)] as const,
      );
      parts.push({ kind: 'element', line, name: node.tagName, attributes: new Map(attributes) });
    }
    if (Array.isArray(node.children)) for (const child of node.children) visit(child);
  };
  visit(htmlToHast(html, { fragment: true }));
  return parts;
}

function lineOf(node: Readonly<Record<string, unknown>>): number {
  const start = isObject(node.position) ? node.position.start : undefined;
  return isObject(start) && typeof start.line === 'number' ? start.line : 1;
}

/** The parser says where in front of its words: `3:1: Unexpected …`. */
function describeSyntax(error: unknown): SyntaxFailure {
  const text = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
  const [, line, column, message] = /^(\d+):(\d+): (.*?)(?: \([\w-]+:[\w-]+\))?$/.exec(text) ?? [];
  return { line: Number(line ?? 1), column: Number(column ?? 1), message: message ?? text };
}
