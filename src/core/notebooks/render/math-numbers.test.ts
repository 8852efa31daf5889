import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { createMathRenderer } from './math.ts';
import { loadMathJax, type MathJax } from './mathjax.ts';
import { createReferences } from './references.ts';

/*
 * MathJax is what notebooks are written for, and KaTeX is faster: where KaTeX numbers equations, each row has to get
 * the number that MathJax gives it.
 */
let mathJax: MathJax;
beforeAll(async () => {
  mathJax = await loadMathJax();
});

const references = () => createReferences(() => false);

/** Rows with what they say, and their numbers. */
function rowsOf(markup: string): readonly string[] {
  return markup
    .replace(/<mtd[^>]* id="([^"]*)"[^>]*>/g, ' #$1 ')
    .split(/<\/?mtr>/)
    .map((row) =>
      row
        .replace(/<[^>]*>/g, '')
        .replace(/[\u2061-\u2064]/g, '')
        .replace(/\s+/g, ' ')
        .trim(),
    )
    .filter((row) => row !== '');
}

/** What a notebook gets that nothing but these formulas is in; undefined where KaTeX leaves it to MathJax. */
function withKatex(sources: readonly string[], isDisplay = true): readonly string[] | undefined {
  const renderer = createMathRenderer({ mathJax: undefined, references: references() });
  const rows = sources.flatMap((source) => rowsOf(renderer.render(source, isDisplay)));
  return renderer.isMathJaxMissing() ? undefined : rows;
}

function withMathJax(sources: readonly string[], isDisplay = true): readonly string[] {
  const document = mathJax(references(), { last: 0 });
  return sources.flatMap((source) => rowsOf(document.typeset(source, isDisplay) ?? ''));
}

const cell = fc.constantFrom(
  ...['a', 'x + 1', '= b', '', ' ', '\\frac{c}{d}', '{e}', '% f\n', '\\text{g}', '\\sum_i h'],
  ...['\\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}', '\\begin{cases} a \\\\ b \\end{cases}'],
  ...[
    '\\begin{aligned} a &= b \\\\ &= c \\end{aligned}',
    '\\begin{split} a &= b \\\\ &= c \\\\ \\end{split}',
  ],
);
const ending = fc.constantFrom('', '', ' \\nonumber', '\\notag', '\n');
const lineEnd = fc.constantFrom(' \\\\\n', '\\\\', ' \\\\[2pt] ', ' \\cr ');
/** A row of an environment with so many columns. */
const row = (columns: number) =>
  fc
    .tuple(fc.array(cell, { minLength: 1, maxLength: columns }), ending, lineEnd)
    .map(([cells, end, line]) => [cells.join(' & ') + end, line] as const);
const environment = fc
  .constantFrom(
    ...[
      'align',
      'align*',
      'gather',
      'gather*',
      'equation',
      'equation*',
      'alignat',
      'alignat*',
      'eqnarray',
      'eqnarray*',
    ],
  )
  .chain((name) => {
    const rows = fc.array(row(/^(?:align|eqn)/.test(name) ? 3 : 1), { minLength: 1, maxLength: 4 });
    return fc.tuple(rows, fc.boolean()).map(([lines, isEnded]) => {
      const body = lines.map(([content, end], index) =>
        index < lines.length - 1 || isEnded ? content + end : content,
      );
      return `\\begin{${name}}${name.startsWith('alignat') ? '{3}' : ''}${body.join('')}\\end{${name}}`;
    });
  });

describe('equations that KaTeX numbers have the numbers of MathJax', () => {
  test('whatever rows they have', () => {
    let compared = 0;
    fc.assert(
      fc.property(
        fc.array(environment, { minLength: 1, maxLength: 2 }),
        fc.boolean(),
        (sources, isDisplay) => {
          const ours = withKatex(sources, isDisplay);
          if (ours === undefined) return;
          compared += ours.filter((row) => row.includes('#nb-eq-')).length;
          expect(ours).toEqual(withMathJax(sources, isDisplay));
        },
      ),
      { numRuns: 120 },
    );
    expect(compared).toBeGreaterThan(15);
  });

  test.each([
    ['\\begin{align}a&=b\\\\c&=d\\\\\\end{align}', ['a=b #nb-eq-1 (1)', 'c=d #nb-eq-2 (2)']],
    ['\\begin{gather}a\\notag\\\\b\\end{gather}', ['a', 'b #nb-eq-1 (1)']],
    ['\\begin{equation}\\end{equation}', ['#nb-eq-1 (1)']],
    ['\\begin{eqnarray}a&=&b\\\\c&=&d\\nonumber\\end{eqnarray}', ['a=b #nb-eq-1 (1)', 'c=d']],
  ])('%s', (source, expected) => {
    expect(withKatex([source])).toEqual(expected);
    expect(withMathJax([source])).toEqual(expected);
  });

  test.each([
    ['text around it', 'x \\begin{align}a\\end{align}'],
    ['one within another', '\\begin{align}\\begin{align}a\\end{align}\\end{align}'],
    [
      'no number within a row that has one',
      '\\begin{equation}\\begin{aligned}a\\notag\\end{aligned}\\end{equation}',
    ],
    [
      'a last row without anything but that it has none',
      '\\begin{gather}a\\\\\n% b\n\\\\\n\\notag\\end{gather}',
    ],
    ['such a row after \\cr', '\\begin{gather}a\\\\\n% b\n\\cr \\notag\\end{gather}'],
    ['nothing in it', '\\begin{align}\\end{align}'],
    ['a label', '\\begin{align}a\\label{b}\\end{align}'],
    ['a definition', '\\begin{align}\\def\\v{a}\\v\\end{align}'],
  ])('and those that it would number otherwise are left to MathJax: %s', (_name, source) => {
    expect(withKatex([source])).toBeUndefined();
  });

  test('and both count on from each other', () => {
    const renderer = createMathRenderer({ mathJax, references: references() });
    const sources = ['align', 'flalign', 'eqnarray', 'multline', 'equation'].map(
      (name) => `\\begin{${name}}a\\end{${name}}`,
    );
    expect(sources.flatMap((source) => rowsOf(renderer.render(source, true)))).toEqual(
      [1, 2, 3, 4, 5].map((number) => `a #nb-eq-${number} (${number})`),
    );
  });
});
