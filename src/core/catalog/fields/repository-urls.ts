import { quote } from '../../diagnostics/quote.ts';
import { decodeLoosely } from '../../links/decode-loosely.ts';
import type { Problem } from '../reporter.ts';

/**
 * Pages of a repository, which people copy from the address bar: GitLab `/g/r/-/tree/REF/PATH`, GitHub
 * `/o/r/tree/REF/PATH`, Gitea `/o/r/src/branch/REF/PATH`. On any host, so only what no group or
 * project would be called.
 */
const PAGES: readonly RegExp[] = [
  /^(?<repository>\/.+?)\/-\/(?:tree|blob|raw|commits?|edit)\/(?<ref>[^/]+)(?<path>\/.*)?$/,
  /^(?<repository>\/.+?)\/-\/.*$/,
  /^(?<repository>\/[^/]+\/[^/]+)\/(?:tree|blob|commit)\/(?<ref>[^/]+)(?<path>\/.*)?$/,
  /^(?<repository>\/[^/]+\/[^/]+)\/src\/(?:branch|tag|commit)\/(?<ref>[^/]+)(?<path>\/.*)?$/,
];

/** Further pages of hosts on which nothing else can have such an address. */
const PAGES_BY_HOST: Readonly<Record<string, RegExp>> = {
  'github.com': /^(?<repository>\/[^/]+\/[^/]+)\/(?:commits|raw|edit|blame)\/(?<ref>[^/]+)(?<path>\/.*)?$/,
  'bitbucket.org': /^(?<repository>\/[^/]+\/[^/]+)\/src\/(?<ref>[^/]+)(?<path>\/.*)?$/,
};

/** Hosts on which every repository is `/owner/name`. */
const TWO_SEGMENT_HOSTS = new Set(['github.com', 'www.github.com', 'codeberg.org', 'bitbucket.org']);

/** Checks the path of an address that is otherwise sound: it names a repository, not a page of one or an owner. */
export function checkRepositoryPath(url: URL, what: string): Problem | undefined {
  const path = url.pathname.replace(/\/+$/, '');
  const ofHost = Object.hasOwn(PAGES_BY_HOST, url.hostname) ? PAGES_BY_HOST[url.hostname] : undefined;
  for (const page of ofHost ? [...PAGES, ofHost] : PAGES) {
    const groups = page.exec(path)?.groups;
    if (groups) return pageProblem(url, groups.repository ?? '', groups.ref, groups.path);
  }
  if (url.search !== '' || url.hash !== '') {
    return {
      code: 'manifest/url-query',
      message: `The address of the ${what} must not have a "?" or "#" part.`,
      hint: `Write "${url.origin}${path}".`,
    };
  }
  const segments = path.split('/').filter((segment) => segment !== '');
  if (segments.length === 0) {
    return {
      code: 'manifest/bad-url',
      message: `"${url.origin}" names a host, not a repository; add the path of the repository.`,
    };
  }
  if (TWO_SEGMENT_HOSTS.has(url.hostname) && segments.length !== 2) {
    return {
      code: 'manifest/bad-url',
      message: `A repository at ${url.hostname} has the address https://${url.hostname}/owner/name; ${quote(url.pathname)} has ${segments.length === 1 ? 'only one part' : 'more parts'}.`,
      ...(segments.length > 2 ? { hint: `Write "${url.origin}/${segments.slice(0, 2).join('/')}".` } : {}),
    };
  }
  return undefined;
}

function pageProblem(url: URL, repository: string, ref?: string, path?: string): Problem {
  const inside = path === undefined || path === '/' ? '' : `; for a part of it use "include"`;
  const decodedRef = ref === undefined ? undefined : decodeLoosely(ref);
  return {
    code: 'manifest/url-page',
    message:
      'This is the address of a page of the repository; the address of the repository itself is meant.',
    hint: `Write "${url.origin}${repository}"${decodedRef === undefined ? '' : ` and name "${decodedRef}" as the branch or ref`}${inside}.`,
  };
}
