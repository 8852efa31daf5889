import { distance } from 'fastest-levenshtein';

/**
 * The allowed word that was probably meant: equal but for case and separators, or near in edits
 * (one for short words, a third of the length for longer ones).
 */
export function suggestWord(written: string, allowed: Iterable<string>): string | undefined {
  const wanted = simplify(written);
  if (wanted === '' || wanted.length > 60) return undefined;
  let best: { readonly word: string; readonly edits: number } | undefined;
  for (const word of allowed) {
    const candidate = simplify(word);
    const edits = countEdits(wanted, candidate);
    if (edits > tolerance(Math.max(wanted.length, candidate.length))) continue;
    if (best === undefined || edits < best.edits) best = { word, edits };
  }
  return best?.word;
}

function countEdits(left: string, right: string): number {
  if (left === right) return 0;
  const edits = distance(left, right);
  // Two letters in the wrong order are one slip of the fingers.
  return edits === 2 && [...left].sort().join('') === [...right].sort().join('') ? 1 : edits;
}

function tolerance(length: number): number {
  return length <= 2 ? 0 : Math.max(1, Math.floor(length / 3));
}

function simplify(word: string): string {
  return word
    .normalize('NFC')
    .toLowerCase()
    .replace(/[-_\s]/g, '');
}

/** `Did you mean "x"?` or what else to do, or undefined where nothing is near. */
export function didYouMean(written: string, allowed: Iterable<string>): string | undefined {
  const word = suggestWord(written, allowed);
  if (word === undefined || word === written) return undefined;
  // In print, nobody could tell the two apart.
  if (word.normalize('NFC') === written.normalize('NFC')) {
    return `The name is there with the same letters as other characters, such as accents apart from their letters: copy "${word}" from here.`;
  }
  return `Did you mean "${word}"?`;
}

const MAX_LISTED = 12;

/** `"a", "b" and "c"`; long lists are cut with their number. */
export function listWords(words: Iterable<string>, last: 'and' | 'or' = 'or'): string {
  const all = [...words].map((word) => `"${word}"`);
  if (all.length === 0) return 'nothing';
  if (all.length === 1) return all[0] ?? '';
  if (all.length > MAX_LISTED)
    return `${all.slice(0, MAX_LISTED).join(', ')} and ${all.length - MAX_LISTED} more`;
  return `${all.slice(0, -1).join(', ')} ${last} ${all.at(-1)}`;
}
