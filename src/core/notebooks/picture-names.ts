import { decodeLoosely } from '../addresses/decode-loosely.ts';

const ENDING = /\.(?:png|jpe?g|gif|webp|svg|avif)\b/gi;
/** What no address of a picture has in it, or what precedes one. */
const BEFORE = /[\s"'()<>\\=[\]{}]/;
const MAX_CHARS = 300;

/** Names of picture files, without folders, that the text of a notebook's file contains. */
export function listPictureNames(text: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const match of text.matchAll(ENDING)) {
    const before = text.slice(Math.max(0, match.index - MAX_CHARS), match.index + match[0].length);
    const name = before.split(BEFORE).at(-1)?.split('/').at(-1);
    if (name !== undefined) names.add(decodeLoosely(name));
  }
  return names;
}
