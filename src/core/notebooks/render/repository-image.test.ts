import { describe, expect, test } from 'vitest';
import { prepareRepositoryImage } from './repository-image.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const PNG = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13);
const AVIF = Uint8Array.of(0, 0, 0, 0x1c, ...bytesOf('ftypavif'), 0, 0, 0, 0, ...bytesOf('mif1'));
const HOSTILE_SVG = '<svg xmlns="http://www.w3.org/2000/svg" onload="x()"><script>x()</script><g/></svg>';

describe('pictures of a repository', () => {
  test.each([
    ['a.png', PNG],
    // What a browser shows of it is decided by the bytes too.
    ['a.jpg', PNG],
    ['a.gif', bytesOf('GIF89a\u0001\0\u0001\0')],
    ['a.avif', AVIF],
  ])('%s is published as it is', (name, bytes) => {
    expect(prepareRepositoryImage(name, bytes)).toEqual({ ok: true, bytes });
  });

  test('a drawing passes the sanitiser', () => {
    const image = prepareRepositoryImage('a.svg', bytesOf(HOSTILE_SVG));
    expect(image.ok && new TextDecoder().decode(image.bytes)).toMatch(/^<svg [^>]*><g\/><\/svg>$/);
  });

  test('a drawing in UTF-16 does too', () => {
    const bytes = new Uint8Array(
      new Uint16Array([0xfeff, ...[...HOSTILE_SVG].map((c) => c.charCodeAt(0))]).buffer,
    );
    const image = prepareRepositoryImage('a.svg', bytes);
    expect(image.ok && new TextDecoder().decode(image.bytes)).toMatch(/^<svg [^>]*><g\/><\/svg>$/);
  });

  test.each([
    ['HTML', '<!doctype html><script>x()</script>'],
    ['a drawing', HOSTILE_SVG],
    ['PDF', '%PDF-1.7'],
    ['WebAssembly', '\0asm\u0001\0\0\0'],
    ['a script', 'x()'],
    ['nothing', ''],
  ])('%s under the name of a raster image is not published', (_, text) => {
    expect(prepareRepositoryImage('a.png', bytesOf(text))).toEqual({ ok: false, notice: 'image-unreadable' });
  });

  test('what is no drawing is not published as one', () => {
    for (const bytes of [
      PNG,
      bytesOf('<html><script>x()</script></html>'),
      bytesOf('<?xml version="1.0"?><a/>'),
    ])
      expect(prepareRepositoryImage('a.svg', bytes)).toEqual({ ok: false, notice: 'image-unreadable' });
  });

  test('an image of more pixels than a browser should decode is not', () => {
    const huge = Uint8Array.of(...PNG, ...bytesOf('IHDR'), 0, 1, 0, 0, 0, 1, 0, 0);
    expect(prepareRepositoryImage('a.png', huge)).toEqual({ ok: false, notice: 'image-too-large' });
  });
});
