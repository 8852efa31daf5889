import { expect, test } from 'vitest';
import { parseYamlMapping, splitFrontMatter } from './front-matter.ts';

test.each([
  ['braces', '{'.repeat(2_000)],
  ['brackets', '['.repeat(900_000)],
  ['pairs', '[{a: '.repeat(20_000)],
])('front matter of open %s is none, and takes no time', (_, open) => {
  expect(parseYamlMapping(`a: ${open}`)).toBeUndefined();
  expect(splitFrontMatter(`---\na: ${open}\n---\ntext`)).toBeUndefined();
});

test('front matter with nested values is read', () => {
  expect(parseYamlMapping('a: {b: [{c: 1}]}')).toEqual({ a: { b: [{ c: 1 }] } });
});
