import { type AddressFault, parseRepositoryAddress } from '../../core/addresses/repository-address.ts';
import { type Detail, detailOf, refuseDetail } from '../../core/details.ts';
import { redactSecrets } from '../../core/redact.ts';
import { ok, type Result } from '../../core/result.ts';
import type { GitFailure } from './types.ts';

const COMMIT_ID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/u;

/**
 * Judges an address before git sees it: https, or http on loopback, without credentials, and nothing
 * that git could take for an option or for a transport of its own (`ext::`). What the user's own
 * `url.<base>.insteadOf` makes of it afterwards is not checked.
 *
 * @returns the address as `URL` writes it; messages never repeat credentials
 */
export function checkFetchable(address: string): Result<string, GitFailure> {
  const parsed = parseRepositoryAddress(address);
  const url = URL.parse(address);
  if (!parsed.ok) return refuseDetail('git/refused', explainFault(parsed.failure, address));
  const { page, repository, scheme } = parsed.value;
  if (url === null) return refuseDetail('git/refused', explainFault('syntax', address));
  if (scheme === 'ssh')
    return refuseDetail('git/refused', explainFault(url.username === '' ? 'scheme' : 'credentials', address));
  if (page?.kind === 'query') return refuseDetail('git/refused', explainQuery(url));
  if (page !== undefined)
    return refuseDetail('git/refused', detailOf('address-page', { address: quote(address), repository }));
  return ok(url.href);
}

function explainFault(fault: AddressFault, address: string): Detail {
  const url = URL.parse(address);
  if (fault === 'characters' && address !== '') return detailOf('address-characters');
  if (url === null) return detailOf('address-invalid', { address: quote(address) });
  if (fault === 'credentials') return detailOf('address-credentials', { host: url.host || '""' });
  if (fault === 'scheme') return detailOf('address-scheme', { address: quote(address) });
  if (/[?#]/u.test(address)) return explainQuery(url);
  return detailOf(fault === 'no-name' ? 'address-owner' : 'address-host', { address: url.origin });
}

function explainQuery({ origin, pathname }: URL): Detail {
  return detailOf('address-query', { address: `${origin}${pathname}` });
}

/**
 * Judges a branch, tag or commit by the rules of `git check-ref-format --branch`
 * (git documentation, git-check-ref-format).
 */
export function parseRef(ref: string): Result<string, GitFailure> {
  const isLegal =
    ref !== '' &&
    ref !== '@' &&
    ref.length <= 1000 &&
    !hasControlCharacter(ref) &&
    ref.isWellFormed() &&
    !/^-|[ ~^:?*[\\]|\.\.|@\{|\.$/u.test(ref) &&
    ref
      .split('/')
      .every((segment) => segment !== '' && !segment.startsWith('.') && !segment.endsWith('.lock'));
  return isLegal ? ok(ref) : refuseDetail('git/refused', detailOf('ref-invalid', { ref: quote(ref) }));
}

/** True for a full commit id, SHA-1 or SHA-256. Git takes such a name for a commit before all else. */
export function isCommitId(ref: string): boolean {
  return COMMIT_ID.test(ref);
}

function hasControlCharacter(text: string): boolean {
  return /\p{Cc}/u.test(text);
}

/** What follows `//` up to an `@` may be a secret, also where the address cannot be parsed. */
function quote(text: string): string {
  return JSON.stringify(redactSecrets(text).slice(0, 200));
}
