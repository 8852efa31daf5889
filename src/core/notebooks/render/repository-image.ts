import { LIMITS } from '../limits.ts';
import { isLfsPointer } from '../parse/decode.ts';
import { parseImageHeader } from './images.ts';
import { cleanSvg } from './svg.ts';

/** A picture file of a content repository, as it may be published on the site's own origin. */
export type RepositoryImage =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly notice: 'image-unreadable' | 'image-too-large' | 'image-in-lfs' };

/**
 * Decides by its bytes what is published of a repository's picture: a raster image as it is, a drawing rewritten
 * by the sanitiser, and nothing else, whatever the file is called.
 *
 * @param name under which it will be published; a server tells browsers by its ending how to read it
 */
export function prepareRepositoryImage(name: string, bytes: Uint8Array): RepositoryImage {
  if (bytes.length > LIMITS.imageBytes) return { ok: false, notice: 'image-too-large' };
  if (isLfsPointer(new TextDecoder().decode(bytes.subarray(0, 100))))
    return { ok: false, notice: 'image-in-lfs' };
  const header = parseImageHeader(bytes);
  if (name.endsWith('.svg')) {
    const clean = header === undefined ? cleanSvg(decodeXml(bytes)) : undefined;
    if (clean === undefined) return { ok: false, notice: 'image-unreadable' };
    return { ok: true, bytes: new TextEncoder().encode(clean.xml) };
  }
  if (header === undefined) return { ok: false, notice: 'image-unreadable' };
  const { width, height } = header.size ?? { width: 0, height: 0 };
  return width * height > LIMITS.imagePixels ? { ok: false, notice: 'image-too-large' } : { ok: true, bytes };
}

/** UTF-16 where a byte order mark says so, else UTF-8. */
function decodeXml(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}
