import { expect, test } from 'vitest';
import { countLines } from './count-lines.ts';

test.each([
  ['', 1],
  ['0123456789', 1],
  ['01234 6789', 1],
  ['01234 67890', 2],
  ['012345678901', 2],
  ['a 0123456789', 2],
  ['a 012345678901234567890123456789', 4],
  ['a b c d e f g h i j k', 3],
])('%s takes %i lines of ten letters', (text, lines) => {
  expect(countLines(text, 20, 100)).toBe(lines);
});
