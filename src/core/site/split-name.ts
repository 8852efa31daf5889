/** What is shorter has room on the narrowest card, and is read best in one piece. */
const MIN_LENGTH = 12;
/** Letters and digits of a part: with fewer it would look like what was left of a word. */
const MIN_PART = 2;

/** After a separator, and at a hump: `oggm_|edu`, `src/|io`, `Whirlwind|Tour`, `HTML|Parser`, `Part2|Summary`. */
const BREAK =
  /(?<=[\p{L}\p{N}][_./\-–])(?=[\p{L}\p{N}])|(?<=[\p{Ll}\p{N}])(?=\p{Lu}\p{L})|(?<=\p{Lu})(?=\p{Lu}\p{Ll}{2})/u;

/**
 * Parts of a name between which a line may break, where it has words that are long and without spaces, such as names
 * of files and repositories: `WhirlwindTourOfPython`. Joined they are the name.
 */
export function splitName(name: string): readonly string[] {
  const parts: string[] = [''];
  for (const word of name.split(/(?<=\s)/)) {
    const [first = '', ...others] = word.trim().length < MIN_LENGTH ? [word] : splitWord(word);
    parts.push(`${parts.pop()}${first}`, ...others);
  }
  return parts;
}

function splitWord(word: string): readonly string[] {
  const parts: string[] = [];
  for (const part of word.split(BREAK)) {
    const last = parts.at(-1);
    if (last !== undefined && (isTooShort(last) || isTooShort(part))) parts[parts.length - 1] = last + part;
    else parts.push(part);
  }
  return parts;
}

function isTooShort(part: string): boolean {
  return part.replace(/[^\p{L}\p{N}]/gu, '').length < MIN_PART;
}
