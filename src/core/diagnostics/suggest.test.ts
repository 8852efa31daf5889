import { expect, it } from 'vitest';
import { didYouMean } from './suggest.ts';

it.each([
  ['chekc', ['check', 'build'], 'Did you mean "check"?'],
  ['stale-after', ['stale_after'], 'Did you mean "stale_after"?'],
  ['A.ipynb', ['a.ipynb'], 'Did you mean "a.ipynb"?'],
  ['check', ['check'], undefined],
  ['xyz', ['check'], undefined],
])('%s among %j', (written, allowed, expected) => {
  expect(didYouMean(written, allowed)).toBe(expected);
});

it('says what two names that look the same differ in, and takes no other for the one that is meant', () => {
  const advice = didYouMean('Bl\u00e4tter.ipynb', ['Bl\u00e4tter2.ipynb', 'Bla\u0308tter.ipynb']);
  expect(advice).toContain('the same letters as other characters');
  expect(advice).toContain('copy "Bla\u0308tter.ipynb"');
});
