import type { Element } from 'hast';
import { type JsonObject, stringOr } from '../json.ts';
import { directiveOptions } from '../parse/directive-options.ts';
import { admonitionContent } from './admonitions.ts';
import {
  type Directive,
  formulaContent,
  inlineContent,
  nameProperty,
  type Parsing,
} from './directive-parts.ts';
import { listTable } from './list-table.ts';
import { languageProperty } from './own-words.ts';
import { type Content, element, text } from './tree.ts';

/** Boxes of which the content counts, and what is behind the name only says how they look. */
const CONTAINERS =
  /^(?:div|tab-set|tabset|grid|grid-item|container|panels|columns?|column-.*|only|compound|glossary)$/;
/** Asides, quotations and the like, with a title behind the name. */
const ASIDES = /^(?:margin|sidebar|aside|topic|epigraph|highlights|pull-quote|rubric)$/;
const TITLED =
  /^(?:tab-item|tab|card|grid-item-card|card-item|proof|theorem|lemma|definition|example|prf:.*)$/;
const INVISIBLE =
  /^(?:tableofcontents|toctree|contents|bibliography|index|glossary-only|raw|footbibliography|sectionauthor|(?:exercise|solution)-end)$/;
/** Between the header, body and footer of a card. */
const CARD_LINES = /^(?:\+{3}|\^{3})[ \t]*$/gm;

/** A MyST or Quarto directive as a readable block; what is not known keeps its text. */
export function directiveContent(directive: Directive, { parseBody, words }: Parsing): Content {
  const { name, argument } = directive;
  const { options, source } = directiveOptions(directive.body);
  const admonition = admonitionContent(directive, { options, source }, { parseBody, words });
  if (admonition !== undefined) return admonition;
  switch (name) {
    case 'math':
      return [formulaContent(labelled(`${argument}\n${source}`, options), true)];
    case 'code':
    case 'code-block':
    case 'sourcecode':
    case 'code-cell':
      return [codeBlock(source, argument)];
    case 'image':
      return [element('p', {}, picture(argument, options))];
    case 'figure': {
      const caption = parseBody(source);
      const image = picture(argument, options);
      const properties = { className: ['figure'], ...nameProperty(options) };
      if (caption.length === 0) return [element('figure', properties, image)];
      return [element('figure', properties, image, element('figcaption', {}, ...caption))];
    }
    case 'dropdown':
    case 'details':
    case 'collapse': {
      const summary =
        argument === ''
          ? element('summary', languageProperty(words), text(words.texts.details))
          : element('summary', {}, ...inlineContent(parseBody(argument)));
      return [element('details', {}, summary, ...parseBody(source))];
    }
    case 'list-table':
    case 'table': {
      const rows = parseBody(source);
      const table = name === 'table' ? rows : listTable(rows, Number(options['header-rows'] ?? 0));
      return [...(argument === '' ? [] : parseBody(argument)), ...table];
    }
    case 'iframe':
      return [element('p', {}, element('iframe', { src: argument })), ...parseBody(source)];
    case 'youtube':
      return [element('p', {}, element('iframe', { src: `https://www.youtube.com/watch?v=${argument}` }))];
    case 'include':
    case 'literalinclude':
      // The file is not read: a link leads to it.
      return [element('p', {}, element('a', { href: argument }, element('code', {}, text(argument))))];
    default:
  }
  if (INVISIBLE.test(name)) return [];
  const isTitled = TITLED.test(name);
  if (isTitled || (ASIDES.test(name) && argument !== '')) {
    const link = stringOr(options.link, undefined);
    const written = inlineContent(parseBody(argument));
    const words = link === undefined ? written : [element('a', { href: link }, ...written)];
    const title = element('p', { className: ['admonition-title'] }, ...words);
    const body = parseBody(isTitled ? source.replace(CARD_LINES, '') : source);
    const properties = { className: ['tab'], ...nameProperty(options) };
    return [element('div', properties, ...(argument === '' ? [] : [title]), ...body)];
  }
  if (ASIDES.test(name) || CONTAINERS.test(name) || directive.source.trimStart().startsWith(':'))
    return parseBody(source);
  return [codeBlock(directive.body, '')];
}

/** A directive names its equation by an option, which gives it a number. Its rows are aligned, as Sphinx does it. */
function labelled(tex: string, options: JsonObject): string {
  const { id: label } = nameProperty(options);
  const hasRows = /\\\\|&/.test(tex) && !tex.includes('\\begin');
  const rows = hasRows ? `\\begin{aligned}\n${tex.trim()}\n\\end{aligned}` : tex.trim();
  return label === undefined || /[{}\\]/.test(label)
    ? rows
    : `\\begin{equation}\\label{${label}}\n${rows}\n\\end{equation}`;
}

function codeBlock(source: string, language: string): Element {
  const className = /^[\w+#.-]{1,40}$/.test(language) ? [`language-${language}`] : [];
  return element('pre', {}, element('code', { className }, text(source)));
}

function picture(src: string, options: JsonObject): Element {
  const alt = stringOr(options.alt, undefined);
  const width = /^(\d{1,4})(?:px)?$/.exec(String(options.width))?.[1];
  return element('img', { src, ...(alt !== undefined && { alt }), ...(width !== undefined && { width }) });
}
