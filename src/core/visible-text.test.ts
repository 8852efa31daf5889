import { expect, it } from 'vitest';
import { hasVisibleText } from './visible-text.ts';

it.each([
  ['', false],
  [' \t\n\u00a0\u3000', false],
  ['\u200b\u2060\ufeff\u00ad', false],
  ['\u202e\u2066', false],
  ['\u0301\ufe0f', false],
  ['\u200ba', true],
  ['?', true],
  ['🧊', true],
  ['\ue0a0', true],
])('%j', (text, expected) => {
  expect(hasVisibleText(text)).toBe(expected);
});
