import { findGitHost } from '../../addresses/git-hosts.ts';
import { parseRepositoryAddress } from '../../addresses/repository-address.ts';
import { quote } from '../../diagnostics/quote.ts';
import { explainLink } from '../../links/explain/explain.ts';
import { adviseValue } from '../remedies.ts';
import type { Problem } from '../reporter.ts';
import { checkBranch, checkRef } from './refs.ts';

/** The key beside a repository that names its branch, tag or commit. */
export type RefKey = 'branch' | 'ref';

/** Checks an address that is otherwise sound: it names a repository, not a page of one or an owner. */
export function checkIsRepository(text: string, refKey?: RefKey): Problem | undefined {
  const address = parseRepositoryAddress(text);
  const url = new URL(text);
  if (!address.ok) {
    return {
      code: 'manifest/bad-url',
      message:
        address.failure === 'no-name'
          ? `${describeForm(url)}; ${quote(url.pathname)} has only one part.`
          : `"${url.origin}" names a host, not a repository; add the path of the repository.`,
    };
  }
  const { repository, page, host } = address.value;
  if (page === undefined) return undefined;
  if (page.kind === 'query') {
    return {
      code: 'manifest/url-query',
      message: 'The address of the repository must not have a "?" or "#" part.',
      ...adviseValue(repository),
    };
  }
  if (page.kind === 'section' && findGitHost(host)?.depth !== undefined) {
    return {
      code: 'manifest/bad-url',
      message: `${describeForm(url)}; ${quote(url.pathname)} has more parts.`,
      ...adviseValue(repository),
    };
  }
  return pageProblem(repository, page.branch, page.path, refKey);
}

function describeForm({ hostname }: URL): string {
  return `A repository at ${hostname} has the address https://${hostname}/owner/name`;
}

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
