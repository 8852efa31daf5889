/** One challenge of a `WWW-Authenticate` header; scheme and parameter names in lower case. */
export interface Challenge {
  readonly scheme: string;
  readonly parameters: ReadonlyMap<string, string>;
}

const MAX_LENGTH = 8192;
const TOKEN = /[!#$%&'*+.^_`|~\w-]+/y;
const QUOTED = /"((?:[^"\\]|\\.)*)"/y;
const SEPARATORS = /[\s,]*/y;
const EQUALS = /\s*=\s*/y;
const TOKEN68 = /[\w.~+/-]+=*(?=\s*(?:,|$))/y;

/**
 * Reads the challenges of one header, of which there may be several (RFC 9110, 11.6.1; Codeberg and
 * Gitea send `Bearer …,Basic …`). Reading ends at the first malformed part; the parts before it are kept.
 */
export function parseChallenges(header: string): readonly Challenge[] {
  const text = header.slice(0, MAX_LENGTH);
  const challenges: { scheme: string; parameters: Map<string, string> }[] = [];
  let position = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = position;
    const match = pattern.exec(text);
    if (match) position += match[0].length;
    return match;
  };
  for (;;) {
    take(SEPARATORS);
    const name = take(TOKEN)?.[0].toLowerCase();
    if (name === undefined) return challenges;
    const current = challenges.at(-1);
    if (current !== undefined && take(EQUALS)) {
      const value = take(QUOTED)?.[1]?.replace(/\\(.)/g, '$1') ?? take(TOKEN)?.[0];
      if (value === undefined) return challenges;
      if (!current.parameters.has(name)) current.parameters.set(name, value);
      continue;
    }
    challenges.push({ scheme: name, parameters: new Map() });
    const afterScheme = position;
    // `Negotiate dG9rZW4=`: a value of its own instead of parameters.
    take(SEPARATORS);
    if (!take(TOKEN68) || text.slice(afterScheme, position).includes(',')) position = afterScheme;
  }
}
