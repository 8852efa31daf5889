import { expect, test } from 'vitest';
import { LIMITS } from '../limits.ts';
import { createMarkupBudget } from './budget.ts';

const marks = (count: number) => '*'.repeat(count);

test('a text may have so many marks, and letters as it likes', () => {
  const budget = createMarkupBudget();

  expect(budget.spend(marks(LIMITS.textMarks + 1))).toBe(false);
  expect(budget.spend(marks(LIMITS.textMarks))).toBe(true);
  expect(budget.spend('a'.repeat(2 * LIMITS.pageMarks))).toBe(true);
});

test.each([0, 1, 999])('a page has its marks and not one more, beside %i letters in each text', (letters) => {
  const budget = createMarkupBudget();
  const text = marks(LIMITS.textMarks / 2) + 'a'.repeat(letters);
  const count = (2 * LIMITS.pageMarks) / LIMITS.textMarks;

  for (let index = 0; index < count; index += 1) expect(budget.spend(text)).toBe(true);
  expect(budget.spend('*')).toBe(false);
  expect(budget.spend('a')).toBe(true);
});

test.each(['a@b.c ', 'a@b.', 'http://a ', 'www.a.b '])(
  'counts an address as the link that it becomes: %s',
  (address) => {
    const links = (count: number) =>
      createMarkupBudget().spend(address.repeat(count).padEnd(LIMITS.textMarks + 1));
    // A table of addresses is shown with its links, a million characters of them are not.
    expect(links(20_000)).toBe(true);
    expect(links(80_000)).toBe(false);
  },
);
