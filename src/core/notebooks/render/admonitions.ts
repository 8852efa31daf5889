import type { Element } from 'hast';
import type { PreviewTexts } from '../../texts/en.ts';
import { type JsonObject, stringOr } from '../json.ts';
import { type Directive, inlineContent, nameProperty, type Parsing, reference } from './directive-parts.ts';
import { languageProperty, type OwnWords } from './own-words.ts';
import { type Content, element, text } from './tree.ts';

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
/** A heading at the beginning is the title of Quarto's callouts. */
const HEADING = /^\s*#{1,6}[ \t]([^\n]*)/;
/** Asks for a note that is closed at first: a class in MyST, an attribute in Quarto. */
const COLLAPSED = /^[^\n]*\bcollapse=["']?true/;
/** A note that holds cells of code ends in another cell: of its content only the beginning would be folded away. */
const WITH_END = /\n[ \t>]*(?::{3,}|`{3,}|~{3,})[ \t]*$/;

/** A note with its title; undefined where the directive is none. */
export function admonitionContent(
  directive: Directive,
  { options, source }: { readonly options: JsonObject; readonly source: string },
  { parseBody, words }: Parsing,
): Content | undefined {
  const name = directive.name.replace(/-start$/, '');
  const admonition = admonitionNamed([name]);
  if (admonition === undefined) return undefined;
  const isCallout = directive.source.includes(`.callout-${name}`);
  const heading = isCallout && directive.argument === '' ? HEADING.exec(source) : null;
  const argument = heading === null ? directive.argument : (heading[1] ?? '').trim();
  const rest = heading === null ? source : source.slice(heading[0].length);
  // On the line of its name is the title in MyST, and the beginning of the text in docutils.
  const isTitled = argument !== '' && (name === 'admonition' || isCallout || isTitle(argument, rest));
  const isAnswer = name === 'solution' && /^[\w:.-]+$/.test(argument);
  const body = isTitled || isAnswer ? rest : `${argument}\n${rest}`;
  const classes = stringOr(options.class, '').split(/\s+/);
  const isFolded = classes.includes('dropdown') || COLLAPSED.test(directive.source);
  const [kind] = admonitionNamed(classes) ?? admonition;
  const title = isAnswer
    ? answerTitle(words, argument)
    : isTitled
      ? element('p', { className: ['admonition-title'] }, ...inlineContent(parseBody(argument)))
      : admonitionTitle(words, admonition[1]);
  const properties = { className: ['admonition', `admonition-${kind}`], ...nameProperty(options) };
  return isFolded && WITH_END.test(directive.source)
    ? [element('details', properties, { ...title, tagName: 'summary' }, ...parseBody(body))]
    : [element('div', properties, title, ...parseBody(body))];
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

/** A solution names its exercise by a label. */
function answerTitle(words: OwnWords, label: string): Element {
  const { children, properties } = admonitionTitle(words, 'solution');
  const own = element('span', languageProperty(words), ...children);
  const exercise = reference(label, { kind: 'link', words: '' });
  return element('p', { className: properties.className }, own, text(': '), exercise);
}
