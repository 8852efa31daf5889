/** A piece of an XML document that matters to a drawing. */
export type SvgToken =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'open';
      readonly name: string;
      /** Values with their character references resolved. */
      readonly attributes: readonly (readonly [name: string, value: string])[];
      readonly isSelfClosing: boolean;
    }
  | { readonly kind: 'close'; readonly name: string };

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const REFERENCE = /&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#x([\da-f]{1,6}));/gi;
const NAME_END = /[\s/>"'=<]/g;
const NOT_SPACE = /[^\s/]/g;

/**
 * Reads XML in one pass without backtracking: a construct without an end takes the rest of the text. Comments,
 * processing instructions and document types are skipped; entities that a document type would define stay text.
 */
export function* readSvgTokens(source: string): Generator<SvgToken, undefined> {
  let at = 0;
  while (at < source.length) {
    const tag = indexOrEnd(source, '<', at);
    if (tag > at) yield { kind: 'text', text: resolveReferences(source.slice(at, tag)) };
    if (tag === source.length) return;
    if (source.startsWith('<!--', tag)) at = indexAfter(source, '-->', tag + 4);
    else if (source.startsWith('<![CDATA[', tag)) {
      const end = indexOrEnd(source, ']]>', tag + 9);
      yield { kind: 'text', text: source.slice(tag + 9, end) };
      at = end + 3;
    } else if (source.startsWith('<?', tag)) at = indexAfter(source, '?>', tag + 2);
    else if (source.startsWith('<!', tag)) at = afterDocumentType(source, tag + 2);
    else if (source.startsWith('</', tag)) {
      const end = indexOrEnd(source, '>', tag + 2);
      yield { kind: 'close', name: source.slice(tag + 2, end).trim() };
      at = end + 1;
    } else {
      const { token, end } = readOpenTag(source, tag + 1);
      if (token !== undefined) yield token;
      at = end;
    }
  }
  return;
}

function readOpenTag(source: string, start: number): { token: SvgToken | undefined; end: number } {
  let at = search(source, NAME_END, start);
  const name = source.slice(start, at);
  const attributes: (readonly [string, string])[] = [];
  for (;;) {
    at = search(source, NOT_SPACE, at);
    const character = source[at];
    if (character === undefined) return { token: undefined, end: at };
    // A tag within a tag is no XML: what came before it is dropped.
    if (character === '<') return { token: undefined, end: at };
    if (character === '>') break;
    const nameEnd = Math.max(at + 1, search(source, NAME_END, at));
    const attribute = source.slice(at, nameEnd);
    at = search(source, NOT_SPACE, nameEnd);
    if (source[at] !== '=') continue;
    at = search(source, NOT_SPACE, at + 1);
    const quote = source[at];
    // Without quotes it is no XML; its characters are read as names without values.
    if (quote !== '"' && quote !== "'") continue;
    const end = indexOrEnd(source, quote, at + 1);
    attributes.push([attribute, resolveReferences(source.slice(at + 1, end))]);
    at = end + 1;
  }
  const isSelfClosing = source[at - 1] === '/';
  return { token: name === '' ? undefined : { kind: 'open', name, attributes, isSelfClosing }, end: at + 1 };
}

/** A document type ends at `>`, but for what is between brackets in it. */
function afterDocumentType(source: string, start: number): number {
  const end = indexOrEnd(source, '>', start);
  const bracket = source.slice(start, end).indexOf('[');
  if (bracket < 0) return end + 1;
  return indexAfter(source, '>', indexOrEnd(source, ']', start + bracket));
}

function resolveReferences(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(REFERENCE, (_whole, name?: string, decimal?: string, hexadecimal?: string) => {
    if (name !== undefined) return NAMED[name.toLowerCase()] ?? '';
    const code = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal);
    return code > 0x10ffff ? '' : String.fromCodePoint(code);
  });
}

function search(source: string, pattern: RegExp, from: number): number {
  pattern.lastIndex = from;
  return pattern.exec(source)?.index ?? source.length;
}

function indexOrEnd(source: string, needle: string, from: number): number {
  const index = source.indexOf(needle, from);
  return index < 0 ? source.length : index;
}

function indexAfter(source: string, needle: string, from: number): number {
  return Math.min(source.length, indexOrEnd(source, needle, from) + needle.length);
}
