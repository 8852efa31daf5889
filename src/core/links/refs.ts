import { ok, type Result, refuse } from '../result.ts';
import type { LinkFailure, LinkWarning } from './types.ts';

const COMMIT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i;
/** What git does not allow anywhere in a ref (git-check-ref-format). */
const FORBIDDEN_IN_REF =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: git refuses exactly these.
  /[\u0000-\u0020\u007f~^:?*[\\]|\.\.|@\{|\/\/|^\/|\/$|\.$|^-|^@$|(?:^|\/)\.|\.lock(?:\/|$)/;

export function isCommit(ref: string): boolean {
  return COMMIT.test(ref);
}

/** Whether git takes the text for the name of a branch or tag (`git check-ref-format --branch`). */
export function isRefName(text: string): boolean {
  return text !== '' && text.length <= 250 && text.isWellFormed() && !FORBIDDEN_IN_REF.test(text);
}

/**
 * Checks what nbgitpuller gets as `branch`: the short name of a branch or tag, never a commit (it is
 * looked up with `git ls-remote --heads` and `--tags`).
 */
export function checkContentBranch(branch: string): Result<readonly LinkWarning[], LinkFailure> {
  if (isCommit(branch)) {
    return refuse(
      'link/commit-as-branch',
      `The branch ${JSON.stringify(branch)} is a commit, which nbgitpuller cannot pull; name a branch, or tag that commit and name the tag.`,
    );
  }
  if (/^refs\//.test(branch)) {
    return refuse(
      'link/bad-ref',
      `The branch ${JSON.stringify(branch)} is written in full; nbgitpuller wants the short name, without "refs/heads/" or "refs/tags/".`,
    );
  }
  if (branch === 'HEAD' || !isRefName(branch)) {
    return refuse('link/bad-ref', `${quoteRef(branch)} is not a name that git allows for a branch or tag.`);
  }
  const looksLikeCommit = /^[0-9a-f]{7,39}$/i.test(branch) && /[a-f]/i.test(branch) && /\d/.test(branch);
  if (!looksLikeCommit) return ok([]);
  return ok([
    {
      code: 'link/branch-like-commit',
      message: `The branch ${JSON.stringify(branch)} looks like a shortened commit, which nbgitpuller cannot pull.`,
    },
  ]);
}

/** Checks the ref of a Binder repository: branch, tag, commit or full ref name. */
export function checkBinderRef(ref: string): Result<string, LinkFailure> {
  if (isCommit(ref) || isRefName(ref)) return ok(ref);
  return refuse('link/bad-ref', `${quoteRef(ref)} is not a name that git allows for a branch or tag.`);
}

function quoteRef(ref: string): string {
  return ref === '' ? 'An empty text' : JSON.stringify(ref.slice(0, 100)).toWellFormed();
}
