import type { ImageSize } from './images.ts';

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
const PART =
  /<!--[\s\S]*?(?:-->|$)|<!\[CDATA\[([\s\S]*?)(?:\]\]>|$)|<\?[\s\S]*?(?:\?>|$)|<!(?:[^[>]|\[[\s\S]*?\])*(?:>|$)|<(\/?)([^\s/>]+)((?:[^>"']|"[^"]*"|'[^']*')*?)(\/?)>|<|[^<]+/g;
const ATTRIBUTE = /([^\s=/"'<>]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const SAFE_HREF = /^(?:#|data:image\/(?:png|jpe?g|gif|webp);base64,)/i;
const CSS_ADDRESS = /@import[^;]*;?|url\(\s*(?!["']?\s*#)[^)]*\)|expression\s*\(|javascript:/gi;

/**
 * Rewrites a drawing from an untrusted notebook. On the page it is an `<img>`, where nothing in it can
 * run; this keeps it harmless when its file is opened by itself. Undefined where there is no drawing.
 */
export function cleanSvg(source: string): CleanSvg | undefined {
  const start = source.search(/<(?:svg:)?svg[\s/>]/i);
  if (start < 0) return undefined;
  let xml = '';
  let skipped: string | undefined;
  let skippedDepth = 0;
  let isInStyle = false;
  let size: ImageSize | undefined;
  const open: string[] = [];
  for (const part of source.slice(start).matchAll(PART)) {
    const [whole, cdata, slash, name, attributes = '', selfClosing] = part;
    if (name === undefined) {
      const content = cdata === undefined ? (whole.startsWith('<') ? '' : whole) : escapeXml(cdata);
      if (skipped === undefined) xml += isInStyle ? content.replace(CSS_ADDRESS, '') : cleanEntities(content);
      continue;
    }
    const local = name.replace(/^svg:/, '');
    if (skipped !== undefined) {
      if (local.toLowerCase() === skipped && selfClosing !== '/') skippedDepth += slash === '/' ? -1 : 1;
      if (skippedDepth === 0) skipped = undefined;
      continue;
    }
    if (slash === '/') {
      // Closes what is open, in order, so that the result stays well-formed whatever came in.
      if (!open.includes(local)) continue;
      for (let last = open.pop(); last !== undefined; last = open.pop()) {
        xml += `</${last}>`;
        if (last === local) break;
      }
      isInStyle = false;
      if (open.length === 0) break;
      continue;
    }
    if (!ELEMENTS.has(local)) {
      // A name with a prefix belongs to an editor, or hides a script in a namespace.
      const isDropped = local.includes(':') || DROPPED_WITH_CONTENT.has(local.toLowerCase());
      if (isDropped && selfClosing !== '/') {
        skipped = local.toLowerCase();
        skippedDepth = 1;
      }
      continue;
    }
    const isRoot = open.length === 0;
    if (isRoot && local !== 'svg') continue;
    const kept = cleanAttributes(attributes);
    if (isRoot) size = svgSize(kept);
    const namespaces = isRoot
      ? ' xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
      : '';
    const list = [...kept].map(([key, value]) => ` ${key}="${value}"`).join('');
    xml += `<${local}${namespaces}${list}${selfClosing === '/' ? '/' : ''}>`;
    if (selfClosing !== '/') open.push(local);
    else if (isRoot) break;
    isInStyle = local === 'style' && selfClosing !== '/';
  }
  for (let last = open.pop(); last !== undefined; last = open.pop()) xml += `</${last}>`;
  return xml === '' ? undefined : { xml, ...(size && { size }) };
}

function cleanAttributes(source: string): ReadonlyMap<string, string> {
  const kept = new Map<string, string>();
  for (const match of source.matchAll(ATTRIBUTE)) {
    const name = match[1] ?? '';
    const value = cleanEntities(match[2] ?? match[3] ?? '').replace(/[<"]/g, (c) =>
      c === '<' ? '&lt;' : '&quot;',
    );
    const isPlain = /^[a-zA-Z][\w-]*$/.test(name) || name === 'xlink:href' || name === 'xml:space';
    if (!isPlain || /^on/i.test(name) || /^xmlns/i.test(name)) continue;
    if (/href$/i.test(name) && !SAFE_HREF.test(value.trim())) continue;
    // Character references in an address or in CSS only serve to hide what it says.
    const hasReferences = /&#|&(?!amp;|lt;|gt;|quot;|apos;)/.test(value);
    if (hasReferences && /href$|^style$/i.test(name)) continue;
    kept.set(name, value.replace(CSS_ADDRESS, 'none'));
  }
  return kept;
}

/** Entities that a document type could define would be undefined now: they become plain text. */
function cleanEntities(text: string): string {
  return text.replace(/&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[\da-f]{1,6});)/gi, '&amp;');
}

function escapeXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/** Size in CSS pixels from `width` and `height` (px, pt, in, cm, mm), else from the view box. */
function svgSize(attributes: ReadonlyMap<string, string>): ImageSize | undefined {
  const width = pixels(attributes.get('width'));
  const height = pixels(attributes.get('height'));
  if (width !== undefined && height !== undefined) return { width, height };
  const box = (attributes.get('viewBox') ?? '')
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  const [, , boxWidth = 0, boxHeight = 0] = box;
  if (!(boxWidth > 0 && boxHeight > 0)) return undefined;
  return { width: Math.ceil(boxWidth), height: Math.ceil(boxHeight) };
}

const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  px: 1,
  pt: 4 / 3,
  in: 96,
  cm: 96 / 2.54,
  mm: 96 / 25.4,
};

function pixels(length: string | undefined): number | undefined {
  const match = /^\s*(\d+(?:\.\d+)?)\s*(px|pt|in|cm|mm)?\s*$/.exec(length ?? '');
  const factor = UNITS[match?.[2] ?? ''];
  return match === null || factor === undefined ? undefined : Math.ceil(Number(match[1]) * factor);
}
