import decodeQR from 'qr/decode.js';
import { describe, expect, it, test } from 'vitest';
import { buildQrCode, buildQrFileUrl, type QrCode, renderQrFile } from './qr-code.ts';

const link = 'https://notebooks.example.org/l/glaciers/01-mass-balance/';

/** What a camera sees: four pixels a module, black or white. */
function readCode({ size, path }: QrCode): string {
  const side = size * 4;
  const data = new Uint8Array(side * side * 3).fill(255);
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let row = Number(y) * 4; row < Number(y) * 4 + 4; row += 1) {
      const start = row * side + Number(x) * 4;
      data.fill(0, start * 3, (start + Number(width) * 4) * 3);
    }
  }
  return decodeQR({ width: side, height: side, data });
}

describe('buildQrCode', () => {
  test.each([
    link,
    'https://example.org/',
    'https://example.org/l/données/séance-1/?branch=été&urlpath=lab%2Ftree%2Fa%20b.ipynb',
    `https://example.org/${'long/'.repeat(100)}`,
  ])('is read as the link again: %s', (text) => {
    const code = buildQrCode(text);
    expect(code && readCode(code)).toBe(text);
  });

  it('puts what room is left into error correction, and is not larger for it', () => {
    // Version 4, 33 modules, has room for 62 bytes with medium correction, and for 78 with low.
    expect(buildQrCode('x'.repeat(78))?.size).toBe(33 + 8);
    const code = buildQrCode('x'.repeat(62));
    expect(code?.size).toBe(33 + 8);
    // The correction is named in the two modules at the left end of the ninth row: medium is 0, masked with 1 and 0.
    expect(code?.path).toMatch(/M4 12h1v1/);
  });

  it('leaves four modules of white on each side', () => {
    const code = buildQrCode(link);
    expect(code?.path).toMatch(/^M4 4h7/);
  });

  it('gives nothing for what a QR code cannot hold', () => {
    expect(buildQrCode(`https://example.org/${'x'.repeat(3_000)}`)).toBeUndefined();
  });

  it('makes a file without styles or scripts', () => {
    const code = buildQrCode(link);
    if (code === undefined) throw new Error('no code');
    expect(renderQrFile(code)).not.toMatch(/style|script/);
    expect(decodeURIComponent(buildQrFileUrl(code))).toBe(`data:image/svg+xml,${renderQrFile(code)}`);
  });
});
