import { redactSecrets } from '../../core/redact.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import type { GitFailure } from './types.ts';

const LOOPBACK_HOST = /^(?:localhost|.+\.localhost|127(?:\.\d{1,3}){3}|\[::1\])$/u;
const COMMIT_ID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/u;

/**
 * Judges an address before git sees it: https, or http on loopback, without credentials, and nothing
 * that git could take for an option or for a transport of its own (`ext::`). What the user's own
 * `url.<base>.insteadOf` makes of it afterwards is the user's affair.
 *
 * @returns the address as `URL` writes it; messages never repeat credentials
 */
export function parseRepositoryAddress(address: string): Result<string, GitFailure> {
  if (hasControlCharacter(address) || /\s/u.test(address)) {
    return refuse(
      'A repository address must not contain spaces or control characters; write it as https://host/path.',
    );
  }
  if (!URL.canParse(address)) {
    return refuse(`${quote(address)} is not a repository address; write it as https://host/path.`);
  }
  const url = new URL(address);
  const isLoopbackHttp = url.protocol === 'http:' && LOOPBACK_HOST.test(url.hostname);
  if (url.username !== '' || url.password !== '') {
    return refuse(
      `The address of a repository on ${url.host || 'a host'} contains credentials; remove them and use a git credential helper.`,
    );
  }
  if (url.protocol !== 'https:' && !isLoopbackHttp) {
    return refuse(
      `${quote(address)} cannot be fetched: only https addresses are allowed, or http on this machine.`,
    );
  }
  if (url.search !== '' || url.hash !== '' || /[?#]/u.test(address)) {
    return refuse(
      `The repository address ${url.origin}${url.pathname} must not have a "?" or "#" part; remove it.`,
    );
  }
  if (url.pathname === '/') {
    return refuse(`${url.origin} names a host, not a repository; add the path of the repository.`);
  }
  return ok(url.href);
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
