import { openInBrowser, readBinderQuery, type ServerRequest } from './decode-chain.ts';
import { encodeText } from './encode.ts';
import { DECODING_GUARD, needsGuard, type PullParameters } from './guard.ts';

export interface BinderLink {
  readonly url: string;
  /** Whether the link ends in the guard against BinderHub's extra decoding. */
  readonly isGuarded: boolean;
}

/**
 * The address that builds a specification (`gh/org/env/v1`) on a BinderHub and opens `target` on the
 * launched server: a URL reference such as `lab/tree/a%20b.ipynb`, or nbgitpuller's with `pull`.
 */
export function buildBinderLink(
  base: string,
  spec: string,
  target: string,
  pull?: PullParameters,
): BinderLink {
  if (target === '') return { url: `${base}/v2/${spec}`, isGuarded: false };
  const query = `urlpath=${encodeText(target)}`;
  const isGuarded =
    pull === undefined ? !isSamePlace(readBinderQuery(query, true), target) : needsGuard(query, pull);
  return { url: `${base}/v2/${spec}?${query}${isGuarded ? DECODING_GUARD : ''}`, isGuarded };
}

function isSamePlace(seen: ServerRequest, target: string): boolean {
  return JSON.stringify(openInBrowser(seen.urlpath ?? '')) === JSON.stringify(openInBrowser(target));
}
