import { decodeLoosely } from './decode-loosely.ts';

/** Whether the words of a link are its address, with or without scheme, `www.` and a slash at the end. */
export function readsAsAddress(words: string, url: string): boolean {
  return reduce(words) === reduce(url);
}

function reduce(address: string): string {
  return decodeLoosely(address.trim())
    .replace(/^(?:https?:\/\/)?(?:www\.)?/i, '')
    .replace(/\/$/, '');
}
