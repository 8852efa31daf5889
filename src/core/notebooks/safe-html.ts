import type { Element, Nodes, Root } from 'hast';
import { sanitize } from 'hast-util-sanitize';
import { toHtml } from 'hast-util-to-html';
import { decodeLoosely } from '../addresses/decode-loosely.ts';
import { mathSchema } from './render/math-schema.ts';
import { schema } from './render/schema.ts';
import type { SafeHtml } from './types.ts';

/*
 * The only module that turns text into `SafeHtml`. Everything the renderer prints passes through one
 * of these functions, so this file is what a review of safety has to read, with `schema.ts` beside it.
 */

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
/**
 * What has an entity, and control characters that no HTML page may hold (HTML, 13.2.3.5), tab and line feed excepted.
 * In one expression, as texts may be long.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const SPECIAL = /[&<>"'\0-\x08\x0b-\x1f\x7f\ufdd0-\ufdef]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const TEXT_SPECIAL = /[&<>\0-\x08\x0b-\x1f\x7f\ufdd0-\ufdef]/g;

/** Text of any origin, for element content and for attribute values between double quotes. */
export function escapeHtml(text: string): SafeHtml {
  return brand(text.toWellFormed().replace(SPECIAL, (character) => ENTITIES[character] ?? ''));
}

/** Text of any origin, for element content only: shorter, as quotes are not escaped. */
export function escapeText(text: string): SafeHtml {
  return brand(text.replace(TEXT_SPECIAL, (character) => ENTITIES[character] ?? ''));
}

/**
 * Composes HTML: the literal parts are ours, what is put in is escaped unless it is `SafeHtml` already
 * (wrapped by `raw`). Attribute values must be in double quotes.
 */
export function html(
  literals: TemplateStringsArray,
  ...values: readonly (string | number | Raw)[]
): SafeHtml {
  let result = literals[0] ?? '';
  for (const [index, value] of values.entries()) {
    result += typeof value === 'object' ? value.html : escapeHtml(String(value));
    result += literals[index + 1] ?? '';
  }
  return brand(result);
}

/** Marks a part of an `html` template as safe already. */
export interface Raw {
  readonly html: SafeHtml;
}

export function raw(part: SafeHtml): Raw {
  return { html: part };
}

export function joinHtml(parts: readonly SafeHtml[], separator: '' | '\n' = ''): SafeHtml {
  return brand(parts.join(separator));
}

export const NO_HTML: SafeHtml = brand('');

/** Our own markup for an element that has passed the sanitiser; undefined leaves the element. */
export type Replace = (element: Element) => SafeHtml | undefined;

/**
 * Sanitises a tree of any origin and prints it. `replace` may put our own markup (mathematics,
 * highlighted code) in the place of an element that has passed the sanitiser.
 */
export function sanitizeToHtml(tree: Nodes, replace?: Replace): SafeHtml {
  const clean = sanitize(tree, schema);
  const root: Root =
    clean.type === 'root' ? clean : { type: 'root', children: clean.type === 'doctype' ? [] : [clean] };
  if (replace !== undefined) insert(root, replace);
  return brand(toHtml(root, { allowDangerousHtml: true }));
}

/** Cells by which KaTeX keeps room for the number of a row (KaTeX, `environments/array.ts`), and around the row. */
const NUMBER_CELL = '<mtd class ="mml-eqn-num"></mtd>';
const GLUE_CELL = '<mtd class ="mtr-glue"></mtd>';

/**
 * MathML as KaTeX prints it with `trust: false`: every text in it is escaped by KaTeX. Style
 * attributes go, as the page's policy forbids them; a quote inside text is an entity, so that only
 * real attributes match. The TeX annotation is removed too: it would double the size.
 *
 * @param numberCell makes the cell for the number of each numbered row, in their order
 */
export function mathMarkup(katexOutput: string, isDisplay: boolean, numberCell?: () => SafeHtml): SafeHtml {
  const math = katexOutput.slice(katexOutput.indexOf('<math'), katexOutput.lastIndexOf('</math>') + 7);
  const clean = (part: string) =>
    part
      .replace(/<annotation[^>]*>[^<]*<\/annotation>/g, '')
      .replace(/<\/?semantics>/g, '')
      .replace(/ (?:style|href|id|class)\s*=\s*"[^"]*"/g, '')
      .replace(
        /^<math[^>]*>/,
        isDisplay ? '<math display="block" data-pagefind-ignore>' : '<math data-pagefind-ignore>',
      );
  if (numberCell === undefined) return brand(clean(math));
  const [first = '', ...rest] = math.replaceAll(GLUE_CELL, '').split(NUMBER_CELL);
  return brand(clean(first) + rest.map((part) => numberCell() + clean(part)).join(''));
}

/**
 * Sanitises a formula of MathJax and prints it.
 *
 * @param spell changes letters only
 */
export function sanitizeMathToHtml(tree: Nodes, spell: (mathml: string) => string): SafeHtml {
  return brand(spell(toHtml(sanitize(tree, mathSchema))));
}

/** Marks that the renderer put into the text, and links to places on the page. */
const MARK = /\uFDD2([^\uFDD2\uFDD3<>"]*)\uFDD3|<a href="#(nb-[^"<>]*)"([^<>]*)>|<\/a>/g;

/**
 * Puts markup in the place of each mark, and leads links to anchors that are there.
 *
 * @param anchorFor an id without escapes; undefined makes the link text
 */
export function replaceMarks(
  fragment: SafeHtml,
  resolve: (mark: string) => SafeHtml,
  anchorFor: (id: string) => string | undefined,
): SafeHtml {
  if (!fragment.includes('\uFDD2') && !fragment.includes('<a href="#nb-')) return fragment;
  // No link is within another, so that the next end belongs to the last beginning.
  let isEndless = false;
  return brand(
    fragment.replace(MARK, (whole, mark: string | undefined, written: string | undefined, rest: string) => {
      if (mark !== undefined) return resolve(mark);
      if (written === undefined) {
        const end = isEndless ? '</span>' : whole;
        isEndless = false;
        return end;
      }
      const id = decodeLoosely(written);
      const anchor = anchorFor(id);
      isEndless = anchor === undefined;
      if (anchor === undefined) return `<span${rest}>`;
      return anchor === id ? whole : `<a href="#${escapeHtml(encodeURI(anchor))}"${rest}>`;
    }),
  );
}

/**
 * Changes the texts of a fragment, and not its tags.
 *
 * @param change gets escaped text and adds only spaces
 */
export function mapText(fragment: SafeHtml, change: (escaped: string) => string): SafeHtml {
  return brand(fragment.replace(/<[^>]*>|[^<]+/g, (part) => (part.startsWith('<') ? part : change(part))));
}

/** Whether `replaceLinkWords` may change anything. */
export function hasNamelessLinks(fragment: SafeHtml): boolean {
  return fragment.includes('class="nameless"');
}

const NAMELESS_LINK = /(<a href="([^"<>]*)" class="nameless">)[^<]*(?=<\/a>)/g;

/** Puts words into the links that have none of their own; undefined leaves what is there. */
export function replaceLinkWords(
  fragment: SafeHtml,
  wordsOf: (href: string) => string | undefined,
): SafeHtml {
  return brand(
    fragment.replace(NAMELESS_LINK, (whole, start: string, href: string) => {
      const words = wordsOf(decodeLoosely(href));
      return words === undefined ? whole : `${start}${escapeHtml(words)}`;
    }),
  );
}

const TAG = /<(\/?)([a-z][a-z0-9-]*)([^<>]*)>/g;
/** Elements without an end tag (HTML, 13.1.2). */
const IS_VOID = /^(?:area|br|col|hr|img|input|source|wbr)$/;
const IGNORED = ' data-pagefind-ignore';

/**
 * What of a fragment the search reads: without elements that carry `data-pagefind-ignore`, and without the colours of
 * code. A third of what pages show, on average.
 *
 * @param fragment as the renderer prints it: in lower case, with `<` and `>` escaped in texts and attributes
 */
export function keepSearchable(fragment: SafeHtml): SafeHtml {
  let kept = '';
  let end = 0;
  /** Elements that are open within one that is left out, with itself. */
  let depth = 0;
  let isInCode = false;
  for (const { index, 0: tag, 1: slash, 2: name = '', 3: attributes = '' } of fragment.matchAll(TAG)) {
    const isStart = slash === '';
    if (depth > 0) {
      if (!IS_VOID.test(name)) depth += isStart ? 1 : -1;
      if (depth === 0) end = index + tag.length;
      continue;
    }
    if (isStart && attributes.includes(IGNORED)) {
      kept += fragment.slice(end, index);
      end = index + tag.length;
      if (!IS_VOID.test(name)) depth = 1;
      continue;
    }
    if (name === 'pre') isInCode = isStart;
    if (!isInCode || name !== 'span') continue;
    kept += fragment.slice(end, index);
    end = index + tag.length;
  }
  return brand(depth > 0 ? kept : kept + fragment.slice(end));
}

const PICTURE = /<img src="([^"<>]*)"(?: alt="([^"<>]*)")?[^<>]*>/g;

/**
 * Puts words in the place of pictures.
 *
 * @param wordsOf an attribute's value, as it is in the markup, and a stand-in for the picture's own words; undefined
 * leaves the picture
 */
export function replacePictures(
  fragment: SafeHtml,
  wordsOf: (src: string) => ((alt: string) => string) | undefined,
  language: string,
): SafeHtml {
  return brand(
    fragment.replace(PICTURE, (whole, src: string, alt = '') => {
      const words = wordsOf(src);
      if (words === undefined) return whole;
      const shown = escapeHtml(words('\n')).replace('\n', () => alt);
      return html`<span class="missing" lang="${language}">${raw(brand(shown))}</span>`;
    }),
  );
}

/** `raw` nodes are printed unchanged: only this makes them, the sanitiser has dropped any other. */
function insert(root: Root, replace: Replace): void {
  const stack: { children: (Root | Element)['children'] }[] = [root];
  for (let parent = stack.pop(); parent !== undefined; parent = stack.pop()) {
    for (const [index, child] of parent.children.entries()) {
      if (child.type !== 'element') continue;
      const markup = replace(child);
      if (markup === undefined) stack.push(child);
      else parent.children[index] = { type: 'raw', value: markup };
    }
  }
}

function brand(text: string): SafeHtml {
  return text as SafeHtml;
}
