import { decodeLoosely } from '../../addresses/decode-loosely.ts';
import { isObject, stringOr } from '../json.ts';
import { html, NO_HTML, replaceMarks } from '../safe-html.ts';
import type { SafeHtml } from '../types.ts';
import { anchorId } from './addresses.ts';

/** What a reference may name: a section, a figure or an equation. */
export interface Target {
  /** Anchor on the page. */
  readonly id: string;
  /** What a link without words of its own says. */
  readonly title: string;
  /** Of a figure. */
  readonly number?: string;
}

/** The position of a mark, and its text. */
export type Mark =
  /** `\ref` and `\eqref`; within a formula without a link. */
  | { readonly kind: 'equation'; readonly isBracketed: boolean; readonly isInMath: boolean }
  /** The title of the target, in a link that is there already. */
  | { readonly kind: 'title' }
  /** A link with the given words, or the target's title; `%s` in them is its number. */
  | { readonly kind: 'link'; readonly words: string };

/** What one page refers to before it is known. */
export interface References {
  addTarget(names: readonly string[], target: Target): void;
  /** Remembers the number of an equation; gives the anchor for it, undefined where the page has that already. */
  addEquation(label: string, number: string): string | undefined;
  /** The number of the next figure. */
  countFigure(): number;
  /** A mark in the text, in the place of what is resolved at the end. */
  mark(name: string, mark: Mark): string;
  /**
   * Puts what has become known into the places of the marks, and leads links to anchors that are there. Links that
   * lead nowhere keep their words.
   */
  resolve(fragment: SafeHtml): SafeHtml;
}

const MARK_START = '\uFDD2';
const MARK_END = '\uFDD3';

/** @param isAnchor whether the page has an element of this id */
export function createReferences(isAnchor: (id: string) => boolean): References {
  const equations = new Map<string, { readonly number: string; readonly id: string }>();
  let figures = 0;
  const equationIds = new Set<string>();
  const targets = new Map<string, Target>();
  const targetNamed = (name: string) => targets.get(looseName(name));
  const equationReference = (label: string, isBracketed: boolean, isInMath: boolean) => {
    const equation = equations.get(label);
    if (equation === undefined) return html`\\${isBracketed ? 'eqref' : 'ref'}{${label}}`;
    const bare = equation.number.replace(/^\((.*)\)$/, '$1');
    const words = isBracketed ? `(${bare})` : bare;
    return isInMath ? html`${words}` : html`<a href="#${encodeURI(equation.id)}">${words}</a>`;
  };
  const resolveMark = (name: string, mark: Mark): SafeHtml => {
    if (mark.kind === 'equation') return equationReference(name, mark.isBracketed, mark.isInMath);
    const target = targetNamed(name);
    if (mark.kind === 'title') {
      return equations.has(name)
        ? html`${equations.get(name)?.number ?? ''}`
        : html`${target?.title || name}`;
    }
    const words = mark.words.replaceAll('%s', () => target?.number ?? name) || target?.title || name;
    const id = target?.id ?? anchorId(name);
    return isAnchor(id) ? html`<a href="#${encodeURI(id)}">${words}</a>` : html`${words}`;
  };
  return {
    addTarget(names, target) {
      for (const name of names.map(looseName))
        if (name !== '' && !targets.has(name)) targets.set(name, target);
    },
    addEquation(label, number) {
      if (equations.has(label)) return undefined;
      const id = anchorId(`eq-${label}`);
      equations.set(label, { number, id });
      if (equationIds.has(id)) return undefined;
      equationIds.add(id);
      return id;
    },
    countFigure() {
      figures += 1;
      return figures;
    },
    mark: (name, mark) => `${MARK_START}${encodeURIComponent(JSON.stringify([name, mark]))}${MARK_END}`,
    resolve: (fragment) =>
      replaceMarks(
        fragment,
        (written) => {
          const [name, mark] = parseReference(decodeLoosely(written));
          return mark === undefined ? NO_HTML : resolveMark(name, mark);
        },
        (id) => {
          if (isAnchor(id) || equationIds.has(id)) return id;
          return targetNamed(id.slice('nb-'.length))?.id ?? equations.get(id.slice('nb-'.length))?.id;
        },
      ),
  };
}

/**
 * Reads a mark. A notebook can write one as well, by character references: it gets no more of it than from a role
 * of MyST.
 */
export function parseReference(written: string): readonly [name: string, mark?: Mark] {
  try {
    const value: unknown = JSON.parse(written);
    if (!Array.isArray(value) || !isObject(value[1])) return [''];
    const { kind, words, isBracketed, isInMath } = value[1];
    const name = String(value[0]);
    if (kind === 'equation') {
      return [name, { kind, isBracketed: isBracketed === true, isInMath: isInMath === true }];
    }
    return [name, kind === 'link' ? { kind, words: stringOr(words, '') } : { kind: 'title' }];
  } catch {
    return [''];
  }
}

/**
 * The letters and digits of a name. Contents lists spell headings in many ways: Jupyter with a hyphen for each
 * space and with formulas as TeX, GitHub and Jupyter Book without what is no word.
 */
export function looseName(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
