import type { Element } from 'hast';
import { toHtml } from 'hast-util-to-html';
import type { Place } from './place.ts';
import { type Content, element, isElement, textOf } from './tree.ts';

const SHAPES = ['path', 'rect', 'circle', 'ellipse', 'line', 'polyline', 'polygon', 'text', 'image'];
/** What is in these is only drawn where something else asks for it. */
const STORES = ['defs', 'symbol', 'clipPath', 'mask', 'marker', 'pattern'];

/**
 * A drawing within HTML as a picture of its own, such as the blocks of a Dask array: on the page itself no SVG is
 * allowed. Nothing where it draws nothing, as a store of icons.
 */
export function inlineSvg(node: Element, { page, fallbackAlt }: Place): Content {
  if (!drawsSomething(node)) return [];
  const published = page.publishSvg(toHtml(node, { space: 'svg' }));
  if (published === undefined) return [];
  const title = node.children.find((child) => isElement(child, 'title'));
  const alt = (title === undefined ? '' : textOf(title).trim()) || fallbackAlt;
  return [element('img', { src: published.url, alt, ...published.size, loading: 'lazy', decoding: 'async' })];
}

function drawsSomething({ children }: Element): boolean {
  return children.some(
    (child) =>
      child.type === 'element' &&
      (SHAPES.includes(child.tagName) || (!STORES.includes(child.tagName) && drawsSomething(child))),
  );
}
