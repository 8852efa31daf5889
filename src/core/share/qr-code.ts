import { encodeQR } from 'qr';

/** A QR code as one shape, for an SVG whose unit is a module; the quiet zone is part of it. */
export interface QrCode {
  /** Width and height in modules. */
  readonly size: number;
  /** Path data of the dark modules. */
  readonly path: string;
}

/** ISO/IEC 18004 requires four modules of white on each side. */
const QUIET_ZONE = 4;
/** Shares of a code that may be damaged, from the highest. */
const CORRECTIONS = ['high', 'quartile', 'medium'] as const;

/**
 * The QR code of a text; undefined where the text is longer than a QR code holds (2,953 bytes).
 * Error correction uses whatever room is left in the size that is needed.
 */
export function buildQrCode(text: string): QrCode | undefined {
  // Only its size is asked for, so one mask will do in place of the best of eight.
  const smallest = encode(text, 'low', { mask: 0 });
  if (smallest === undefined) return undefined;
  // A code of version v is 17 + 4v modules wide.
  const version = (smallest.length - 2 * QUIET_ZONE - 17) / 4;
  const rows = CORRECTIONS.reduce<boolean[][] | undefined>(
    (found, correction) => found ?? encode(text, correction, { version }),
    undefined,
  );
  return draw(rows ?? encode(text, 'low') ?? smallest);
}

type Correction = (typeof CORRECTIONS)[number] | 'low';

/** Undefined where the text does not fit. */
function encode(
  text: string,
  ecc: Correction,
  options: { readonly mask?: number; readonly version?: number } = {},
): boolean[][] | undefined {
  try {
    return encodeQR(text, 'raw', { ...options, ecc, border: QUIET_ZONE });
  } catch {
    return undefined;
  }
}

function draw(rows: readonly (readonly boolean[])[]): QrCode {
  return { size: rows.length, path: rows.map((row, y) => traceRow(row, y)).join('') };
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
