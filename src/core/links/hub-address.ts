import { isLoopback } from '../addresses/loopback.ts';
import { ok, type Result, refuse } from '../result.ts';
import { trimEndSlashes } from '../trim.ts';
import type { LinkFailure } from './types.ts';

/**
 * Checks the address of a hub; gives it without slashes at the end.
 */
export function parseHubAddress(text: string): Result<URL, LinkFailure> {
  const url = URL.parse(text);
  if (!url || (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url)))) {
    return refuse(
      'link/bad-hub',
      'The address of the hub is not an https address (http is allowed on loopback).',
    );
  }
  if (url.username !== '' || url.password !== '') {
    return refuse(
      'link/credentials',
      'The address of the hub contains a user name or password; links are public, so write it without.',
    );
  }
  if (url.search !== '' || url.hash !== '') {
    return refuse(
      'link/bad-hub',
      'The address of the hub contains "?" or "#"; write it without what follows.',
    );
  }
  url.pathname = trimEndSlashes(url.pathname);
  return ok(url);
}

/** The address of a checked hub as text, without a slash at the end. */
export function hubBase(url: URL): string {
  return `${url.origin}${trimEndSlashes(url.pathname)}`;
}
