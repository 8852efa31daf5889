import type { Element } from 'hast';
import { LIMITS } from '../limits.ts';
import { plainWords } from '../parse/clean-text.ts';
import { anchorId } from './addresses.ts';
import { admonitionTitle } from './admonitions.ts';
import { colorClasses } from './colors.ts';
import { formulaText } from './formula-text.ts';
import { isHidden } from './hidden.ts';
import { inlineSvg } from './inline-svg.ts';
import { rewritePicture } from './pictures.ts';
import type { Place } from './place.ts';
import {
  isFormula,
  readDefinitions,
  rewriteFormula,
  rewriteMathml,
  rewriteReference,
} from './rewrite-formulas.ts';
import { rewriteEmbed, rewriteLink } from './rewrite-links.ts';
import { type Content, classesOf, element, isElement, propertyOf, text, textOf } from './tree.ts';

const HEADING = /^h([1-6])$/;
const TITLE = 'admonition-title';
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
  if (isHidden(node)) {
    readDefinitions(node, place);
    return [];
  }
  const heading = HEADING.exec(node.tagName)?.[1];
  if (heading !== undefined) return [rewriteHeading(node, Number(heading), place)];
  switch (node.tagName) {
    case 'code':
      return [isFormula(node) ? rewriteFormula(node, place) : withChildren(node, place)];
    case 'figure':
      return [rewriteFigure(node, place)];
    case 'span':
      return [rewriteReference(node, place) ?? withChildren(node, place)];
    case 'div':
    case 'details':
      return [rewriteBox(node, place)];
    case 'svg':
      return inlineSvg(node, place);
    case 'math':
      return [rewriteMathml(node, place)];
    case 'a':
      return rewriteLink(node, place, (isInLink) => rewrite(node.children, { ...place, isInLink }));
    case 'img':
      // In an output, one without an address waits for a script.
      return place.isOutput && !propertyOf(node, 'src')?.trim()
        ? []
        : [withOwnId(node, rewritePicture(node, place), place)];
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
    case 'button':
      // An icon on a button that does nothing here.
      return [
        withChildren({ ...node, children: node.children.filter((child) => !isElement(child, 'svg')) }, place),
      ];
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
  return (
    firstWords(node.children, 200, () => undefined).trim() === '' &&
    !node.children.some((child) => isElement(child, 'img'))
  );
}

function withChildren(node: Element, place: Place, tagName = node.tagName): Element {
  const properties = { ...node.properties };
  const written = propertyOf(node, 'id');
  const id = written === undefined ? undefined : place.page.ownId(written);
  if (id === undefined) delete properties.id;
  else properties.id = id;
  if (written !== undefined && node.children.length === 0) place.page.waitingNames.push(written);
  const alignment = alignmentOf(node);
  const looks = [...(alignment === undefined ? [] : [alignment]), ...colorClasses(node)];
  if (looks.length > 0) properties.className = [...classesOf(node), ...looks];
  return { type: 'element', tagName, properties, children: rewrite(node.children, place) };
}

/** What comes in the place of an element, with its id where the page has none like it. */
function withOwnId(node: Element, shown: Element, { page }: Place): Element {
  const written = propertyOf(node, 'id');
  const id = written === undefined ? undefined : page.ownId(written);
  return id === undefined ? shown : { ...shown, properties: { ...shown.properties, id } };
}

/** Alignment comes as a style from Markdown tables and as an attribute from old HTML; styles never reach the page. */
function alignmentOf(node: Element): string | undefined {
  const style = propertyOf(node, 'style');
  const float = style && /float:\s*(left|right)/i.exec(style)?.[1];
  if (float) return `float-${float.toLowerCase()}`;
  const textAlign = style && /text-align:\s*(left|center|right)/i.exec(style)?.[1];
  const align = textAlign || /^(left|center|right)$/i.exec(propertyOf(node, 'align') ?? '')?.[1];
  return align && `align-${align.toLowerCase()}`;
}

/** Notes and theorems are known by their titles. */
function rewriteBox(node: Element, place: Place): Element {
  const name = propertyOf(node, 'id');
  const box = withChildren(node, place);
  const id = propertyOf(box, 'id');
  const [first] = box.children;
  if (name !== undefined && id !== undefined && isElement(first) && classesOf(first).includes(TITLE))
    place.page.references.addTarget([name], { id, title: headingText(first.children, place) });
  return box;
}

/** Figures are numbered through the page. */
function rewriteFigure(node: Element, place: Place): Element {
  const { references } = place.page;
  const names = [propertyOf(node, 'id') ?? '', ...place.page.waitingNames.splice(0)].filter(Boolean);
  const figure = withChildren(node, place);
  const caption = figure.children.find((child) => isElement(child, 'figcaption'));
  const title = caption === undefined ? '' : headingText([caption], place);
  const number = String(references.countFigure());
  const id = propertyOf(figure, 'id') ?? (names[0] === undefined ? undefined : anchorId(names[0]));
  if (id !== undefined) references.addTarget(names, { id, title, number });
  return figure;
}

function rewriteHeading(node: Element, level: number, place: Place): Element {
  const { page } = place;
  const own = propertyOf(node, 'id');
  const ownId = own === undefined || place.isOutput ? undefined : page.ownId(own);
  const children = rewrite(node.children, place);
  const words = headingText(children, place);
  if (ownId !== undefined) children.unshift(element('span', { id: ownId }));
  if (place.isOutput) return element('p', { className: ['output-heading'] }, ...children);
  if (words === '') return element('div', {}, ...children);
  const alignment = alignmentOf(node);
  const isTitle = level === 1 && page.headings.length === 0;
  const id = page.headingId(words);
  if (page.headings.length < LIMITS.headings) page.headings.push({ level, text: words, id });
  else page.notices.add('headings-left-out');
  const names = [...page.waitingNames.splice(0), words, texOf(children, place)];
  page.references.addTarget(names, { id, title: words });
  const classes = [...(isTitle ? ['notebook-title'] : []), ...(alignment ? [alignment] : [])];
  const tagName = `h${Math.min(6, level + 1)}`;
  return element(tagName, { id, ...(classes.length > 0 && { className: classes }) }, ...children);
}

const HEADING_CHARS = 300;

/** Words of a heading; a picture counts by its description, a formula by what it says. */
function headingText(children: Content, place: Place): string {
  const words = firstWords(children, 4 * HEADING_CHARS, (node) => {
    if (isFormula(node)) return formulaText(place.page.formulas[Number(textOf(node))]?.markup ?? '');
    return node.tagName === 'img' ? (propertyOf(node, 'alt') ?? '') : undefined;
  });
  return plainWords(words).slice(0, HEADING_CHARS);
}

/** Text with formulas as they are written, of which Jupyter makes its anchors. */
function texOf(children: Content, place: Place): string {
  return firstWords(children, 4 * HEADING_CHARS, (node) =>
    isFormula(node) ? (place.page.formulas[Number(textOf(node))]?.tex ?? '') : undefined,
  );
}

/**
 * Words of nodes and what is below them, up to about so many characters: headings and cells of tables may be nested
 * in each other, and would be read again at every level.
 *
 * @param describe words of an element that has its own; undefined for those of what is in it
 */
function firstWords(nodes: Content, limit: number, describe: (node: Element) => string | undefined): string {
  let words = '';
  for (const node of nodes) {
    if (words.length >= limit) break;
    if (node.type === 'text') words += node.value;
    else if (node.type !== 'element' || /^(?:script|style|template)$/.test(node.tagName)) continue;
    else words += describe(node) ?? firstWords(node.children, limit - words.length, describe);
  }
  return words;
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
