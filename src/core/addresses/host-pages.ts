import { findGitHost, type GitHostKind } from './git-hosts.ts';

/** What the address of a page says, everything but the repository still percent-encoded. */
export interface PageMatch {
  readonly repository: string;
  readonly branch?: string;
  readonly path: string;
  readonly isFolder: boolean;
  readonly isBranchGuessed: boolean;
  /** Issues, a wiki and the like: the repository is all that the address says. */
  readonly isSection?: true;
}

type Reader = (url: URL) => PageMatch | undefined;

const FULL_REF = /^refs\/(?:heads|tags)\//;

/** Hosts whose pages are known. */
const READERS: Readonly<Record<GitHostKind, readonly Reader[]>> = {
  github: [readGitHub],
  gist: [readGist],
  gitlab: [readGitLab, readLikeGitHub],
  gitea: [readGitea],
  bitbucket: [readBitbucket],
  huggingface: [readHuggingFace],
};

/** Sites that show what other hosts keep. */
const MIRRORS: Readonly<Record<string, Reader>> = {
  'nbviewer.org': readMirror,
  'nbviewer.jupyter.org': readMirror,
  'colab.research.google.com': readMirror,
  'vscode.dev': readMirror,
  'github.dev': (url) => readPage(new URL(url.pathname, 'https://github.com')),
  'raw.githubusercontent.com': readRawGitHub,
  'gist.githubusercontent.com': readRawGist,
};

/**
 * Pages on a host of its own, by what no group or project would be called. What may as well be a
 * repository is one: `/group/raw/course`. The first that fits decides.
 */
const ON_ANY_HOST: readonly Reader[] = [
  readAzure,
  readBitbucketServer,
  readGitLab,
  readGitea,
  readSourcehut,
  readCgit,
  readLikeGitHub,
];

/** Takes the address of a page at a git host apart; undefined where it has the form of no such page. */
export function readPage(url: URL): PageMatch | undefined {
  const mirror = Object.hasOwn(MIRRORS, url.hostname) ? MIRRORS[url.hostname] : undefined;
  if (mirror !== undefined) return mirror(url);
  const kind = findGitHost(url.host)?.kind;
  for (const read of kind === undefined ? ON_ANY_HOST : READERS[kind]) {
    const page = read(url);
    if (page !== undefined) return page;
  }
  return undefined;
}

/** nbviewer, Colab and editors show what is on GitHub: `/github/org/course/blob/main/a.ipynb`, `/gist/name/id`. */
function readMirror(url: URL): PageMatch | undefined {
  const [, host, rest] = /^(?:\/urls)?\/(github|gist)(\/.+)/.exec(url.pathname) ?? [];
  if (rest === undefined) return undefined;
  if (host === 'github') return readPage(new URL(rest, 'https://github.com'));
  const gist = /^(\/[^/]+\/[0-9a-f]+)(?:\/|$)/i.exec(rest)?.[1];
  return gist === undefined ? undefined : section(`https://gist.github.com${gist}`);
}

function readRawGitHub({ pathname }: URL): PageMatch | undefined {
  const [, owner, rest = ''] = /^\/([^/]+\/[^/]+)\/(.+)/.exec(pathname) ?? [];
  return owner === undefined ? undefined : refAndPath(`https://github.com/${owner}`, rest, false);
}

/** `/name/id/raw/COMMIT/a.ipynb` */
function readRawGist({ pathname }: URL): PageMatch | undefined {
  const [, gist, rest = ''] = /^(\/[^/]+\/[0-9a-f]+)\/raw(?:\/(.*))?$/i.exec(pathname) ?? [];
  if (gist === undefined) return undefined;
  const repository = `https://gist.github.com${gist}`;
  return /^[0-9a-f]{40}\//i.test(rest)
    ? refAndPath(repository, rest, false)
    : { repository, path: rest, isFolder: false, isBranchGuessed: false };
}

/** A revision, a raw file or the comments of a gist. */
function readGist({ origin, pathname }: URL): PageMatch | undefined {
  const [, gist, rest] = /^(\/[^/]+\/[0-9a-f]+)\/(.+)/i.exec(pathname) ?? [];
  if (gist === undefined || rest === undefined) return undefined;
  const commit = /^[0-9a-f]{40}$/i.test(rest) ? rest : undefined;
  if (commit === undefined) return section(origin + gist);
  return { repository: origin + gist, branch: commit, path: '', isFolder: false, isBranchGuessed: false };
}

/** `https://dev.azure.com/org/project/_git/course?path=/a.ipynb&version=GBmain` */
function readAzure({ origin, pathname, searchParams }: URL): PageMatch | undefined {
  const repository = /^(\/.+\/_git\/[^/]+)\/?$/.exec(pathname)?.[1];
  if (repository === undefined) return undefined;
  const version = /^G[BTC](.+)/s.exec(searchParams.get('version') ?? '')?.[1];
  if (version === undefined && !searchParams.has('path')) return undefined;
  return {
    repository: origin + repository,
    ...(version === undefined ? {} : { branch: encodeURIComponent(version) }),
    path: encodePath((searchParams.get('path') ?? '').replace(/^\//, '')),
    isFolder: false,
    isBranchGuessed: false,
  };
}

/** `https://host/projects/KEY/repos/course/browse/a.ipynb?at=refs/heads/main` */
function readBitbucketServer({ origin, pathname, searchParams }: URL): PageMatch | undefined {
  const [, prefix = '', kind, key, name, view = '', rest = ''] =
    /^(.*?)\/(projects|users)\/([^/]+)\/repos\/([^/]+)(?:\/([^/]*)(?:\/(.*))?)?$/.exec(pathname) ?? [];
  if (key === undefined || name === undefined) return undefined;
  const project = kind === 'users' ? `~${key}` : key.toLowerCase();
  const commit = view === 'commits' && rest !== '' ? rest : undefined;
  const branch = commit ?? searchParams.get('at')?.replace(FULL_REF, '');
  return {
    repository: `${origin}${prefix}/scm/${project}/${name}.git`,
    ...(branch === undefined ? {} : { branch: encodeURIComponent(branch) }),
    path: /^(?:browse|raw)$/.test(view) ? rest : '',
    isFolder: false,
    isBranchGuessed: false,
  };
}

/** Gitea and Forgejo, so Codeberg too: `/org/course/src/branch/main/a.ipynb`. */
function readGitea({ origin, pathname }: URL): PageMatch | undefined {
  const [, repository, rest] =
    /^(\/.+?\/[^/]+)\/(?:src|raw|media|_edit|blame)\/(?:branch|tag|commit)\/(.+)/.exec(pathname) ?? [];
  if (repository === undefined || rest === undefined) return undefined;
  return refAndPath(origin + repository, rest, false);
}

function readBitbucket({ origin, pathname }: URL): PageMatch | undefined {
  const [, repository, rest] = /^(\/[^/]+\/[^/]+)\/(?:src|raw)\/(.+)/.exec(pathname) ?? [];
  if (repository === undefined || rest === undefined) return undefined;
  return refAndPath(origin + repository, rest, pathname.endsWith('/'));
}

/** `https://git.sr.ht/~name/course/tree/main/item/a.ipynb` */
function readSourcehut({ origin, pathname }: URL): PageMatch | undefined {
  const [, repository, branch, path] =
    /^(\/~[^/]+\/[^/]+)\/tree\/(.+?)(?:\/item\/(.*))?$/.exec(pathname) ?? [];
  if (repository === undefined || branch === undefined) return undefined;
  return {
    repository: origin + repository,
    branch: branch.replace(/\/$/, ''),
    path: path ?? '',
    isFolder: pathname.endsWith('/'),
    isBranchGuessed: false,
  };
}

/** `https://git.example.org/course.git/tree/a.ipynb?h=main` */
function readCgit({ origin, pathname, searchParams }: URL): PageMatch | undefined {
  const [, repository, path] = /^(\/.+?\.git)\/(?:tree|plain|blame)(?:\/(.*))?$/.exec(pathname) ?? [];
  if (repository === undefined) return undefined;
  const branch = searchParams.get('h');
  return {
    repository: origin + repository,
    ...(branch === null ? {} : { branch: encodeURIComponent(branch) }),
    path: path ?? '',
    isFolder: false,
    isBranchGuessed: false,
  };
}

/** Repositories on GitHub have two parts, so a folder called `blob` cannot mislead. */
function readGitHub({ origin, pathname }: URL): PageMatch | undefined {
  const [, repository, view = '', rest = ''] = /^(\/[^/]+\/[^/]+)\/([^/]+)(?:\/(.*))?$/.exec(pathname) ?? [];
  // Issues, releases and the like are left to the number of parts.
  if (repository === undefined || !/^(?:blob|tree|raw|edit|blame|commits?)$/.test(view)) return undefined;
  return refAndPath(origin + repository, rest, view === 'tree');
}

/** GitLab puts `-` in front of its pages, below any number of groups. */
function readGitLab({ origin, pathname }: URL): PageMatch | undefined {
  const [, repository, view = '', rest = ''] = /^(\/.+?)\/-(?:\/([^/]*)(?:\/(.*))?)?$/.exec(pathname) ?? [];
  if (repository === undefined) return undefined;
  if (!/^(?:blob|tree|raw|edit|blame|commits?)$/.test(view)) return section(origin + repository);
  return refAndPath(origin + repository, rest, view === 'tree');
}

/** A file has an ending; so may have a repository, but none other than `.git`. */
const FILE_VIEW = /^(\/.+?\/[^/]+)\/(?:blob|raw|edit|blame|blob_plain)\/([^/]+\/.*\.(?!git$)\w{1,8})$/;

/**
 * Hosts that are like GitHub. GitLab keeps these words from projects, but not from groups, so only
 * what has the form of such a page to the end is one.
 */
function readLikeGitHub({ origin, pathname }: URL): PageMatch | undefined {
  const [, folder, view, ref] = /^(\/[^/]+\/[^/]+)\/(tree|blob|commits?)\/(.+)/.exec(pathname) ?? [];
  if (folder !== undefined && ref !== undefined) return refAndPath(origin + folder, ref, view === 'tree');
  const [, repository, rest] = FILE_VIEW.exec(pathname) ?? [];
  return repository === undefined || rest === undefined
    ? undefined
    : refAndPath(origin + repository, rest, false);
}

/** `/spaces/org/course/blob/main/a.ipynb`; models have no word in front. */
function readHuggingFace({ origin, pathname }: URL): PageMatch | undefined {
  const [, repository, view = '', rest = ''] =
    /^((?:\/(?:spaces|datasets))?\/(?!(?:spaces|datasets)\/)[^/]+\/[^/]+)\/([^/]+)(?:\/(.*))?$/.exec(
      pathname,
    ) ?? [];
  if (repository === undefined) return undefined;
  if (!/^(?:blob|tree|raw|resolve|edit|blame|commits?)$/.test(view)) return section(origin + repository);
  return refAndPath(origin + repository, rest, view === 'tree');
}

function section(repository: string): PageMatch {
  return { repository, path: '', isFolder: false, isBranchGuessed: false, isSection: true };
}

function refAndPath(repository: string, rest: string, isFolder: boolean): PageMatch {
  const [branch, path] = splitOnce(rest.replace(FULL_REF, ''));
  return {
    repository,
    ...(branch === '' ? {} : { branch }),
    path,
    isFolder,
    isBranchGuessed: true,
  };
}

function splitOnce(text: string): [string, string] {
  const at = text.indexOf('/');
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
