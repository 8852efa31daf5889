import type { Element } from 'hast';
import type { PreviewTexts } from '../../texts/en.ts';
import { type JsonObject, stringOr } from '../json.ts';
import { directiveOptions } from '../parse/directive-options.ts';
import type { Lifted } from './lift.ts';
import { languageProperty, type OwnWords } from './own-words.ts';
import type { Mark } from './references.ts';
import { type Content, element, text } from './tree.ts';

export interface Parsing {
  /** Parses the body of a directive; a depth keeps directives within directives finite. */
  readonly parseBody: (markdown: string) => Content;
  readonly words: OwnWords;
}

type Directive = Extract<Lifted, { kind: 'directive' }>;
type Role = Extract<Lifted, { kind: 'role' }>;

type AdmonitionTitle = keyof PreviewTexts['admonitions'];

/** Admonitions of MyST and Quarto: the class that colours them, and the title they have by default. */
const ADMONITIONS: Readonly<Record<string, readonly [className: string, title: AdmonitionTitle]>> = {
  admonition: ['note', 'note'],
  attention: ['warning', 'attention'],
  caution: ['warning', 'caution'],
  danger: ['danger', 'danger'],
  error: ['danger', 'error'],
  exercise: ['tip', 'exercise'],
  hint: ['tip', 'hint'],
  important: ['important', 'important'],
  note: ['note', 'note'],
  seealso: ['note', 'seealso'],
  solution: ['tip', 'solution'],
  tip: ['tip', 'tip'],
  todo: ['note', 'todo'],
  warning: ['warning', 'warning'],
};
const CONTAINERS =
  /^(?:div|tab-set|tabset|grid|grid-item|margin|sidebar|aside|topic|epigraph|container|panels|columns?|column-.*|only)$/;
const TITLED =
  /^(?:tab-item|tab|card|grid-item-card|card-item|proof|theorem|lemma|definition|example|prf:.*)$/;
const INVISIBLE =
  /^(?:tableofcontents|toctree|contents|bibliography|index|glossary-only|raw|include|literalinclude|footbibliography|sectionauthor)$/;

/** A heading at the beginning is the title of Quarto's callouts. */
const HEADING = /^\s*#{1,6}[ \t]([^\n]*)/;

/** A MyST or Quarto directive as a readable block; what is not known keeps its text. */
export function directiveContent(directive: Directive, { parseBody, words }: Parsing): Content {
  const { name, argument } = directive;
  const { options, source } = directiveOptions(directive.body);
  const admonition = admonitionNamed([name]);
  if (admonition !== undefined) {
    const isOwnTitle = name === 'admonition' || directive.source.includes(`.callout-${name}`);
    // On the line of its name stands the title in MyST, and the first words of the text in docutils.
    const heading = argument === '' && directive.source.includes('.callout-') ? HEADING.exec(source) : null;
    if (heading !== null) {
      const own = {
        ...directive,
        argument: (heading[1] ?? '').trim(),
        body: source.slice(heading[0].length),
      };
      return directiveContent(own, { parseBody, words });
    }
    const isTitled = argument !== '' && (isOwnTitle || isTitle(argument, source));
    const body = isTitled ? source : `${argument}\n${source}`;
    const kind = admonitionNamed(stringOr(options.class, '').split(/\s+/)) ?? admonition;
    const className = ['admonition', `admonition-${kind[0]}`];
    const title = isTitled
      ? element('p', { className: ['admonition-title'] }, ...inline(parseBody(argument)))
      : admonitionTitle(words, admonition[1]);
    return [element('div', { className }, title, ...parseBody(body))];
  }
  switch (name) {
    case 'math':
      return [formulaContent(labelled(`${argument}\n${source}`, options), true)];
    case 'code':
    case 'code-block':
    case 'sourcecode':
    case 'code-cell':
      return [codeBlock(source, argument)];
    case 'image':
      return [element('p', {}, picture(argument, stringOr(options.alt, undefined)))];
    case 'figure': {
      const caption = parseBody(source);
      const image = picture(argument, stringOr(options.alt, undefined));
      const name = stringOr(options.name, stringOr(options.label, undefined));
      const properties = { className: ['figure'], ...(name !== undefined && { id: name }) };
      if (caption.length === 0) return [element('figure', properties, image)];
      return [element('figure', properties, image, element('figcaption', {}, ...caption))];
    }
    case 'dropdown':
    case 'details':
    case 'collapse': {
      const summary =
        argument === ''
          ? element('summary', languageProperty(words), text(words.texts.details))
          : element('summary', {}, ...inline(parseBody(argument)));
      return [element('details', {}, summary, ...parseBody(source))];
    }
    case 'list-table':
    case 'table':
      return [...(argument === '' ? [] : parseBody(argument)), ...parseBody(source)];
    default:
  }
  if (INVISIBLE.test(name)) return [];
  if (TITLED.test(name)) {
    const title = element('p', { className: ['admonition-title'] }, ...inline(parseBody(argument)));
    return [
      element('div', { className: ['tab'] }, ...(argument === '' ? [] : [title]), ...parseBody(source)),
    ];
  }
  if (CONTAINERS.test(name) || directive.source.trimStart().startsWith(':')) return parseBody(source);
  return [codeBlock(directive.body, '')];
}

function isTitle(argument: string, source: string): boolean {
  return argument.length <= 80 && !/[.:;,]$/.test(argument) && /^\s*[^\s\p{Ll}]/u.test(source);
}

function admonitionNamed(names: readonly string[]): (typeof ADMONITIONS)[string] | undefined {
  const known = names.find((name) => Object.hasOwn(ADMONITIONS, name));
  return known === undefined ? undefined : ADMONITIONS[known];
}

/** The title of a note that gives itself none. */
export function admonitionTitle(words: OwnWords, name: AdmonitionTitle): Element {
  const properties = { className: ['admonition-title'], ...languageProperty(words) };
  return element('p', properties, text(words.texts.admonitions[name]));
}

/** A MyST role as inline content: mathematics, typography, or the words of a reference. */
export function roleContent(role: Role): Content {
  const target = splitEnd(role.content, '<', '>');
  const words = target?.[0] || role.content;
  switch (role.name) {
    case 'math':
      return [formulaContent(role.content, false)];
    case 'sub':
    case 'subscript':
      return [element('sub', {}, text(words))];
    case 'sup':
    case 'superscript':
      return [element('sup', {}, text(words))];
    case 'kbd':
      return [element('kbd', {}, text(words))];
    case 'abbr': {
      const long = splitEnd(role.content, '(', ')');
      return [element('abbr', { title: long?.[1] ?? '' }, text(long?.[0] ?? words))];
    }
    case 'eq':
      return [reference(words, { kind: 'equation', isBracketed: true, isInMath: false })];
    case 'ref':
    case 'numref':
      return [reference(target?.[1] ?? role.content, { kind: 'link', words: target?.[0] ?? '' })];
    case 'doc':
      return [element('a', { href: target?.[1] ?? role.content }, text(target?.[0] ?? ''))];
    case 'term':
    case 'guilabel':
    case 'index':
      return [text(words)];
    case 'cite':
    case 'cite:p':
    case 'cite:t':
      return [text(`[${role.content}]`)];
    default:
      return [element('code', {}, text(words))];
  }
}

/** A formula in the tree; one that is only a reference to an equation is that reference. */
export function formulaContent(tex: string, isDisplay: boolean): Element {
  const [, name, label] = /^\s*\\(eqref|ref)\s*\{([^{}]*)\}\s*$/.exec(tex) ?? [];
  if (label !== undefined)
    return reference(label.trim(), { kind: 'equation', isBracketed: name === 'eqref', isInMath: false });
  return element('code', { className: [isDisplay ? 'math-display' : 'math-inline'] }, text(tex));
}

/** What is resolved when the whole page is known. */
export function reference(name: string, mark: Mark): Element {
  return element('span', { dataReference: JSON.stringify([name, mark]) });
}

/** A directive names its equation by an option, which gives it a number. */
function labelled(tex: string, options: JsonObject): string {
  const label = stringOr(options.label, stringOr(options.name, ''));
  return label === '' || /[{}\\]/.test(label)
    ? tex
    : `\\begin{equation}\\label{${label}}\n${tex.trim()}\n\\end{equation}`;
}

/** `words (more)`, taken apart at the brackets at its end. */
function splitEnd(content: string, open: string, close: string): readonly [string, string] | undefined {
  if (!content.endsWith(close)) return undefined;
  const at = content.lastIndexOf(open);
  const inner = content.slice(at + 1, -1);
  return at < 0 || inner.includes(close) ? undefined : [content.slice(0, at).trimEnd(), inner];
}

function codeBlock(source: string, language: string): Element {
  const className = /^[\w+#.-]{1,40}$/.test(language) ? [`language-${language}`] : [];
  return element('pre', {}, element('code', { className }, text(source)));
}

function picture(src: string, alt: string | undefined): Element {
  return element('img', { src, ...(alt !== undefined && { alt }) });
}

/** Content of a single paragraph without the paragraph, for titles. */
function inline(content: Content): Content {
  const blocks = content.filter((node) => node.type !== 'text' || node.value.trim() !== '');
  const only = blocks.length === 1 ? blocks[0] : undefined;
  return only?.type === 'element' && only.tagName === 'p' ? only.children : content;
}
