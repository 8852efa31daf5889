import type { ImageSize } from './images.ts';
import { cleanDeclarations, cleanStyleSheet, isHarmlessCssValue } from './svg-css.ts';
import { svgSize } from './svg-size.ts';
import { readSvgTokens, type SvgToken } from './svg-tokens.ts';
import { createUseCounter } from './svg-uses.ts';

/** A drawing that is safe to publish as a file. */
export interface CleanSvg {
  readonly xml: string;
  readonly size?: ImageSize;
}

/** Elements of SVG that draw (SVG 1.1, appendix K), without scripts, links, foreign content and animation of addresses. */
const ELEMENTS = new Set(
  (
    'svg g defs symbol use title desc style path rect circle ellipse line polyline polygon text tspan ' +
    'textPath tref image marker pattern clipPath mask linearGradient radialGradient stop switch view filter ' +
    'feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap ' +
    'feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode ' +
    'feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence'
  ).split(' '),
);
const DROPPED_WITH_CONTENT = new Set(['script', 'foreignobject', 'iframe', 'object', 'embed', 'metadata']);
/** Attributes that are no CSS, whatever is in them. */
const PLAIN_ATTRIBUTES = new Set(['id', 'class', 'd', 'points', 'aria-label']);
/** A raster image by its first bytes in base64: PNG, JPEG, GIF, WebP. */
const RASTER_DATA = /^data:image\/(?:png|jpe?g|gif|webp);base64,\s{0,9}(?:iVBORw0KGgo|\/9j\/|R0lGOD|UklGR)/;
/** Deeper groups overflow the stack of whatever parses the drawing next. */
const MAX_DEPTH = 200;
/** Characters that XML 1.0 does not allow (2.2). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const NOT_XML = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g;

/**
 * Rewrites a drawing from an untrusted notebook or repository, element by element: only what is known to draw
 * is written out again. On a page it is an `<img>`, where nothing in it can run; this keeps it harmless when
 * its file is opened by itself: no script, and no request. Undefined where there is no drawing.
 */
export function cleanSvg(source: string): CleanSvg | undefined {
  const start = source.search(/<(?:svg:)?svg[\s/>]/i);
  if (start < 0) return undefined;
  let xml = '';
  let skipped: string | undefined;
  let skippedDepth = 0;
  let styleSheet: string | undefined;
  let size: ImageSize | undefined;
  const open: string[] = [];
  const uses = createUseCounter();
  const closeLast = () => {
    const last = open.pop();
    if (last === undefined) return undefined;
    if (styleSheet !== undefined) xml += escapeXml(cleanStyleSheet(styleSheet));
    styleSheet = undefined;
    xml += `</${last}>`;
    uses.close();
    return last;
  };
  for (const token of readSvgTokens(source.slice(start))) {
    if (token.kind === 'text') {
      if (skipped !== undefined || open.length === 0) continue;
      if (styleSheet === undefined) xml += escapeXml(token.text);
      else styleSheet += token.text;
      continue;
    }
    // A name with another prefix belongs to an editor, or hides a script in a namespace.
    const local = token.name.replace(/^svg:/, '');
    const lower = local.toLowerCase();
    if (skipped !== undefined) {
      if (lower === skipped && !isSelfClosing(token)) skippedDepth += token.kind === 'close' ? -1 : 1;
      if (skippedDepth === 0) skipped = undefined;
      continue;
    }
    if (token.kind === 'close') {
      // Closes what is open, in order, so that the result stays well-formed whatever came in.
      if (open.includes(local)) while (closeLast() !== local);
      if (open.length === 0) break;
      continue;
    }
    if (!ELEMENTS.has(local) || styleSheet !== undefined) {
      if ((local.includes(':') || DROPPED_WITH_CONTENT.has(lower)) && !token.isSelfClosing) {
        skipped = lower;
        skippedDepth = 1;
      }
      continue;
    }
    const isRoot = open.length === 0;
    if (isRoot && local !== 'svg') continue;
    if (open.length >= MAX_DEPTH) return undefined;
    const kept = cleanAttributes(local, token.attributes);
    if (isRoot) size = svgSize(kept);
    const namespaces = isRoot
      ? ' xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
      : '';
    // Programs that draw it differ in what a point is, and show a part where nothing says how large the whole is.
    if (isRoot && size !== undefined && !kept.has('viewBox'))
      kept.set('viewBox', `0 0 ${size.width} ${size.height}`);
    const list = [...kept].map(([key, value]) => ` ${key}="${escapeXml(value)}"`).join('');
    xml += `<${local}${namespaces}${list}${token.isSelfClosing ? '/' : ''}>`;
    uses.open(kept.get('id'), local === 'use' ? targetOf(kept) : undefined);
    if (token.isSelfClosing) {
      uses.close();
      if (isRoot) break;
    } else {
      open.push(local);
      if (local === 'style') styleSheet = '';
    }
  }
  while (closeLast() !== undefined);
  return xml === '' || !uses.isBounded() ? undefined : { xml, ...(size && { size }) };
}

function isSelfClosing(token: SvgToken): boolean {
  return token.kind === 'open' && token.isSelfClosing;
}

function targetOf(attributes: ReadonlyMap<string, string>): string | undefined {
  return (attributes.get('href') ?? attributes.get('xlink:href'))?.trim().slice(1);
}

function cleanAttributes(
  element: string,
  attributes: readonly (readonly [string, string])[],
): Map<string, string> {
  const kept = new Map<string, string>();
  for (const [name, value] of attributes) {
    const isPlain = /^[a-zA-Z][\w-]*$/.test(name) || name === 'xlink:href' || name === 'xml:space';
    if (!isPlain || /^(?:on|xmlns)/i.test(name)) continue;
    if (/href$/i.test(name)) {
      const isOwn = value.trim().startsWith('#') || (element === 'image' && RASTER_DATA.test(value.trim()));
      if (isOwn) kept.set(name, value.trim());
    } else if (name === 'style') kept.set(name, cleanDeclarations(value));
    else if (PLAIN_ATTRIBUTES.has(name) || isHarmlessCssValue(value)) kept.set(name, value);
  }
  return kept;
}

function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replace(NOT_XML, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
}
