import { slug } from 'github-slugger';
import { decodeLoosely } from '../../addresses/decode-loosely.ts';
import { trimEndWhere, trimStartWhere } from '../../trim.ts';
import { LIMITS } from '../limits.ts';

/** What an address in a notebook turned out to be. */
export type Address =
  | { readonly kind: 'anchor'; readonly id: string }
  /** Absolute http(s) or mailto address, as `URL` spells it. */
  | { readonly kind: 'external'; readonly url: string; readonly host: string }
  /** File in the notebook's own repository. */
  | { readonly kind: 'file'; readonly path: string; readonly hash: string }
  | { readonly kind: 'attachment'; readonly name: string }
  | { readonly kind: 'data'; readonly mime: string; readonly base64?: string; readonly text?: string }
  /** An address that is not allowed, not valid, or leads out of the repository. */
  | { readonly kind: 'refused' };

const REFUSED: Address = { kind: 'refused' };
const SCHEME = /^([a-z][a-z0-9+.-]*):/i;
const DATA = /^data:([\w.+-]+\/[\w.+-]+)?((?:;[\w.+-]+=[^;,]*)*)(;base64)?,/i;
/** What browsers drop from addresses: without it no scheme can hide. */
const DROPPED = /[\t\n\r]/g;
const isDroppedAtEnds = (character: string) => character <= ' ';

/**
 * Sorts an address of a link or image, seen from the notebook's own folder.
 *
 * @param notebook asked for its path only where an address is relative: what has none looks the same in any folder
 */
export function parseAddress(written: string, notebook: { readonly path: string }): Address {
  const address = trimEndWhere(trimStartWhere(written, isDroppedAtEnds), isDroppedAtEnds).replace(
    DROPPED,
    '',
  );
  if (address === '') return REFUSED;
  if (/^data:/i.test(address)) return parseData(address);
  if (/^attachment:/i.test(address)) {
    return { kind: 'attachment', name: decodeLoosely(address.slice('attachment:'.length)) };
  }
  if (address.length > LIMITS.urlChars) return REFUSED;
  if (address.startsWith('#')) return { kind: 'anchor', id: anchorId(decodeLoosely(address.slice(1))) };
  if (/^[/\\]{2}/.test(address)) return external(`https:${address}`);
  if (SCHEME.test(address)) return external(address);
  return file(address, notebook.path);
}

/**
 * Anchor on the page for a name in a notebook. Jupyter makes `My-Heading` of a heading, GitHub and MyST
 * `my-heading`: both, and ids written by hand, come out alike.
 */
export function anchorId(name: string): string {
  return `nb-${slug(name.trim().slice(0, 200)) || 'section'}`;
}

/** Whether an address that the context gave stays on our own site, as the page's policy demands of images. */
export function isOwnAddress(address: string): boolean {
  return !SCHEME.test(address) && !/^[/\\]{2}/.test(address);
}

/** IPython before version 2 served the notebook's folder below `files/`; its notebooks still name files so. */
export function withoutFilesPrefix(path: string): string {
  return path.replace(/(^|\/)files\//, '$1');
}

function external(address: string): Address {
  if (!URL.canParse(address)) return REFUSED;
  const url = new URL(address);
  if (url.protocol === 'mailto:') return { kind: 'external', url: url.href, host: url.pathname };
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return REFUSED;
  // Credentials in an address only serve to make it look like another one.
  if (url.username !== '' || url.password !== '') return REFUSED;
  return { kind: 'external', url: url.href, host: url.host };
}

function file(address: string, notebookPath: string): Address {
  const [beforeHash = '', ...hash] = address.split('#');
  // Authors on Windows write backslashes.
  const path = decodeLoosely(beforeHash.split('?')[0] ?? '').replaceAll('\\', '/');
  // An absolute path is seen from the root of the server, which is the repository's.
  const segments = path.startsWith('/') ? [] : notebookPath.split('/').slice(0, -1);
  for (const segment of path.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') segments.push(segment);
    else if (segments.pop() === undefined) return REFUSED;
  }
  if (segments.length === 0 || path.includes('\0')) return REFUSED;
  return { kind: 'file', path: segments.join('/'), hash: decodeLoosely(hash.join('#')) };
}

function parseData(address: string): Address {
  const match = DATA.exec(address);
  if (match === null) return REFUSED;
  const mime = (match[1] ?? 'text/plain').toLowerCase();
  const payload = address.slice(match[0].length);
  return match[3] === undefined
    ? { kind: 'data', mime, text: decodeLoosely(payload) }
    : { kind: 'data', mime, base64: payload.includes('%') ? decodeLoosely(payload) : payload };
}
