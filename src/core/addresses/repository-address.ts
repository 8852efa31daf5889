import { fail, ok, type Result } from '../result.ts';
import { trimEndSlashes, trimSlashes } from '../trim.ts';
import { decodeLoosely } from './decode-loosely.ts';
import { canonicalHost, findGitHost, type GitHostKind } from './git-hosts.ts';
import { type PageMatch, readPage } from './host-pages.ts';
import { isLoopback } from './loopback.ts';

const MAX_LENGTH = 8_000;

/**
 * What an address says about a repository. The manifest, the link composer, the link builder,
 * `explain`, git and the links to sources all read addresses through this.
 */
export interface RepositoryAddress {
  readonly scheme: 'https' | 'http' | 'ssh';
  /** Lower case, with its port; without `www.` at the known hosts. */
  readonly host: string;
  /** Path of the repository from `/`, as written; ends as that of `repository`. */
  readonly path: string;
  /** Absent where the rules of the host are not known. */
  readonly hostKind?: GitHostKind;
  /**
   * Address of the repository itself, as nbgitpuller and BinderHub get it: without slashes at the
   * end, and without `.git` where the host does not need it.
   */
  readonly repository: string;
  /** Present where the text is the address of a page about the repository instead. */
  readonly page?: RepositoryPage;
}

export interface RepositoryPage {
  /**
   * `view`: a file, folder, branch or commit. `section`: issues, a wiki and the like. `query`: the
   * repository's own address with a `?` or `#` part.
   */
  readonly kind: 'view' | 'section' | 'query';
  /** Branch, tag or commit, decoded. */
  readonly branch?: string;
  /** Decoded; empty for the whole repository, with `/` at the end for a folder. */
  readonly path: string;
  /** The host writes branch and path in one; a branch with `/` in its name cannot be distinguished from folders. */
  readonly isBranchGuessed: boolean;
  /** A `%` in it does not begin an encoded character. */
  readonly isMalformed: boolean;
}

/** Why a text is no address of a repository. Says nothing of what it contains, which may be secret. */
export type AddressFault =
  | 'characters' // empty, too long, white space, control characters, lone surrogates
  | 'syntax' // no address at all
  | 'scheme' // neither https, nor http on loopback, nor ssh
  | 'credentials'
  | 'no-path' // a host alone
  | 'no-name'; // an owner alone

/** Takes the address of a repository, or of a page about one, apart. */
export function parseRepositoryAddress(text: string): Result<RepositoryAddress, AddressFault> {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
  const hasBadCharacter = /[\s\u0000-\u001f\u007f-\u009f]/u.test(text) || !text.isWellFormed();
  if (text === '' || text.length > MAX_LENGTH || hasBadCharacter) return fail('characters');
  const ssh = parseSshAddress(text);
  if (ssh !== undefined) return ssh;
  const url = URL.parse(text);
  if (url === null) return fail('syntax');
  if (url.username !== '' || url.password !== '') return fail('credentials');
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url))) return fail('scheme');
  url.hostname = canonicalHost(url.hostname);
  const page = readPage(url);
  if (page === undefined) return fromOwnAddress(text, url);
  const owner = fromOwnAddress(page.repository, new URL(page.repository));
  return owner.ok ? ok({ ...owner.value, page: toPage(page) }) : owner;
}

/** `url` is the parsed `text`, which names a repository and no view of it. */
function fromOwnAddress(text: string, url: URL): Result<RepositoryAddress, AddressFault> {
  const path = trimEndSlashes(pathAsWritten(text, url));
  const segments = path.split('/').filter((segment) => segment !== '');
  if (segments.length === 0 || segments.at(-1) === '.git') return fail('no-path');
  const host = findGitHost(url.host);
  const depth = host?.depth;
  if (depth !== undefined && segments.length < depth) return fail('no-name');
  const isSection = depth !== undefined && segments.length > depth;
  const fullPath = isSection ? `/${segments.slice(0, depth).join('/')}` : path;
  const ownPath = host?.isSuffixFree === true ? fullPath.replace(/\.git$/, '') : fullPath;
  const kind = isSection ? 'section' : /[?#]/.test(text) ? 'query' : undefined;
  return ok({
    scheme: url.protocol === 'https:' ? 'https' : 'http',
    host: url.host,
    path: ownPath,
    ...(host === undefined ? {} : { hostKind: host.kind }),
    repository: url.origin + ownPath,
    ...(kind === undefined ? {} : { page: { kind, path: '', isBranchGuessed: false, isMalformed: false } }),
  });
}

/** A parser of URLs percent-encodes what is written plainly; nbgitpuller names its folder after the text. */
function pathAsWritten(text: string, url: URL): string {
  const written = /^https?:\/\/[^/?#\\]*([^?#]*)/i.exec(text)?.[1] ?? '';
  return written === '' || /\\|\/\.\.?(?:\/|$)/.test(written) ? url.pathname : written;
}

function toPage(page: PageMatch): RepositoryPage {
  const path = trimEndSlashes(decodeLoosely(page.path));
  const parts = [page.branch ?? '', ...page.path.split('/')];
  return {
    kind: page.isSection === true ? 'section' : 'view',
    ...(page.branch === undefined || page.branch === '' ? {} : { branch: decodeLoosely(page.branch) }),
    path: path !== '' && page.isFolder ? `${path}/` : path,
    // The last part of a file's path is never part of the branch.
    isBranchGuessed: page.isBranchGuessed && (page.isFolder ? path !== '' : path.includes('/')),
    isMalformed: parts.some((part) => part.includes('%') && decodeLoosely(part) === part),
  };
}

/** `user@host:group/name.git` or `host.org:group/name`, which git takes for ssh. */
const SCP_FORM = /^(?:[^\s/@:]+@([^\s/@:]+)|([^\s/@:]+\.[^\s/@:]+)):(?!\/\/)(?!\d+(?:\/|$))([^\s@]+)$/;
const SSH_URL = /^(?:git\+)?ssh:\/\/(?:([^\s/]*)@)?([^\s/@]+)\/+(.*)$/i;

function parseSshAddress(text: string): Result<RepositoryAddress, AddressFault> | undefined {
  const url = SSH_URL.exec(text);
  const scp = url === null ? SCP_FORM.exec(text) : null;
  if (url === null && scp === null) return undefined;
  if (url?.[1]?.includes(':')) return fail('credentials');
  const path = trimSlashes(url?.[3] ?? scp?.[3] ?? '');
  if (path === '') return fail('no-path');
  const host = (url?.[2] ?? scp?.[1] ?? scp?.[2] ?? '').toLowerCase();
  return ok({ scheme: 'ssh', host, path: `/${path}`, repository: trimEndSlashes(text) });
}
