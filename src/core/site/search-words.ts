import { suggestWord } from '../diagnostics/suggest.ts';

/*
 * What the search lacks: words of scripts that put no spaces between them, and what was probably meant by a word
 * that is in no notebook.
 */

/** Letters of scripts without spaces between words: Chinese, Japanese, Thai, Lao, Khmer, Burmese. */
const UNSPACED =
  '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}ー々〆\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}]\\p{M}*';
const RUN = new RegExp(`(?:${UNSPACED})+`, 'gu');
const LETTER = new RegExp(UNSPACED, 'gu');
const HAS_UNSPACED = new RegExp(UNSPACED, 'u');
/** The blocks of these scripts, and of a few others: much faster to look for in long texts. */
const MAY_BE_UNSPACED =
  /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u19e0-\u19ff\u2e80-\uabff\ud805\ud81b\ud82b\ud82c\ud840-\ud8ff\uf900-\ufaff\uff66-\uff9f]/;
const SPREAD = new RegExp(`(${UNSPACED}(?:</?mark>)*) (?=(?:</?mark>)*${UNSPACED})`, 'gu');

/** Whether a text may have letters to set apart. */
export function mayBeUnspaced(text: string): boolean {
  return MAY_BE_UNSPACED.test(text);
}

/**
 * Sets the letters of unspaced scripts apart, so that each is a word of the index. A segmenter would find words,
 * but not the same ones in every browser as when the index was made.
 */
export function spreadLetters(text: string): string {
  return text.replace(RUN, (run) => ` ${(run.match(LETTER) ?? []).join(' ')} `);
}

/** What to ask the index for: letters that were written in one run have to be found in one run. */
export function searchTerm(written: string): string {
  if (!HAS_UNSPACED.test(written)) return written;
  const term = spreadLetters(written).replace(/\s+/g, ' ').trim();
  const isOneRun = [...written.matchAll(RUN)].join('') === written;
  return isOneRun ? `"${term}"` : term;
}

/** Takes the spaces out again that `spreadLetters` put in, also around `<mark>`. */
export function joinLetters(excerpt: string): string {
  return HAS_UNSPACED.test(excerpt) ? excerpt.replace(SPREAD, '$1') : excerpt;
}

/**
 * Whether an excerpt begins or ends within a sentence, as far as its letters show: scripts without capitals don't show
 * where one begins.
 */
export function findCuts(excerpt: string): { readonly isCutBefore: boolean; readonly isCutAfter: boolean } {
  const text = excerpt.trim();
  return {
    isCutBefore: /^[^\p{L}\p{N}]*\p{Ll}/u.test(text),
    isCutAfter: text !== '' && !/[.!?:…。！？：؟।][\p{P}\s]*$/u.test(text),
  };
}

/**
 * Length of the start of an excerpt that repeats the title, or the end of the title where the excerpt begins within it.
 * Notebooks whose first heading repeats it begin with it twice.
 */
export function measureTitle(excerpt: string, title: string): number {
  const titleWords = listWords(title);
  const words = listWords(excerpt);
  let count = 0;
  for (let taken = -1; taken !== 0; count += taken) {
    const rest = words.slice(count);
    taken = titleWords.length;
    while (taken > 0 && !startsWithEnd(rest, titleWords.slice(-taken))) taken -= 1;
  }
  return words[count]?.start ?? (count === 0 ? 0 : excerpt.length);
}

interface PlacedWord {
  /** Lower case, without punctuation. */
  readonly word: string;
  readonly start: number;
  readonly endsSentence: boolean;
}

function listWords(text: string): readonly PlacedWord[] {
  return [...text.matchAll(/\S+/g)].map(({ 0: written, index }) => ({
    word: written.toLowerCase().replace(/[^\p{L}\p{M}\p{N}]/gu, ''),
    start: index,
    endsSentence: /\p{P}$/u.test(written),
  }));
}

/** The index ends headings with a full stop; one word that goes on in a sentence is no end of a title. */
function startsWithEnd(words: readonly PlacedWord[], end: readonly PlacedWord[]): boolean {
  return (
    words[end.length - 1]?.endsSentence === true && end.every(({ word }, at) => words[at]?.word === word)
  );
}

const WORD = /[\p{L}\p{M}]{3,40}/gu;

/** Counts the words of a document, given as HTML. */
export function countWords(html: string, counts: Map<string, number>): void {
  const text = html.replace(/<pre[\s\S]*?<\/pre>|<math[\s\S]*?<\/math>|<[^>]*>|&[^;\s]{1,10};/g, ' ');
  for (const word of text.toLowerCase().match(WORD) ?? []) counts.set(word, (counts.get(word) ?? 0) + 1);
}

/** Beside the index of the search. */
export const SEARCH_WORDS_FILE = 'words.json';
const MAX_WORDS = 12_000;

/** The words that suggestions are made of, the most frequent first. */
export function listFrequentWords(counts: ReadonlyMap<string, number>): readonly string[] {
  return [...counts]
    .filter(([word]) => !HAS_UNSPACED.test(word))
    .sort(([a, many], [b, few]) => few - many || (a < b ? -1 : 1))
    .slice(0, MAX_WORDS)
    .map(([word]) => word);
}

/** The term with each unknown word replaced by one that is near; undefined where that changes nothing. */
export function suggestTerm(term: string, words: readonly string[]): string | undefined {
  const known = new Set(words);
  const suggested = term.replace(WORD, (written) => {
    const word = written.toLowerCase();
    return known.has(word) ? written : (suggestWord(word, words) ?? written);
  });
  return suggested.toLowerCase() === term.toLowerCase() ? undefined : suggested;
}
