import { parseRepositoryAddress } from '../addresses/repository-address.ts';
import { ok, type Result, refuse } from '../result.ts';
import { refuseAddress } from './pulled-repository.ts';
import type { LinkFailure } from './types.ts';

/** A file or folder of a repository, as the address of its page at a git host names it. */
export interface NotebookAddress {
  /** As nbgitpuller gets it. */
  readonly repository: string;
  /** Absent where the address does not say, such as that of the repository itself. */
  readonly branch?: string;
  /** Decoded; empty for the whole repository, with `/` at the end for a folder. */
  readonly path: string;
  /** The host writes branch and path in one; a branch with `/` in its name cannot be distinguished from folders. */
  readonly isBranchGuessed: boolean;
}

const MAX_LENGTH = 8_000;
const SECRET_PARAMETER = /(?:^|[_-])(?:token|password|secret|apikey|api_key|key|signature)$/i;

/**
 * Reads the address of a notebook, folder or repository at GitHub, GitLab, Gitea, Forgejo, Bitbucket,
 * sourcehut, Azure DevOps, cgit, a raw file, nbviewer or Colab, or a plain git address. Never
 * repeats user names, passwords or tokens.
 */
export function parseNotebookAddress(text: string): Result<NotebookAddress, LinkFailure> {
  const address = text.trim().replace(/^<(.*)>$/s, '$1');
  if (address === '' || address.length > MAX_LENGTH) return refuseText();
  const written = withScheme(address);
  const url = URL.parse(written);
  if (url !== null && [...url.searchParams.keys()].some((name) => SECRET_PARAMETER.test(name))) {
    return refuseSecret();
  }
  // An address bar gives names with spaces as they are.
  const parsed = parseRepositoryAddress(
    /^https?:/i.test(written) ? written.replace(/\s/g, encodeURIComponent) : written,
  );
  if (!parsed.ok) return parsed.failure === 'credentials' ? refuseSecret() : refuseAddress(parsed.failure);
  const { repository, page } = parsed.value;
  if (page?.isMalformed === true) {
    return refuse(
      'link/bad-path',
      'A "%" in the address does not begin an encoded character; copy it from the address bar again.',
    );
  }
  return ok({
    repository,
    ...(page?.branch === undefined ? {} : { branch: page.branch }),
    path: page?.path ?? '',
    isBranchGuessed: page?.isBranchGuessed ?? false,
  });
}

/** `github.com/org/course` without its scheme, as people read it out. */
function withScheme(address: string): string {
  return /^[\w-]+(?:\.[\w-]+)+\/\S/.test(address) ? `https://${address}` : address;
}

function refuseText() {
  return refuse('link/bad-repository', 'This is no address of a notebook; one begins with https://.');
}

function refuseSecret() {
  return refuse(
    'link/credentials',
    'The address contains a token, a user name or a password. Links are public, so nothing is made of it; copy the address without it.',
  );
}
