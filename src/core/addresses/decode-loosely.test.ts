import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeLoosely } from './decode-loosely.ts';

test('gives back what was encoded', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(decodeLoosely(encodeURIComponent(text))).toBe(text);
    }),
  );
});

test.each(['100%', 'a%zz%20b', '%FF', '%C3'])('leaves %j as it stands', (text) => {
  expect(decodeLoosely(text)).toBe(text);
});
