import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CORPUS, IS_CORPUS_ABSENT, listCorpusNotebooks } from '../support/corpus.ts';
import { renderFragments } from '../support/rendered-fragments.ts';
import { describeWith } from '../support/system-packages.ts';
import { createTemporaryFolder } from '../support/temporary.ts';

/*
 * nbconvert as a witness: what its HTML shows of code cells, ours has to show too, and every word of Markdown cells
 * in its order. One notebook in sixteen, as all of them take nbconvert most of a minute; `SLIPWAY_WITNESS=all`
 * takes them all.
 */
const isWhole = process.env.SLIPWAY_WITNESS === 'all';
const SAMPLE = 16;

/** Texts of nbconvert's page that ours leaves out on purpose, and how many of them the whole corpus has. */
const LEFT_OUT: readonly { readonly why: string; readonly text: RegExp; readonly count: number }[] = [
  {
    why: 'A progress bar at its start, which stands in for a widget: ours says that the output is interactive.',
    text: /^(?:[^\n]*:\s+0[^\n]*\[00:00(?:<\?)?, \? ?[^\n\]]*\/s\]|Shuffling [^\n]*…)$/,
    count: 33,
  },
  {
    why: 'What a browser without sound would say: ours names the recording instead of playing it.',
    text: /^Your browser does not support the audio element\.$/,
    count: 4,
  },
];

/** Markup that nbconvert shows as text, and words that it shows by habits of its own. */
const SHOWN_AS_TEXT: readonly { readonly why: string; readonly text: RegExp }[] = [
  {
    why: 'Words behind the ticks that open a block, which are no part of the block (CommonMark 0.31, 4.5).',
    text: /(?<=Source\s+)(?:⧵begin\{\w+\*?\}|This expression ¤[^¤]*¤ is an example of a TeX inline equation in a \S+ sentence\.)/g,
  },
  {
    why: 'No Markdown is read between the tags of a block of HTML: the address of a link.',
    text: /\]\(\S+\)/g,
  },
  {
    why: 'A picture of MyST, with its address: ours shows the picture.',
    text: /\{(?:image|figure)\}\s*\S+/g,
  },
  {
    why: 'The name of a directive or role of MyST, and the address of what it embeds.',
    text: /\{[a-z][\w:-]*(?: [^{}\n]*)?\}(?:\s*https?:\S+)?/g,
  },
  { why: 'An option of a directive.', text: /^\s*:[\w-]+:.*$/gm },
  { why: 'A target of MyST.', text: /^\s*\([\w:. -]+\)=/gm },
  {
    why: 'The language of a block of code within a directive, whose body is no Markdown to it.',
    text: /^```\w+$/gm,
  },
  {
    why: 'An address with brackets, which it takes to end at the first that closes.',
    text: /(?<=temperature index melt model) 00257-9\)/g,
  },
];
const WORD = /[\p{L}\p{N}]+/gu;

interface CellTexts {
  readonly code: string;
  /** Streams, plain results and errors. */
  readonly texts: readonly string[];
  /** What HTML outputs say. */
  readonly html: readonly string[];
}

interface Testimony {
  readonly path: string;
  readonly error?: string;
  readonly witness: readonly CellTexts[];
  readonly ours: readonly CellTexts[];
  /** Of each Markdown cell, without formulas. */
  readonly prose: readonly string[];
  readonly ownProse: readonly string[];
}

async function hearWitness(paths: readonly string[]): Promise<readonly Testimony[]> {
  await using folder = await createTemporaryFolder('witness');
  const fragments = await renderFragments(paths.map((path) => ({ path, bytes: readFileSync(path) })));
  const pairs = paths.map((path, index): [string, string] => {
    const page = join(folder.path, `${index}.html`);
    writeFileSync(page, fragments.get(path) ?? '');
    return [path, page];
  });
  const script = join(import.meta.dirname, '../support/nbconvert-texts.py');
  const lines = execFileSync('/usr/bin/python3', [script], {
    input: JSON.stringify(pairs),
    maxBuffer: 1e9,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  return lines
    .toString()
    .trimEnd()
    .split('\n')
    .map((line): Testimony => JSON.parse(line));
}

/** Without what no reader sees: blanks at the ends of lines, empty lines at both ends. */
function trimLines(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .trim();
}

/** Tables have their words in other places of the markup. */
function withoutSpace(text: string): string {
  return text.replace(/\s+/g, '');
}

interface Difference {
  readonly path: string;
  readonly cell: number;
  readonly text: string;
}

function findDifferences({ path, witness, ours }: Testimony): Difference[] {
  return witness.flatMap(({ code, texts, html }, index) => {
    const own = ours[index];
    const missing: string[] = [];
    if (trimLines(code) !== trimLines(own?.code ?? '')) missing.push(trimLines(code));
    const shown = trimLines(own?.texts.join('\n') ?? '');
    for (const text of texts.map(trimLines)) if (!shown.includes(text)) missing.push(text);
    const words = withoutSpace(own?.html.join('') ?? '');
    for (const text of html) if (!words.includes(withoutSpace(text))) missing.push(trimLines(text));
    return missing.map((text) => ({ path: relative(CORPUS, path), cell: index + 1, text }));
  });
}

function wordsOf(text: string): readonly string[] {
  return text.match(WORD) ?? [];
}

/**
 * Cells of Markdown with a word of the witness that ours has not, or not in its order. Markup may part a word in one
 * of them and not in the other.
 */
function findMissingWords({ path, prose, ownProse }: Testimony): Difference[] {
  return prose.flatMap((written, index) => {
    const text = SHOWN_AS_TEXT.reduce((rest, markup) => rest.replace(markup.text, ' '), written);
    const words = wordsOf(text);
    const missing = findMissing(words, wordsOf(ownProse[index] ?? ''));
    return missing === undefined
      ? []
      : [{ path: relative(CORPUS, path), cell: index + 1, text: `${missing} in ${text.trim()}` }];
  });
}

/** The first word that is not among the others in its order. */
function findMissing(words: readonly string[], others: readonly string[]): string | undefined {
  const letters = others.join('');
  const borders = new Set([0]);
  let end = 0;
  for (const other of others) {
    end += other.length;
    borders.add(end);
  }
  let done = 0;
  for (const [index, word] of words.entries()) {
    const fits = (at: number) =>
      (at === done || borders.has(at)) &&
      (borders.has(at + word.length) || letters.startsWith(words[index + 1] ?? ' ', at + word.length));
    let at = letters.indexOf(word, done);
    while (at >= 0 && !fits(at)) at = letters.indexOf(word, at + 1);
    if (at < 0) return word;
    done = at + word.length;
  }
  return undefined;
}

describe.skipIf(IS_CORPUS_ABSENT)('beside nbconvert (needs ../shared/corpus)', () => {
  describeWith(['nbconvert'], 'the pages of real notebooks', () => {
    test('show all code and all text that nbconvert shows', async () => {
      const paths = listCorpusNotebooks().filter((_, index) => isWhole || index % SAMPLE === 0);
      const testimonies = await hearWitness(paths);

      expect(testimonies.map(({ path }) => path).sort()).toEqual([...paths]);
      expect(testimonies.filter(({ error }) => error !== undefined)).toEqual([]);
      const cellCounts = testimonies.map(({ witness, ours }) => [witness.length, ours.length]);
      expect(cellCounts.filter(([witness, ours]) => witness !== ours)).toEqual([]);
      const cells = testimonies.flatMap(({ witness }) => witness);
      const differences = testimonies.flatMap(findDifferences);
      expect(differences.filter(({ text }) => LEFT_OUT.every((known) => !known.text.test(text)))).toEqual([]);
      const proseCounts = testimonies.map(({ prose, ownProse }) => [prose.length, ownProse.length]);
      expect(proseCounts.filter(([witness, ours]) => witness !== ours)).toEqual([]);
      expect(testimonies.flatMap(findMissingWords)).toEqual([]);
      const prose = testimonies.flatMap((testimony) => testimony.prose);
      expect(prose.length).toBeGreaterThan(isWhole ? 5_000 : 300);
      expect(prose.flatMap(wordsOf).length).toBeGreaterThan(isWhole ? 200_000 : 10_000);
      expect(cells.length).toBeGreaterThan(isWhole ? 5_600 : 200);
      expect(cells.flatMap(({ texts }) => texts).length).toBeGreaterThan(isWhole ? 2_300 : 60);
      if (isWhole) {
        const counts = LEFT_OUT.map(
          ({ text }) => differences.filter((found) => text.test(found.text)).length,
        );
        expect(counts).toEqual(LEFT_OUT.map(({ count }) => count));
      }
    }, 300_000);
  });
});
