import { encode } from 'uqr';

/** A QR code as one shape, for an SVG whose unit is a module; the quiet zone is part of it. */
export interface QrCode {
  /** Width and height in modules. */
  readonly size: number;
  /** Path data of the dark modules. */
  readonly path: string;
}

/** ISO/IEC 18004 wants four modules of white on each side. */
const QUIET_ZONE = 4;

/**
 * The QR code of a text; undefined where the text is longer than a QR code holds (2,953 bytes).
 * Whatever room is left in the size that is needed goes into error correction.
 */
export function buildQrCode(text: string): QrCode | undefined {
  try {
    const { size, data } = encode(text, { ecc: 'L', boostEcc: true, border: QUIET_ZONE });
    return { size, path: data.map((row, y) => traceRow(row, y)).join('') };
  } catch {
    return undefined;
  }
}

/** The code as a file of its own, to put on a slide. */
export function renderQrFile({ size, path }: QrCode): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" width="${size * 8}" height="${size * 8}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${path}"/></svg>`;
}

/** The address of that file, without a server. */
export function buildQrFileUrl(code: QrCode): string {
  return `data:image/svg+xml,${encodeURIComponent(renderQrFile(code))}`;
}

/** Neighbours of one row are drawn together. */
function traceRow(row: readonly boolean[], y: number): string {
  let path = '';
  let start = 0;
  for (let x = 0; x <= row.length; x += 1) {
    if (row[x] === row[start]) continue;
    if (row[start] === true) path += `M${start} ${y}h${x - start}v1h-${x - start}z`;
    start = x;
  }
  return path;
}
