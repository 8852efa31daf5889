import { expect, test } from 'vitest';
import { markdownHtml } from '../test-notebooks.ts';
import { spellVariants } from './math-variants.ts';

test.each([
  ['\\mathbf{w}', '𝐰'],
  ['\\mathbf{A}', '𝐀'],
  ['\\mathbf{12}', '𝟏𝟐'],
  ['\\boldsymbol{\\theta}', '𝜽'],
  ['\\boldsymbol{\\Sigma}', '𝚺'],
  ['\\mathbb{R}', 'ℝ'],
  ['\\mathbb{E}', '𝔼'],
  ['\\mathbb{1}', '𝟙'],
  ['\\mathcal{L}', 'ℒ'],
  ['\\mathcal{D}', '𝒟'],
  ['\\mathfrak{g}', '𝔤'],
  ['\\mathsf{A}', '𝖠'],
  ['\\mathtt{x}', '𝚡'],
])('%s has a letter of its own', async (source, expected) => {
  const html = await markdownHtml(`$${source}$`);

  expect(html.replace(/<[^>]*>/g, '')).toBe(expected);
  expect(html).not.toContain('mathvariant');
});

test('what has no such letter stays, and so do upright letters and text', async () => {
  expect(await markdownHtml('$\\mathrm{d}x$')).toContain('<mi mathvariant="normal">d</mi><mi>x</mi>');
  expect(await markdownHtml('$\\textbf{bold}$')).toContain('<mtext mathvariant="bold">bold</mtext>');
  expect(spellVariants('<mi mathvariant="bold">&lt;ж</mi>')).toBe('<mi>&lt;ж</mi>');
});

test('every letter of every alphabet is another character, and a letter or digit of Unicode', () => {
  const variants = [
    'bold',
    'italic',
    'bold-italic',
    'script',
    'fraktur',
    'double-struck',
    'sans-serif',
    'monospace',
  ];
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
  const all = variants.flatMap((variant) => {
    const spelt = spellVariants(`<mi mathvariant="${variant}">${alphabet}</mi>`).slice(4, -5);
    expect(spelt.normalize('NFKC'), variant).toBe(alphabet);
    return [...spelt];
  });

  expect(new Set(all).size).toBe(variants.length * alphabet.length);
});
