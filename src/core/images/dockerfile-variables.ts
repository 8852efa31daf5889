import { fail, ok, type Result } from '../result.ts';
import { cutMatch, replaceMatches } from './dockerfile-patterns.ts';

/** Upper bound on the work of all expansions of one file, in characters looked at. */
const MAX_STEPS = 2_000_000;
/** Variables in the defaults of variables. */
const MAX_DEPTH = 50;

/** Keeps a file that multiplies its own variables from taking memory or time. */
export interface ExpansionBudget {
  steps: number;
}

export interface ExpansionFailure {
  readonly kind: 'too-complex' | 'bad-substitution';
  /** One sentence. */
  readonly message: string;
}

export interface Expansion {
  readonly text: string;
  /** Variables that were used without being set, in order. */
  readonly unset: readonly string[];
}

/**
 * Expands one word as BuildKit's shell lexer does (`frontend/dockerfile/shell/lex.go`): quotes are
 * removed, `$v`, `${v}`, `${v:-w}`, `${v-w}`, `${v:+w}`, `${v+w}`, `${v:?w}`, `${v#p}`, `${v##p}`,
 * `${v%p}`, `${v%%p}`, `${v/p/w}` and `${v//p/w}` replaced; an unset variable is empty.
 */
export function expandWord(
  word: string,
  variables: ReadonlyMap<string, string>,
  escapeCharacter: string,
  budget: ExpansionBudget,
): Result<Expansion, ExpansionFailure> {
  const unset: string[] = [];
  let at = 0;
  let depth = 0;

  try {
    const text = readUntil('');
    return ok({ text, unset });
  } catch (error) {
    if (error instanceof ExpansionError) return fail({ kind: error.kind, message: error.message });
    throw error;
  }

  function spend(steps: number): void {
    budget.steps += steps;
    if (budget.steps > MAX_STEPS) {
      throw new ExpansionError('too-complex', 'The variables of the Dockerfile expand to too much text.');
    }
  }

  /** Reads to the end, or up to one of the characters in `stops` outside quotes, which it leaves. */
  function readUntil(stops: string): string {
    const parts: string[] = [];
    while (at < word.length) {
      const character = word[at] ?? '';
      if (stops.includes(character)) return parts.join('');
      spend(1);
      at += 1;
      if (character === escapeCharacter) {
        parts.push(word[at] ?? '');
        at += 1;
      } else if (character === "'") parts.push(readSingleQuoted());
      else if (character === '"') parts.push(readDoubleQuoted());
      else if (character === '$') parts.push(readVariable());
      else parts.push(character);
    }
    if (stops !== '') throw new ExpansionError('bad-substitution', 'A variable in braces is never closed.');
    return parts.join('');
  }

  function readSingleQuoted(): string {
    const end = word.indexOf("'", at);
    if (end < 0) throw new ExpansionError('bad-substitution', "A single quote ' is never closed.");
    const text = word.slice(at, end);
    at = end + 1;
    return text;
  }

  function readDoubleQuoted(): string {
    const parts: string[] = [];
    while (at < word.length) {
      const character = word[at] ?? '';
      spend(1);
      at += 1;
      if (character === '"') return parts.join('');
      if (character === '$') parts.push(readVariable());
      else if (character === escapeCharacter && ['"', '$', escapeCharacter].includes(word[at] ?? '')) {
        parts.push(word[at] ?? '');
        at += 1;
      } else parts.push(character);
    }
    throw new ExpansionError('bad-substitution', 'A double quote " is never closed.');
  }

  function readVariable(): string {
    if (word[at] !== '{') {
      const name = readName();
      return name === '' ? '$' : (lookUp(name) ?? '');
    }
    at += 1;
    const name = readName();
    if (name === '')
      throw new ExpansionError('bad-substitution', 'A pair of braces behind $ names no variable.');
    depth += 1;
    if (depth > MAX_DEPTH) throw new ExpansionError('too-complex', 'Variables are nested too deeply.');
    const value = substitute(name);
    depth -= 1;
    at += 1;
    return value;
  }

  function readName(): string {
    const name = /^(?:[A-Za-z_][A-Za-z0-9_]*|[0-9@*#?$!-])/.exec(word.slice(at, at + 256))?.[0] ?? '';
    at += name.length;
    return name;
  }

  function lookUp(name: string): string | undefined {
    const value = variables.get(name);
    if (value === undefined) unset.push(name);
    else spend(value.length);
    return value;
  }

  /** Reads the rest of `${name…` up to the closing brace, which it leaves. */
  function substitute(name: string): string {
    const [operator = ''] = /^(?::?[-+?]|##?|%%?|\/\/?|\}|)/.exec(word.slice(at, at + 2)) ?? [];
    if (operator === '}') return lookUp(name) ?? '';
    at += operator.length;
    const value = variables.get(name);
    const isSet = value !== undefined && !(operator.startsWith(':') && value === '');
    switch (operator.replace(':', '')) {
      case '-': {
        const alternative = readUntil('}');
        return isSet ? value : alternative;
      }
      case '+': {
        const alternative = readUntil('}');
        return isSet ? alternative : '';
      }
      case '?': {
        const message = readUntil('}');
        if (isSet) return value;
        throw new ExpansionError(
          'bad-substitution',
          `The variable ${name} has no value: ${message || 'unset'}.`,
        );
      }
      case '#':
      case '##':
      case '%':
      case '%%':
        return cutMatch(lookUp(name) ?? '', readUntil('}'), operator, spend);
      case '/':
      case '//': {
        const pattern = readUntil('/}');
        const hasReplacement = word[at] === '/';
        if (hasReplacement) at += 1;
        const replacement = hasReplacement ? readUntil('}') : '';
        return replaceMatches(lookUp(name) ?? '', pattern, replacement, operator === '//', spend);
      }
      default:
        throw new ExpansionError(
          'bad-substitution',
          `The substitution of ${name} is not one that Docker knows.`,
        );
    }
  }
}

class ExpansionError extends Error {
  readonly kind: ExpansionFailure['kind'];

  constructor(kind: ExpansionFailure['kind'], message: string) {
    super(message);
    this.kind = kind;
  }
}
