import { isLoopback } from '../../addresses/loopback.ts';
import type { FaultList } from './types.ts';

const MAX_LENGTH = 20_000;
/** As browsers show addresses: `mybinder.org/v2/…`. */
const WITHOUT_SCHEME = /^[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d+)?\//i;

/**
 * Takes a link as people paste it: alone, in angle brackets or quotes, as Markdown or an HTML
 * attribute, HTML-escaped. Undefined where there is no web address in it.
 */
export function readAddress(text: string, faults: FaultList): URL | undefined {
  const found = text.length > MAX_LENGTH ? '' : unwrap(text.trim());
  const unescaped = found.replace(/&(?:amp;)+/gi, '&').replace(/&#0*38;|&#x0*26;/gi, '&');
  const url = URL.parse(unescaped);
  if (!url || !/^https?:$/.test(url.protocol)) {
    const message = WITHOUT_SCHEME.test(unescaped)
      ? 'The link lacks its beginning: write https:// in front of it.'
      : 'This is no web address; a launch link begins with https://.';
    faults.add('error', 'link/not-a-link', message);
    return undefined;
  }
  if (unescaped !== found) {
    faults.add(
      'error',
      'link/html-escaped',
      'The link was copied from HTML source: "&amp;" stands where "&" belongs.',
    );
  }
  if (/[\s"'<>`\\]|[^\x20-\x7e]/.test(unescaped)) {
    faults.add(
      'warning',
      'link/raw-characters',
      'The link contains spaces, quotes or the like as they are; chats and Markdown cut it there.',
    );
  }
  if (url.username !== '' || url.password !== '') {
    faults.add(
      'error',
      'link/credentials',
      'The link contains a user name or password; remove it, and change the password if the link was public.',
    );
    url.username = '';
    url.password = '';
  }
  if (url.protocol === 'http:' && !isLoopback(url)) {
    faults.add('warning', 'link/not-https', 'The link uses http; launch links should use https.');
  }
  return url;
}

function unwrap(text: string): string {
  const markdown = [...text.matchAll(/\]\(\s*<?(https?:\/\/[^\s>]+?)>?\s*\)(?=[\s[\]]|$)/g)].at(-1)?.[1];
  const attribute = /\b(?:href|target|src)\s*=\s*["'](https?:\/\/[^"']+)["']/i.exec(text)?.[1];
  const restructured = /^\s*:target:\s*(\S+)$/m.exec(text)?.[1];
  return markdown ?? attribute ?? restructured ?? text.replace(/^[<"'`]+|[>"'`]+$/g, '');
}
