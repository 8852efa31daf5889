import { ok, type Result } from '../result.ts';
import { parseRepositoryAddress } from './addresses.ts';
import { type PageMatch, readPage } from './host-pages.ts';
import { type LinkFailure, refuse } from './types.ts';

/** A file or folder of a repository, as the address of its page at a git host names it. */
export interface NotebookAddress {
  /** As nbgitpuller gets it. */
  readonly repository: string;
  /** Absent where the address does not say, such as that of the repository itself. */
  readonly branch?: string;
  /** Decoded; empty for the whole repository, with `/` at the end for a folder. */
  readonly path: string;
  /** The host writes branch and path in one; a branch with `/` in its name cannot be told from folders. */
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
  if (address === '' || address.length > MAX_LENGTH) return refuseAddress();
  const url = URL.parse(withScheme(address));
  // ssh addresses in the form of scp are none of the web's.
  if (!url || !/^https?:$/.test(url.protocol)) return plain(address);
  if (url.username !== '' || url.password !== '') return refuseSecret();
  if ([...url.searchParams.keys()].some((name) => SECRET_PARAMETER.test(name))) return refuseSecret();
  const page = readPage(url);
  if (page === undefined) return plain(`${url.origin}${url.pathname}`);
  return fromPage(page);
}

function plain(address: string): Result<NotebookAddress, LinkFailure> {
  const repository = parseRepositoryAddress(address);
  if (!repository.ok) return repository;
  return ok({ repository: repository.value.text, path: '', isBranchGuessed: false });
}

function fromPage(page: PageMatch): Result<NotebookAddress, LinkFailure> {
  const repository = parseRepositoryAddress(page.repository);
  if (!repository.ok) return repository;
  const branch = page.branch === undefined ? undefined : decode(page.branch);
  const segments = page.path.split('/').map(decode);
  const isBroken = segments.includes(undefined) || (page.branch !== undefined && branch === undefined);
  if (isBroken) {
    return refuse(
      'link/bad-path',
      'A "%" in the address does not begin an encoded character; copy it from the address bar again.',
    );
  }
  const path = segments.join('/').replace(/\/+$/, '');
  return ok({
    repository: repository.value.text,
    ...(branch === undefined || branch === '' ? {} : { branch }),
    path: path !== '' && page.isFolder ? `${path}/` : path,
    isBranchGuessed: page.isBranchGuessed && path.includes('/'),
  });
}

/** `github.com/org/course` without its scheme, as people read it out. */
function withScheme(address: string): string {
  return /^[\w-]+(?:\.[\w-]+)+\/\S/.test(address) ? `https://${address}` : address;
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function refuseAddress() {
  return refuse('link/bad-repository', 'This is no address of a notebook; one begins with https://.');
}

function refuseSecret() {
  return refuse(
    'link/credentials',
    'The address contains a token, a user name or a password. Links are public, so nothing is made of it; copy the address without it.',
  );
}
