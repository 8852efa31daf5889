import { encode } from 'uqr';
import { describe, expect, it } from 'vitest';
import { buildQrCode, buildQrFileUrl, renderQrFile } from './qr-code.ts';

const link = 'https://notebooks.example.org/l/glaciers/01-mass-balance/';

describe('buildQrCode', () => {
  it('draws exactly the dark modules', () => {
    const code = buildQrCode(link);
    const { size, data } = encode(link, { ecc: 'L', boostEcc: true, border: 4 });
    const drawn = Array.from({ length: size }, () => Array.from({ length: size }, () => false));
    for (const [, x, y, width] of code?.path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g) ?? []) {
      drawn[Number(y)]?.fill(true, Number(x), Number(x) + Number(width));
    }
    expect(drawn).toEqual(data);
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
