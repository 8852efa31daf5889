import type { Element, ElementContent } from 'hast';
import { admonitionTitle } from './directives.ts';
import { rewritePicture } from './pictures.ts';
import type { Place } from './place.ts';
import { rewriteEmbed, rewriteLink } from './rewrite-links.ts';
import { type Content, classesOf, element, propertyOf, text, textOf } from './tree.ts';

const HEADING = /^h([1-6])$/;
const ALERT = /^\s*\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\][ \t]*(?:\n|$)/;
const ALERTS = {
  NOTE: { title: 'note', className: 'note' },
  TIP: { title: 'tip', className: 'tip' },
  IMPORTANT: { title: 'important', className: 'important' },
  WARNING: { title: 'warning', className: 'warning' },
  CAUTION: { title: 'caution', className: 'danger' },
} as const;

/**
 * Turns an unsafe tree into what belongs on the page: addresses resolved, pictures published, headings
 * one level down with anchors, frames and media as links. The sanitiser runs after this and trusts
 * none of it.
 */
export function rewrite(content: Content, place: Place): Content {
  const result: Content = [];
  for (const node of content) {
    if (node.type === 'text') result.push(node);
    else if (node.type === 'element') result.push(...rewriteElement(node, place));
  }
  return result;
}

function rewriteElement(node: Element, place: Place): Content {
  const { properties } = node;
  if (properties.hidden !== undefined && properties.hidden !== null) return [];
  const heading = HEADING.exec(node.tagName)?.[1];
  if (heading !== undefined) return [rewriteHeading(node, Number(heading), place)];
  switch (node.tagName) {
    case 'a':
      return rewriteLink(node, place, (isInLink) => rewrite(node.children, { ...place, isInLink }));
    case 'img':
      // In an output, one without an address waits for a script.
      return place.isOutput && !propertyOf(node, 'src')?.trim() ? [] : [rewritePicture(node, place)];
    case 'iframe':
    case 'embed':
    case 'object':
    case 'video':
    case 'audio':
      return rewriteEmbed(node, place);
    case 'input':
      return propertyOf(node, 'type') === 'checkbox' ? [taskMark(properties.checked === true, place)] : [];
    case 'table':
      return [rewriteTable(node, place)];
    case 'blockquote':
      return [rewriteQuote(node, place)];
    case 'section':
      if (properties.dataFootnotes !== undefined) return [rewriteFootnotes(node, place)];
      return [withChildren(node, place, 'div')];
    case 'center':
      return [withChildren({ ...node, properties: { className: ['align-center'] } }, place, 'div')];
    case 'article':
    case 'main':
    case 'header':
    case 'footer':
    case 'nav':
    case 'aside':
    case 'address':
      return [withChildren(node, place, 'div')];
    case 'strike':
      return [withChildren(node, place, 's')];
    // A heading that says nothing, such as the corner of a pandas table, is none.
    case 'th':
      return [withChildren(node, place, isBlank(node) ? 'td' : 'th')];
    case 'tt':
      return [withChildren(node, place, 'code')];
    case 'big':
    case 'font':
      return [withChildren(node, place, 'span')];
    default:
      return [withChildren(node, place)];
  }
}

function isBlank(node: Element): boolean {
  return node.children.every((child) => wordsOf(child).trim() === '');
}

function withChildren(node: Element, place: Place, tagName = node.tagName): Element {
  const properties = { ...node.properties };
  const written = propertyOf(node, 'id');
  const id = written === undefined ? undefined : place.page.ownId(written);
  if (id === undefined) delete properties.id;
  else properties.id = id;
  const alignment = alignmentOf(node);
  if (alignment !== undefined) properties.className = [...classesOf(node), alignment];
  return { type: 'element', tagName, properties, children: rewrite(node.children, place) };
}

/** Alignment comes as a style from Markdown tables and as an attribute from old HTML; styles never reach the page. */
function alignmentOf(node: Element): string | undefined {
  const style = propertyOf(node, 'style') ?? '';
  const textAlign = /text-align:\s*(left|center|right)/i.exec(style)?.[1];
  const float = /float:\s*(left|right)/i.exec(style)?.[1];
  if (float !== undefined) return `float-${float.toLowerCase()}`;
  const align = textAlign ?? /^(left|center|right)$/i.exec(propertyOf(node, 'align') ?? '')?.[1];
  return align === undefined ? undefined : `align-${align.toLowerCase()}`;
}

function rewriteHeading(node: Element, level: number, place: Place): Element {
  const { page } = place;
  const children = rewrite(node.children, place);
  const words = headingText(children);
  if (place.isOutput) return element('p', { className: ['output-heading'] }, ...children);
  if (words === '') return element('div', {}, ...children);
  const alignment = alignmentOf(node);
  const isTitle = level === 1 && page.headings.length === 0;
  const id = page.headingId(words);
  page.headings.push({ level, text: words, id });
  const classes = [...(isTitle ? ['notebook-title'] : []), ...(alignment ? [alignment] : [])];
  const tagName = `h${Math.min(6, level + 1)}`;
  return element(tagName, { id, ...(classes.length > 0 && { className: classes }) }, ...children);
}

/** Words of a heading; a picture counts by its description. */
function headingText(children: Content): string {
  return children.map(wordsOf).join('').replace(/\s+/g, ' ').trim().slice(0, 300);
}

function wordsOf(node: ElementContent): string {
  if (node.type !== 'element') return textOf(node);
  return node.tagName === 'img' ? (propertyOf(node, 'alt') ?? '') : node.children.map(wordsOf).join('');
}

function taskMark(isDone: boolean, { page }: Place): Element {
  const { texts } = page.context;
  return element(
    'span',
    { className: ['task'], role: 'img', ariaLabel: isDone ? texts.done : texts.open },
    text(isDone ? '☑' : '☐'),
  );
}

/** Wide tables scroll by themselves, and can be reached by keyboard to do so. */
function rewriteTable(node: Element, place: Place): Element {
  const table = withChildren(node, place);
  const properties = { className: ['scroll'], role: 'group', ariaLabel: place.tableLabel, tabIndex: 0 };
  return element('div', properties, table);
}

/** GitHub's alerts: a quote that begins with `[!NOTE]`. */
function rewriteQuote(node: Element, place: Place): Element {
  const first = node.children.find((child) => child.type === 'element');
  const lead = first?.type === 'element' && first.tagName === 'p' ? first.children[0] : undefined;
  const kind = lead?.type === 'text' ? ALERT.exec(lead.value) : null;
  const name = kind?.[1] as keyof typeof ALERTS | undefined;
  if (lead?.type !== 'text' || name === undefined || kind === null) return withChildren(node, place);
  lead.value = lead.value.slice(kind[0].length);
  const { title: word, className: kindClass } = ALERTS[name];
  const title = admonitionTitle(place.page.context, word);
  const className = ['admonition', `admonition-${kindClass}`];
  return element('div', { className }, title, ...rewrite(node.children, place));
}

function rewriteFootnotes(node: Element, place: Place): Element {
  const children = node.children.filter((child) => child.type !== 'element' || child.tagName !== 'h2');
  return element('div', { className: ['footnotes'] }, ...rewrite(children, place));
}
