import { expect, test } from 'vitest';
import { readsAsAddress } from './reads-as-address.ts';

test.each([
  ['https://example.org/a?b=1', 'https://example.org/a?b=1', true],
  [' example.org ', 'https://www.example.org/', true],
  ['https://example.org/Gezeiten/größe', 'https://example.org/Gezeiten/gr%C3%B6%C3%9Fe', true],
  ['https://example.org/100%', 'https://example.org/100%', true],
  ['example.org', 'https://example.org/tides', false],
  ['https://example.org/a', 'https://example.org/A', false],
  ['tide tables', 'https://example.org/tides', false],
  ['', 'https://example.org/', false],
])('%j at %s: %s', (words, url, expected) => {
  expect(readsAsAddress(words, url)).toBe(expected);
});
