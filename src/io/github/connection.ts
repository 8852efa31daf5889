import { ok, type Result, refuse } from '../../core/result.ts';
import { trimEndSlashes } from '../../core/trim.ts';
import { findAddressFault } from '../http/addresses.ts';
import type { GithubConnection, GithubFailure } from './types.ts';

const DEFAULT_API = 'https://api.github.com';

/** Reads what GitHub Actions sets: `GITHUB_REPOSITORY`, `GITHUB_API_URL`, and a token of `GITHUB_TOKEN` or `GH_TOKEN`. */
export function readGithubConnection(
  variables: Readonly<Record<string, string | undefined>>,
): Result<GithubConnection, GithubFailure> {
  const token = variables.GITHUB_TOKEN || variables.GH_TOKEN;
  const repository = variables.GITHUB_REPOSITORY ?? '';
  if (!token) return refuse('github/not-set-up', `--issues needs a token in GITHUB_TOKEN or GH_TOKEN.`);
  if (!/^[\w-]+\/(?!\.{1,2}$)[\w.-]+$/.test(repository))
    return refuse('github/not-set-up', `--issues needs GITHUB_REPOSITORY as owner/name.`);
  const apiUrl = URL.parse(trimEndSlashes(variables.GITHUB_API_URL || DEFAULT_API));
  if (apiUrl === null || findAddressFault(apiUrl) !== undefined) {
    return refuse('github/not-set-up', `--issues needs GITHUB_API_URL as an https address, where it is set.`);
  }
  // A line break in it would end the header it is sent in.
  return ok({ apiUrl, repository, token: token.trim() });
}
