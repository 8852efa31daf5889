import { decodeLoosely } from '../../addresses/decode-loosely.ts';
import { type PullRequest, readBinderTarget, readPullQuery } from '../decode-chain.ts';
import type { Located } from './locate.ts';
import type { FaultList } from './types.ts';

/** What the author of a link meant: nbgitpuller's parameters, or a plain place on the server. */
export type IntendedRequest = PullRequest | { readonly kind: 'plain'; readonly urlpath: string };

/** Reads the launch's own parameters with every known slip undone, each noted as a fault. */
export function readIntended(located: Located, faults: FaultList): IntendedRequest {
  if (located.kind === 'jupyterhub') {
    if (!['git-pull', 'git-sync', 'interact'].includes(located.endpoint)) {
      return { kind: 'plain', urlpath: located.endpoint + located.search };
    }
    return readParameters(located.endpoint, located.search, faults);
  }
  if (located.legacyPath !== undefined) return { kind: 'plain', urlpath: located.legacyPath };
  const target = unencodedTarget(located.search, faults) ?? readBinderTarget(located.search, false);
  const [, endpoint, query] = /^(git-pull|git-sync|interact)\?(.*)$/s.exec(unwrapTwice(target, faults)) ?? [];
  if (endpoint === undefined || query === undefined) return { kind: 'plain', urlpath: target };
  return readParameters(endpoint, query, faults);
}

/** `?urlpath=git-pull?repo=…&branch=…` without encoding: BinderHub's page keeps the rest for itself. */
function unencodedTarget(search: string, faults: FaultList): string | undefined {
  const outer = new URLSearchParams(search);
  const isPull = /^git-(?:pull|sync)\?/.test(outer.get('urlpath') ?? '');
  const hasSpill =
    outer.getAll('urlpath').length > 1 ||
    ['branch', 'repo', 'amp;branch', 'amp;urlpath'].some((name) => outer.has(name));
  const at = search.search(/git-(?:pull|sync)(?:\?|%3F)/i);
  if (!isPull || !hasSpill || at < 0) return undefined;
  faults.add(
    'error',
    'link/unencoded-query',
    'The part from "git-pull" on is not encoded, so Binder keeps its parameters and nbgitpuller never sees them.',
  );
  return search.slice(at).replace(/^(git-\w+)%3F/i, '$1?');
}

function unwrapTwice(target: string, faults: FaultList): string {
  if (!/^git-(?:pull|sync)%3F/i.test(target)) return target;
  noteDoubleEncoding(faults);
  return decodeLoosely(target);
}

function readParameters(endpoint: string, query: string, faults: FaultList): PullRequest {
  const parameters = new URLSearchParams();
  for (const [name, value] of new URLSearchParams(query)) {
    if (/^(?:amp;)+/i.test(name)) {
      faults.add(
        'error',
        'link/html-escaped',
        'Inside the link "&amp;" stands where "&" belongs, so the parameters behind it are lost.',
      );
    }
    if (/^(?:access_|private_)?token$|^password$/i.test(name)) {
      faults.add(
        'error',
        'link/token',
        'The link carries a token or password; remove it, and revoke it if the link was public.',
      );
    }
    parameters.append(name.replace(/^(?:amp;)+/i, ''), fixValue(name, value, faults));
  }
  if (endpoint !== 'git-pull') {
    faults.add('warning', 'link/legacy-endpoint', `The link uses ${endpoint}, an old name of git-pull.`);
  }
  if (endpoint === 'interact') return readInteract(parameters);
  const request = readPullQuery(parameters.toString());
  return fixBranch(request, parameters.get('branch') ?? '', faults);
}

function fixValue(name: string, value: string, faults: FaultList): string {
  const isRepository = /^(?:amp;)*repo$/i.test(name) && /^https?%3A%2F/i.test(value);
  const isLanding = /urlpath$/i.test(name) && /^\/?[\w-]+%2F/i.test(value);
  if (!isRepository && !isLanding) return value;
  noteDoubleEncoding(faults);
  return decodeLoosely(value);
}

/** No branch has a space in it, so one that seems to was written with a plus sign. */
function fixBranch(request: PullRequest, written: string, faults: FaultList): PullRequest {
  if (!written.includes(' ')) return request;
  faults.add(
    'error',
    'link/plus-became-space',
    'A plus sign in the branch is not encoded, so it arrives as a space; write %2B.',
  );
  return { ...request, branch: written.replaceAll(' ', '+') };
}

/** The oldest form: `interact?account=…&repo=NAME&branch=…&path=…`. */
function readInteract(parameters: URLSearchParams): PullRequest {
  const repository = `https://github.com/${parameters.get('account') ?? 'data-8'}/${parameters.get('repo') ?? ''}`;
  const subPath = parameters.get('path') ?? '.';
  return { kind: 'git-pull', repository, branch: parameters.get('branch') ?? 'gh-pages', subPath };
}

function noteDoubleEncoding(faults: FaultList): void {
  faults.add('error', 'link/double-encoded', 'A part of the link is encoded once more than it is decoded.');
}
