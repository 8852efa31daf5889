/** Raster formats that a page may show, by their first bytes. */
export type ImageFormat = 'png' | 'jpeg' | 'gif' | 'webp' | 'avif';

export interface ImageHeader {
  readonly format: ImageFormat;
  /** Pixels; absent where the header at hand does not tell. */
  readonly size?: ImageSize;
}

export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

/**
 * Format and size from the first bytes, whatever the MIME type beside them says. Sources: PNG (RFC
 * 2083, 3.2), GIF89a 17–18, JPEG (ITU-T T.81, B.2.2), WebP (RFC 9649, 2.5–2.7), AVIF (ISO/IEC 14496-12,
 * 4.3, and AVIF 1.1, 6). Undefined for anything else.
 */
export function parseImageHeader(bytes: Uint8Array): ImageHeader | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) {
    if (bytes.length < 24) return { format: 'png' };
    return { format: 'png', size: { width: view.getUint32(16), height: view.getUint32(20) } };
  }
  if (startsWith(bytes, [0x47, 0x49, 0x46, 0x38])) {
    if (bytes.length < 10) return { format: 'gif' };
    return { format: 'gif', size: { width: view.getUint16(6, true), height: view.getUint16(8, true) } };
  }
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return withSize('jpeg', jpegSize(view));
  if (startsWith(bytes, [0x52, 0x49, 0x46, 0x46]) && ascii(bytes, 8, 12) === 'WEBP') {
    return withSize('webp', webpSize(bytes, view));
  }
  if (bytes.length >= 16 && /^ftypavi[fs]$/.test(ascii(bytes, 4, 12))) return { format: 'avif' };
  return undefined;
}

/** Skips segments until a start-of-frame marker (SOF0 to SOF15 without DHT, JPG and DAC). */
function jpegSize(view: DataView): ImageSize | undefined {
  let offset = 2;
  while (offset + 9 < view.byteLength) {
    if (view.getUint8(offset) !== 0xff) return undefined;
    const marker = view.getUint8(offset + 1);
    if (marker === 0xff) {
      offset += 1;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { width: view.getUint16(offset + 7), height: view.getUint16(offset + 5) };
    const isBare = marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);
    offset += isBare ? 2 : 2 + Math.max(2, view.getUint16(offset + 2));
  }
  return undefined;
}

function webpSize(bytes: Uint8Array, view: DataView): ImageSize | undefined {
  if (bytes.length < 30) return undefined;
  switch (ascii(bytes, 12, 16)) {
    case 'VP8 ':
      return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
    case 'VP8L': {
      const bits = view.getUint32(21, true);
      return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
    }
    case 'VP8X':
      return { width: uint24(view, 24) + 1, height: uint24(view, 27) + 1 };
    default:
      return undefined;
  }
}

function withSize(format: ImageFormat, size: ImageSize | undefined): ImageHeader {
  return size === undefined ? { format } : { format, size };
}

function uint24(view: DataView, offset: number): number {
  return view.getUint16(offset, true) | (view.getUint8(offset + 2) << 16);
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return bytes.length >= signature.length && signature.every((byte, index) => bytes[index] === byte);
}

function ascii(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to));
}
