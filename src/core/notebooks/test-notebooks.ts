import { htmlToHast } from 'satteri';
import { en } from '../texts/en.ts';
import { parseNotebook } from './parse.ts';
import { isHastNode } from './render/satteri-tree.ts';
import { createNotebookRenderer } from './render.ts';
import type { Notebook, RenderContext, RenderedNotebook, RendererTools } from './types.ts';

/* Builders for tests. */

/** Tools without a platform: a weak hash that still tells contents apart. */
export const testTools: RendererTools = {
  hash(bytes) {
    let hash = 0xcbf29ce484222325n;
    for (const byte of bytes) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
    return hash.toString(16).padStart(16, '0').repeat(4);
  },
  decodeBase64(text) {
    try {
      return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
    } catch {
      return undefined;
    }
  },
};

const renderer = createNotebookRenderer(testTools);

export const testContext: RenderContext = {
  path: 'lessons/one.ipynb',
  texts: en.preview,
  assetUrl: (name) => `/base/assets/${name}`,
  resolveFile(path, kind) {
    if (kind === 'image') return path.startsWith('images/') ? `/base/assets/${path.slice(7)}` : undefined;
    if (path.endsWith('.ipynb') && path !== 'lessons.ipynb')
      return `/base/notebooks/${path.replace('.ipynb', '/')}`;
    return path.endsWith('.csv') ? `https://git.example/${path}` : undefined;
  },
};

export function bytesOf(value: unknown): Uint8Array {
  return new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));
}

export function markdown(source: unknown, extra: object = {}): object {
  return { cell_type: 'markdown', metadata: {}, source, ...extra };
}

export function code(source: unknown, outputs: unknown = [], extra: object = {}): object {
  return { cell_type: 'code', metadata: {}, execution_count: 1, source, outputs, ...extra };
}

/** A display output with the given MIME bundle. */
export function display(data: unknown, metadata: object = {}): object {
  return { output_type: 'display_data', data, metadata };
}

export function ipynb(cells: unknown, metadata: unknown = {}): object {
  return { nbformat: 4, nbformat_minor: 5, metadata, cells };
}

export function parsed(file: unknown, path = 'lessons/one.ipynb'): Notebook {
  const result = parseNotebook(bytesOf(file), path);
  if (!result.ok) throw new Error(result.failure.code);
  return result.value;
}

/** A rendering with its notices as the sentences that the page shows. */
interface TestRendering extends Omit<RenderedNotebook, 'notices'> {
  readonly notices: readonly string[];
}

/** Renders cells of nbformat 4. */
export async function rendered(cells: unknown, context: Partial<RenderContext> = {}): Promise<TestRendering> {
  const all = { ...testContext, ...context };
  const result = await (await renderer).render(parsed(ipynb(cells)), all);
  return { ...result, notices: result.notices.map(({ kind, count }) => all.texts.notices[kind](count)) };
}

/** Renders a file of any form. */
export async function renderedFile(file: unknown, path: string): Promise<RenderedNotebook> {
  return (await renderer).render(parsed(file, path), { ...testContext, path });
}

export async function htmlOf(...cells: readonly unknown[]): Promise<string> {
  return (await rendered(cells)).html;
}

export async function markdownHtml(source: string): Promise<string> {
  return inner(await htmlOf(markdown(source)));
}

export async function outputHtml(data: unknown, metadata: object = {}): Promise<string> {
  return htmlOf(code('x', [display(data, metadata)]));
}

/** Content of the only cell of a fragment. */
export function inner(fragment: string): string {
  return fragment.replace(/^<section[^>]*>/, '').replace(/<\/section>\n$/, '');
}

/** Elements of a fragment as a browser would build them, with their attributes in lower case. */
export function elementsOf(
  fragment: string,
): readonly { tagName: string; attributes: Map<string, string> }[] {
  const elements: { tagName: string; attributes: Map<string, string> }[] = [];
  const root = htmlToHast(fragment, { fragment: true });
  if (!isHastNode(root)) throw new Error('not a tree of HTML');
  const stack: (typeof root)[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.type === 'element') {
      const attributes = new Map<string, string>();
      for (const [name, value] of Object.entries(node.properties)) {
        const text = Array.isArray(value) ? value.join(' ') : String(value);
        attributes.set(name.toLowerCase(), text);
      }
      elements.push({ tagName: node.tagName, attributes });
    }
    if ('children' in node) stack.push(...(node.children as (typeof root)[]));
  }
  return elements;
}

/** A PNG of one pixel. */
export const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
