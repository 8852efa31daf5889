import { type Detail, detailOf } from '../details.ts';
import { fail, ok, type Result } from '../result.ts';
import { cutMatch, parsePattern, replaceMatches } from './patterns.ts';
import { createWordCollector } from './word-collector.ts';

/** Upper bound on the work of all expansions of one file, in characters looked at. */
const MAX_STEPS = 2_000_000;
/** Variables in the defaults of variables. */
const MAX_DEPTH = 50;

/** Keeps a file that multiplies its own variables from taking memory or time. */
export interface ExpansionBudget {
  steps: number;
}

export interface ExpansionFailure {
  /** `demanded`: `${v:?w}` without a value. */
  readonly kind: 'too-complex' | 'bad-substitution' | 'demanded';
  /** One sentence. */
  readonly detail: Detail;
}

export interface Expansion {
  readonly text: string;
  /** The text at its white space outside of quotes. */
  readonly words: readonly string[];
  /** Variables that were used without being set, in order. */
  readonly unset: readonly string[];
  /** Those, and the ones in whose stead a default was taken. */
  readonly asked: readonly string[];
}

export interface ExpansionOptions {
  readonly variables: ReadonlyMap<string, string>;
  readonly escapeCharacter: string;
  readonly budget: ExpansionBudget;
  /** Quotes, escapes and variables without a value stay as written: for finding words, not for what they mean. */
  readonly isRaw?: boolean;
  /** `<<- EOF` is one word too, which BuildKit's lexer does not make of it. */
  readonly joinsDashedHeredocs?: boolean;
}

const SUBSTITUTIONS = new Set(['+', '-', '?', '#', '%']);

/**
 * Expands one word as BuildKit's shell lexer does (`frontend/dockerfile/shell/lex.go`): quotes are
 * removed, `$v`, `${v}`, `${v:-w}`, `${v-w}`, `${v:+w}`, `${v+w}`, `${v:?w}`, `${v#p}`, `${v##p}`,
 * `${v%p}`, `${v%%p}`, `${v/p/w}` and `${v//p/w}` replaced; an unset variable is empty.
 */
export function expandWord(word: string, options: ExpansionOptions): Result<Expansion, ExpansionFailure> {
  const { variables, escapeCharacter, budget, isRaw = false, joinsDashedHeredocs = false } = options;
  const unset: string[] = [];
  const asked: string[] = [];
  const outer = createWordCollector();
  let at = 0;
  let depth = 0;

  try {
    const text = readUntil('', isRaw, outer);
    return ok({ text, words: outer.finish(), unset, asked });
  } catch (error) {
    if (error instanceof ExpansionError) return fail({ kind: error.kind, detail: error.detail });
    throw error;
  }

  function spend(steps: number): void {
    budget.steps += steps;
    if (budget.steps > MAX_STEPS) {
      throw new ExpansionError('too-complex', detailOf('expands-too-much'));
    }
  }

  function next(): string {
    spend(1);
    const character = String.fromCodePoint(word.codePointAt(at) ?? 0);
    at += character.length;
    return character;
  }

  /** Reads to the end, or past the stop character outside of quotes. */
  function readUntil(stop: string, keepsEscapes: boolean, words = createWordCollector()): string {
    const parts: string[] = [];
    while (at < word.length) {
      const character = next();
      if (character === stop) return parts.join('');
      const isPlain = !'$\'"<'.includes(character) && character !== escapeCharacter;
      const text = isPlain ? character : readSpecial(character, keepsEscapes);
      if (isPlain || character === '$') words.addText(text);
      else words.addRaw(text);
      parts.push(text);
    }
    if (stop === '}') throw new ExpansionError('bad-substitution', detailOf('brace-open'));
    if (stop !== '') {
      throw new ExpansionError('bad-substitution', detailOf('slash-missing'));
    }
    return parts.join('');
  }

  function readSpecial(character: string, keepsEscapes: boolean): string {
    if (character === '$') return readVariable();
    if (character === "'") return readSingleQuoted();
    if (character === '"') return readDoubleQuoted(keepsEscapes);
    if (character === '<') return readPossibleHeredoc();
    return (keepsEscapes ? character : '') + (at < word.length ? next() : '');
  }

  /** `<<` and the spaces behind it belong to the word that they begin. */
  function readPossibleHeredoc(): string {
    if (word[at] !== '<') return '<';
    let text = `<${next()}`;
    if (joinsDashedHeredocs && /^-[ \t\r]/.test(word.slice(at, at + 2))) text += next();
    while (word[at] === ' ' || word[at] === '\t' || word[at] === '\r') text += next();
    return text;
  }

  function readSingleQuoted(): string {
    const end = word.indexOf("'", at);
    if (end < 0) throw new ExpansionError('bad-substitution', detailOf('single-quote-open'));
    const text = word.slice(at, end);
    spend(text.length);
    at = end + 1;
    return isRaw ? `'${text}'` : text;
  }

  function readDoubleQuoted(keepsEscapes: boolean): string {
    const parts: string[] = isRaw ? ['"'] : [];
    while (at < word.length) {
      const character = next();
      if (character === '"') return parts.join('') + (isRaw ? '"' : '');
      if (character === '$') parts.push(readVariable());
      else if (character !== escapeCharacter) parts.push(character);
      else {
        if (keepsEscapes) parts.push(character);
        if (at >= word.length) break;
        const follower = word[at] ?? '';
        parts.push(['"', '$', escapeCharacter].includes(follower) ? next() : character);
      }
    }
    throw new ExpansionError('bad-substitution', detailOf('double-quote-open'));
  }

  function readVariable(): string {
    if (word[at] !== '{') {
      const name = readName();
      if (name === '') return '$';
      return isRaw && !variables.has(name) ? `$${name}` : (lookUp(name) ?? '');
    }
    next();
    if (['{', '}', ':', undefined].includes(word[at])) {
      throw new ExpansionError('bad-substitution', detailOf('brace-empty'));
    }
    const name = readName();
    depth += 1;
    if (depth > MAX_DEPTH) throw new ExpansionError('too-complex', detailOf('nested-too-deeply'));
    const value = substitute(name);
    depth -= 1;
    return value;
  }

  /** A run of digits, one of the shell's special parameters, or letters, digits and underscores. */
  function readName(): string {
    const start = at;
    const first = word[at] ?? '';
    if (/\p{Nd}/u.test(first)) {
      while (/\p{Nd}/u.test(word[at] ?? '')) next();
    } else if (first !== '' && '@*#?-$!'.includes(first)) next();
    else {
      while (at < word.length && /[\p{L}\p{Nd}_]/u.test(String.fromCodePoint(word.codePointAt(at) ?? 0)))
        next();
    }
    return word.slice(start, at);
  }

  function lookUp(name: string): string | undefined {
    const value = variables.get(name);
    if (value === undefined) {
      unset.push(name);
      asked.push(name);
    } else spend(value.length);
    return value;
  }

  /** Reads the rest of `${name…` past the closing brace. */
  function substitute(name: string): string {
    const start = at;
    const first = at < word.length ? next() : '';
    const value = variables.get(name);
    if (value === undefined && first !== '}') asked.push(name);
    const finish = (text: string) =>
      isRaw && value === undefined ? `\${${name}${word.slice(start, at)}` : text;
    if (first === '}') return finish(lookUp(name) ?? '');
    if (first === '/') return finish(replace(name));
    const operator = first === ':' ? (word[at] ?? '') : first;
    if (first === ':') next();
    const isUnknown =
      !SUBSTITUTIONS.has(operator) || (first === ':' && (operator === '#' || operator === '%'));
    if (isUnknown) {
      throw new ExpansionError(
        'bad-substitution',
        name === '' ? detailOf('nameless-substitution') : detailOf('unknown-substitution', { words: name }),
      );
    }
    if (operator === '#' || operator === '%') {
      const written = readUntil('}', true);
      const isLongest = written.startsWith(operator);
      const pattern = readPattern(isLongest ? written.slice(1) : written);
      return finish(cutMatch(lookUp(name) ?? '', pattern, { isPrefix: operator === '#', isLongest }, spend));
    }
    const other = readUntil('}', false);
    const isSet = value !== undefined && !(first === ':' && value === '');
    if (operator === '-') return finish(isSet ? value : other);
    if (operator === '+') return finish(isSet ? other : '');
    if (isSet || isRaw) return finish(value ?? '');
    throw new ExpansionError(
      'demanded',
      other === ''
        ? detailOf('variable-unset', { words: name })
        : detailOf('variable-demanded', { words: name, other }),
    );
  }

  function replace(name: string): string {
    const isGlobal = word[at] === '/';
    if (isGlobal) next();
    const pattern = readPattern(readUntil('/', true));
    const replacement = readUntil('}', true);
    return replaceMatches(lookUp(name) ?? '', pattern, replacement, isGlobal, spend);
  }

  function readPattern(written: string) {
    const pattern = parsePattern(written);
    if (pattern !== undefined) return pattern;
    throw new ExpansionError('bad-substitution', detailOf('bad-pattern'));
  }
}

class ExpansionError extends Error {
  readonly kind: ExpansionFailure['kind'];
  readonly detail: Detail;

  constructor(kind: ExpansionFailure['kind'], detail: Detail) {
    super(detail.kind);
    this.kind = kind;
    this.detail = detail;
  }
}
