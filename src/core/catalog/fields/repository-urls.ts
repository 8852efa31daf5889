import { quote } from '../../diagnostics/quote.ts';
import { decodeLoosely } from '../../links/decode-loosely.ts';
import { explainLink } from '../../links/explain/explain.ts';
import { parseNotebookAddress } from '../../links/notebook-address.ts';
import type { Problem } from '../reporter.ts';
import { checkBranch, checkRef } from './refs.ts';

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

/** The key beside a repository that names its branch, tag or commit. */
export type RefKey = 'branch' | 'ref';

/** Checks the path of an address that is otherwise sound: it names a repository, not a page of one or an owner. */
export function checkRepositoryPath(url: URL, what: string, refKey?: RefKey): Problem | undefined {
  const path = url.pathname.replace(/\/+$/, '');
  const ofHost = Object.hasOwn(PAGES_BY_HOST, url.hostname) ? PAGES_BY_HOST[url.hostname] : undefined;
  if (MIRRORS.test(url.hostname)) {
    const address = parseNotebookAddress(url.href);
    if (address.ok) {
      const { repository, branch, path: inside } = address.value;
      return pageProblem(repository, branch, inside, refKey);
    }
  }
  for (const page of ofHost ? [...PAGES, ofHost] : PAGES) {
    const groups = page.exec(path)?.groups;
    if (groups === undefined) continue;
    const { repository = '', ref } = groups;
    const decoded = ref === undefined ? undefined : decodeLoosely(ref);
    return pageProblem(url.origin + repository, decoded, (groups.path ?? '').slice(1), refKey);
  }
  if (url.search !== '' || url.hash !== '') {
    return {
      code: 'manifest/url-query',
      message: `The address of the ${what} must not have a "?" or "#" part.`,
      hint: `Write "${url.origin}${path}".`,
      replacement: `${url.origin}${path}`,
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
    const repository = `${url.origin}/${segments.slice(0, 2).join('/')}`;
    return {
      code: 'manifest/bad-url',
      message: `A repository at ${url.hostname} has the address https://${url.hostname}/owner/name; ${quote(url.pathname)} has ${segments.length === 1 ? 'only one part' : 'more parts'}.`,
      ...(segments.length > 2 ? { hint: `Write "${repository}".`, replacement: repository } : {}),
    };
  }
  return undefined;
}

/** Sites that show what other hosts keep. */
const MIRRORS =
  /^(?:nbviewer\.(?:jupyter\.)?org|colab\.research\.google\.com|vscode\.dev|github\.dev|raw\.githubusercontent\.com)$/;

/** A launch link where a repository is meant: what it pulls, or what it builds. */
export function checkLaunchLink(text: string, refKey?: RefKey): Problem | undefined {
  const { kind, content, environment, path } = explainLink(text);
  const named = refKey === 'ref' ? (environment ?? content) : (content ?? environment);
  if (kind === 'unknown' || named === undefined) return undefined;
  const ref = 'branch' in named ? named.branch : 'ref' in named ? named.ref : undefined;
  const inside = refKey === 'branch' ? (path ?? '') : '';
  return {
    ...pageProblem(named.repository, ref, inside, refKey),
    message: 'This is a launch link; the address of the repository in it is meant.',
  };
}

function pageProblem(repository: string, ref: string | undefined, inside: string, refKey?: RefKey): Problem {
  // nbgitpuller takes no commit, and "HEAD" is no branch.
  const check = refKey === 'branch' ? checkBranch : checkRef;
  const isNamed = ref !== undefined && refKey !== undefined && check(ref) === undefined;
  const lines = [
    `${refKey === undefined ? '' : 'repository: '}${repository}`,
    ...(isNamed ? [`${refKey}: ${ref}`] : []),
  ];
  const part =
    inside === '' || refKey !== 'branch'
      ? ''
      : `; for ${inside.endsWith('/') || !inside.includes('.') ? 'a part of it' : `${quote(inside)} alone`} use "include"`;
  return {
    code: 'manifest/url-page',
    message:
      'This is the address of a page of the repository; the address of the repository itself is meant.',
    hint: `Write ${lines.map((line) => `"${line}"`).join(' and ')}${part}.`,
    replacement: repository,
    ...(isNamed ? { beside: { [refKey]: ref } } : {}),
  };
}
