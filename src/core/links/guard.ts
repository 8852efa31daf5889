import { openInBrowser, type PullRequest, readBinderQuery } from './decode-chain.ts';

/**
 * A parameter whose escape is not UTF-8. BinderHub's page runs `decodeURI` over the whole query
 * before it takes it apart (wouter `useSearch`); this makes `decodeURI` throw, and wouter then uses
 * the query unchanged. Hubs without the extra decoding ignore the parameter.
 */
export const DECODING_GUARD = '&_=%FF';

/** What nbgitpuller has to receive. */
export interface PullParameters {
  readonly repository: string;
  readonly branch: string;
  /** Percent-encoded inside already. */
  readonly urlpath: string;
  readonly targetPath?: string;
}

/**
 * Whether a Binder link would open something else, or might, on a hub that decodes once too often.
 * The first line is the known rule; the second asks the simulated chain, which also knows of names
 * that end in white space, or contain control characters and backslashes.
 */
export function needsGuard(query: string, pull: PullParameters): boolean {
  const names = pull.repository + pull.branch + (pull.targetPath ?? '');
  if (/[#%&+]/.test(names) || /%(?:23|25|3F)/i.test(pull.urlpath)) return true;
  return !isSameRequest(readBinderQuery(query, true), pull);
}

function isSameRequest(seen: ReturnType<typeof readBinderQuery>, pull: PullParameters): boolean {
  if (seen.kind !== 'git-pull') return false;
  return (
    seen.repository === pull.repository &&
    seen.branch === pull.branch &&
    seen.targetPath === pull.targetPath &&
    isSameLanding(seen, pull.urlpath)
  );
}

function isSameLanding(seen: PullRequest, urlpath: string): boolean {
  const wanted = openInBrowser(urlpath);
  const found = openInBrowser(seen.urlpath ?? '');
  return (
    wanted.path !== undefined &&
    wanted.path === found.path &&
    wanted.search === found.search &&
    wanted.fragment === found.fragment
  );
}
