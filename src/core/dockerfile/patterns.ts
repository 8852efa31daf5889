/** Counts work and throws where a budget is used up. */
export type Spend = (steps: number) => void;

/** A part of a pattern: one character, any character (`?`), or any text (`*`). */
type Token = { readonly kind: 'character'; readonly character: string } | { readonly kind: 'any' | 'star' };

/**
 * Reads the pattern of a substitution as BuildKit does (`shell/lex.go`, `convertShellPatternToRegex`): a backslash
 * takes their meaning from `*`, `?` and itself, and is written before `}` and `/` only because the substitution needs it.
 *
 * @returns undefined for a backslash before anything else, which Docker refuses
 */
export function parsePattern(pattern: string): readonly Token[] | undefined {
  const characters = [...pattern];
  const tokens: Token[] = [];
  for (let at = 0; at < characters.length; at += 1) {
    const character = characters[at] ?? '';
    if (character === '*') tokens.push({ kind: 'star' });
    else if (character === '?') tokens.push({ kind: 'any' });
    else if (character !== '\\') tokens.push({ kind: 'character', character });
    else {
      const next = characters[at + 1] ?? '';
      if (next === '}' || next === '/') continue;
      if (next !== '*' && next !== '?' && next !== '\\') return undefined;
      tokens.push({ kind: 'character', character: next });
      at += 1;
    }
  }
  return tokens;
}

/** `${v#p}`, `${v##p}`, `${v%p}`, `${v%%p}`: the value without the shortest or longest match at its start or end. */
export function cutMatch(
  value: string,
  pattern: readonly Token[],
  { isPrefix, isLongest }: { readonly isPrefix: boolean; readonly isLongest: boolean },
  spend: Spend,
): string {
  const characters = [...value];
  for (let count = 0; count <= characters.length; count += 1) {
    const length = isLongest ? characters.length - count : count;
    const cut = isPrefix ? length : characters.length - length;
    const part = isPrefix ? characters.slice(0, cut) : characters.slice(cut);
    spend(part.length + pattern.length);
    if (isMatch(part, pattern, spend)) {
      return (isPrefix ? characters.slice(cut) : characters.slice(0, cut)).join('');
    }
  }
  return value;
}

/** `${v/p/w}` and, with `isGlobal`, `${v//p/w}`: the longest match at each place is replaced. */
export function replaceMatches(
  value: string,
  pattern: readonly Token[],
  replacement: string,
  isGlobal: boolean,
  spend: Spend,
): string {
  const characters = [...value];
  const parts: string[] = [];
  let from = 0;
  let lastEnd = -1;
  while (from <= characters.length) {
    const length = longestMatch(characters, from, pattern, spend);
    // A match of nothing right behind another one does not count.
    const counts = length > 0 || (length === 0 && from !== lastEnd);
    if (counts) {
      spend(replacement.length);
      parts.push(replacement);
      lastEnd = from + length;
      if (!isGlobal) return parts.join('') + characters.slice(lastEnd).join('');
    }
    if (length > 0) from = lastEnd;
    else {
      parts.push(characters[from] ?? '');
      from += 1;
    }
  }
  return parts.join('');
}

/** @returns -1 for no match */
function longestMatch(
  characters: readonly string[],
  from: number,
  pattern: readonly Token[],
  spend: Spend,
): number {
  for (let end = characters.length; end >= from; end -= 1) {
    spend(end - from + pattern.length);
    if (isMatch(characters.slice(from, end), pattern, spend)) return end - from;
  }
  return -1;
}

/** Match of the whole text, going back to the last star only. */
function isMatch(text: readonly string[], pattern: readonly Token[], spend: Spend): boolean {
  let t = 0;
  let p = 0;
  let star = -1;
  let mark = 0;
  while (t < text.length) {
    spend(1);
    const token = pattern[p];
    if (token?.kind === 'star') {
      star = p;
      mark = t;
      p += 1;
    } else if (token?.kind === 'any' || (token?.kind === 'character' && token.character === text[t])) {
      p += 1;
      t += 1;
    } else if (star >= 0) {
      p = star + 1;
      mark += 1;
      t = mark;
    } else return false;
  }
  while (pattern[p]?.kind === 'star') p += 1;
  return p === pattern.length;
}
