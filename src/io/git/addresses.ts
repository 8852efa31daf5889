import { type AddressFault, parseRepositoryAddress } from '../../core/addresses/repository-address.ts';
import { redactSecrets } from '../../core/redact.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import type { GitFailure } from './types.ts';

const COMMIT_ID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/u;

/**
 * Judges an address before git sees it: https, or http on loopback, without credentials, and nothing
 * that git could take for an option or for a transport of its own (`ext::`). What the user's own
 * `url.<base>.insteadOf` makes of it afterwards is the user's affair.
 *
 * @returns the address as `URL` writes it; messages never repeat credentials
 */
export function checkFetchable(address: string): Result<string, GitFailure> {
  const parsed = parseRepositoryAddress(address);
  const url = URL.parse(address);
  if (!parsed.ok) return refuse(explainFault(parsed.failure, address));
  const { page, repository, scheme } = parsed.value;
  if (url === null) return refuse(explainFault('syntax', address));
  if (scheme === 'ssh') return refuse(explainFault(url.username === '' ? 'scheme' : 'credentials', address));
  if (page?.kind === 'query') return refuse(withoutQuery(url));
  if (page !== undefined) {
    return refuse(`${quote(address)} is a page about a repository; write ${repository}.`);
  }
  return ok(url.href);
}

function explainFault(fault: AddressFault, address: string): string {
  const url = URL.parse(address);
  if (fault === 'characters' && address !== '') {
    return 'A repository address must not contain spaces or control characters; write it as https://host/path.';
  }
  if (url === null) return `${quote(address)} is not a repository address; write it as https://host/path.`;
  if (fault === 'credentials') {
    return `The address of a repository on ${url.host || 'a host'} contains credentials; remove them and use a git credential helper.`;
  }
  if (fault === 'scheme') {
    return `${quote(address)} cannot be fetched: only https addresses are allowed, or http on this machine.`;
  }
  if (/[?#]/u.test(address)) return withoutQuery(url);
  return `${url.origin} names ${fault === 'no-name' ? 'an owner' : 'a host'}, not a repository; add the path of the repository.`;
}

function withoutQuery({ origin, pathname }: URL): string {
  return `The repository address ${origin}${pathname} must not have a "?" or "#" part; remove it.`;
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
  return isLegal
    ? ok(ref)
    : refuse(`${quote(ref)} cannot be the name of a branch or tag in git; write it as the repository does.`);
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

function refuse(message: string): Result<never, GitFailure> {
  return fail({ code: 'git/refused', message });
}
