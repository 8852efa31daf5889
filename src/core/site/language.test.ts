import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatDays, formatSize, textDirection } from './language.ts';

test.each([
  ['2026-11-01', '2026-11-01', 'en', '1 November'],
  ['2026-11-01', '2026-11-20', 'en', '1 – 20 November'],
  ['2026-10-30', '2026-11-20', 'de', '30. Oktober – 20. November'],
])('the days from %s to %s in %s are %s', (from, to, language, words) => {
  expect(formatDays(from, to, language).replace(/\s/g, ' ')).toBe(words);
});

test.each([
  [999, '999 bytes'],
  [2_113_456_789, '2.1 GB'],
  [34_650_000, '35 MB'],
])('%d bytes are %s', (sizeBytes, words) => {
  expect(formatSize(sizeBytes, 'en')).toBe(words);
});

test('a size always has a unit, whatever the number', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }), (size) =>
      /\d.*[a-zB]/.test(formatSize(size, 'en')),
    ),
  );
});

test.each([
  ['ar', 'rtl'],
  ['he-IL', 'rtl'],
  ['az-Arab', 'rtl'],
  ['ar-Latn', 'ltr'],
  ['en', 'ltr'],
])('%s is written %s', (language, direction) => {
  expect(textDirection(language)).toBe(direction);
});
