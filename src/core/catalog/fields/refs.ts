import { quote } from '../../diagnostics/quote.ts';
import { adviseValue } from '../remedies.ts';
import type { Problem } from '../reporter.ts';

const FULL_COMMIT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i;
const MAX_REF_LENGTH = 255;

/** A complete commit id, SHA-1 or SHA-256. */
export function isCommitId(text: string): boolean {
  return FULL_COMMIT.test(text);
}

/** A branch or tag of a content repository, by the rules of `git check-ref-format --branch`. */
export function checkBranch(text: string): Problem | undefined {
  if (isCommitId(text)) {
    return {
      code: 'manifest/commit-as-branch',
      message: `${quote(text)} is a commit; nbgitpuller, which brings the notebooks to the hub, takes only branches and tags.`,
      hint: 'Create a tag at this commit and name the tag here.',
    };
  }
  return checkRef(text);
}

/** A branch, tag or commit of a Binder repository. */
export function checkRef(text: string): Problem | undefined {
  const fault = findRefFault(text);
  if (fault !== undefined) {
    return {
      code: 'manifest/bad-ref',
      message: `${quote(text)} cannot be a branch or tag in git: ${fault}.`,
    };
  }
  const short = /^refs\/(?:heads|tags|remotes\/[^/]+)\/(.+)$/.exec(text)?.[1];
  if (short === undefined) return undefined;
  return {
    code: 'manifest/bad-ref',
    message: `${quote(text)} is the full name of a ref; write the short name of the branch or tag.`,
    ...adviseValue(short),
  };
}

/** git-check-ref-format(1), rules 1 to 9 and `--branch`. */
function findRefFault(text: string): string | undefined {
  if (text.length > MAX_REF_LENGTH) return `it is longer than ${MAX_REF_LENGTH} characters`;
  if (/[\s\p{Cc}]/u.test(text)) return 'it contains a space or a control character';
  if (text.startsWith('-')) return 'it begins with "-"';
  if (text === '@') return '"@" alone is not allowed';
  if (text === 'HEAD') return '"HEAD" is not a name; write the name of the branch, such as "main"';
  const forbidden = /[~^:?*[\\]/.exec(text);
  if (forbidden) return `it contains "${forbidden[0]}"`;
  if (text.includes('..')) return 'it contains ".."';
  if (text.includes('@{')) return 'it contains "@{"';
  if (text.endsWith('.')) return 'it ends with "."';
  if (!text.isWellFormed()) return 'it is not valid Unicode';
  for (const segment of text.split('/')) {
    if (segment === '') return 'it begins or ends with "/", or contains "//"';
    if (segment.startsWith('.')) return 'a part of it begins with "."';
    if (segment.endsWith('.lock')) return 'a part of it ends with ".lock"';
  }
  return undefined;
}
