import type { Element, ElementContent, Nodes, Root, RootContent } from 'hast';

/** A tree whose content an element may contain: what the parsers give, without a doctype. */
export type Content = ElementContent[];

/** Depth of a tree; counted without recursion, as the tree may be deeper than the stack. */
export function treeDepth(tree: Nodes, limit: number): number {
  let level: readonly Nodes[] = [tree];
  for (let depth = 0; depth <= limit; depth += 1) {
    const next: Nodes[] = [];
    for (const node of level) if ('children' in node) for (const child of node.children) next.push(child);
    if (next.length === 0) return depth;
    level = next;
  }
  return limit + 1;
}

/** Text of a node and all below it, as a reader would see it. */
export function textOf(node: Nodes | RootContent): string {
  if (node.type === 'text') return node.value;
  if (!('children' in node) || (node.type === 'element' && /^(?:script|style|template)$/.test(node.tagName)))
    return '';
  let text = '';
  for (const child of node.children) text += textOf(child);
  return text;
}

export function element(tagName: string, properties: Element['properties'], ...children: Content): Element {
  return { type: 'element', tagName, properties, children };
}

export function text(value: string): { type: 'text'; value: string } {
  return { type: 'text', value };
}

/** Children that an element may have. */
export function contentOf(tree: Nodes): Content {
  if (!('children' in tree)) return tree.type === 'text' ? [tree] : [];
  const content: Content = [];
  for (const child of tree.children) {
    if (child.type === 'element' || child.type === 'text') content.push(child);
  }
  return content;
}

export function rootOf(children: Content): Root {
  return { type: 'root', children };
}

export function classesOf(node: Element): readonly string[] {
  const value = node.properties.className;
  return Array.isArray(value) ? value.map(String) : [];
}

/** A property as text; undefined where it is absent or not text. */
export function propertyOf(node: Element, name: string): string | undefined {
  const value = node.properties[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

export function isElement(node: Nodes | undefined, tagName?: string): node is Element {
  return node?.type === 'element' && (tagName === undefined || node.tagName === tagName);
}
