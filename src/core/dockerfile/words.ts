import { isSpace } from './white-space.ts';

/** Splits at white space outside quotes; quotes and escapes stay in the words (BuildKit's `parseWords`). */
export function splitWords(text: string, escapeCharacter: string): string[] {
  const words: string[] = [];
  let start = -1;
  let quote = '';
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (quote === '' && isSpace(character)) {
      if (start >= 0) words.push(text.slice(start, at));
      start = -1;
      continue;
    }
    if (start < 0) start = at;
    if (character === escapeCharacter && quote !== "'") at += 1;
    else if (character === quote) quote = '';
    else if (quote === '' && (character === '"' || character === "'")) quote = character;
  }
  if (start >= 0) words.push(text.slice(start));
  return words;
}

/**
 * The flags at the start of an instruction, without quotes and escapes (BuildKit's `extractBuilderFlags`), and what
 * comes behind them. A `--` of its own ends them.
 */
export function splitFlags(
  text: string,
  escapeCharacter: string,
): { readonly flags: readonly string[]; readonly rest: string } {
  const flags: string[] = [];
  let at = 0;
  for (;;) {
    while (isSpace(text[at] ?? '')) at += 1;
    if (!text.startsWith('--', at)) return { flags, rest: text.slice(at) };
    const parts: string[] = [];
    let quote = '';
    for (; at < text.length; at += 1) {
      const character = text[at] ?? '';
      if (quote === '' && isSpace(character)) break;
      if (character === quote) quote = '';
      else if (quote === '' && (character === '"' || character === "'")) quote = character;
      else if (character !== escapeCharacter) parts.push(character);
      else if (at + 1 < text.length) {
        at += 1;
        parts.push(text[at] ?? '');
      }
    }
    const flag = parts.join('');
    if (flag === '--') return { flags, rest: text.slice(at) };
    flags.push(flag);
  }
}

/** Arguments written as a list in JSON; `mixed` where not all of it are texts, which Docker refuses. */
export function parseJsonWords(text: string): readonly string[] | 'mixed' | undefined {
  if (!text.startsWith('[')) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    if (!Array.isArray(value)) return undefined;
    return value.every((item): item is string => typeof item === 'string') ? value : 'mixed';
  } catch {
    return undefined;
  }
}
