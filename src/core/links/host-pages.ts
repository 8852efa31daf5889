/** What the address of a page says, everything but the repository still percent-encoded. */
export interface PageMatch {
  readonly repository: string;
  readonly branch?: string;
  readonly path: string;
  readonly isFolder: boolean;
  readonly isBranchGuessed: boolean;
}

type Reader = (url: URL) => PageMatch | undefined;

/** Pages about one file or folder; GitLab puts `-` in front. */
const VIEWS = 'blob|tree|raw|edit|blame|commits|blob_plain';
const FULL_REF = /^refs\/(?:heads|tags)\//;

/** The first that fits decides. */
const READERS: readonly Reader[] = [
  readMirror,
  readRawGitHub,
  readAzure,
  readBitbucketServer,
  readGitea,
  readBitbucket,
  readSourcehut,
  readCgit,
  readTwoLevel,
  readGeneric,
];

/** Takes the address of a page at a git host apart; undefined where it has the form of no such page. */
export function readPage(url: URL): PageMatch | undefined {
  for (const read of READERS) {
    const page = read(url);
    if (page !== undefined) return page;
  }
  return undefined;
}

/** nbviewer, Colab and editors show what is on GitHub: `/github/org/course/blob/main/a.ipynb`. */
function readMirror(url: URL): PageMatch | undefined {
  if (!/^(?:nbviewer\.(?:jupyter\.)?org|colab\.research\.google\.com|vscode\.dev)$/.test(url.hostname)) {
    if (url.hostname !== 'github.dev') return undefined;
    return readPage(new URL(url.pathname, 'https://github.com'));
  }
  const rest = /^(?:\/urls)?\/github(\/.+)/.exec(url.pathname)?.[1];
  return rest === undefined ? undefined : readPage(new URL(rest, 'https://github.com'));
}

function readRawGitHub({ hostname, pathname }: URL): PageMatch | undefined {
  if (hostname !== 'raw.githubusercontent.com') return undefined;
  const [, owner, rest = ''] = /^\/([^/]+\/[^/]+)\/(.+)/.exec(pathname) ?? [];
  return owner === undefined ? undefined : refAndPath(`https://github.com/${owner}`, rest, false);
}

/** `https://dev.azure.com/org/project/_git/course?path=/a.ipynb&version=GBmain` */
function readAzure({ origin, pathname, searchParams }: URL): PageMatch | undefined {
  const repository = /^(\/.+\/_git\/[^/]+)\/?$/.exec(pathname)?.[1];
  if (repository === undefined) return undefined;
  const version = /^G[BT](.+)/s.exec(searchParams.get('version') ?? '')?.[1];
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
  const [, prefix = '', kind, key, name, path = ''] =
    /^(.*?)\/(projects|users)\/([^/]+)\/repos\/([^/]+)(?:\/(?:browse|raw)(?:\/(.*))?)?$/.exec(pathname) ?? [];
  if (key === undefined || name === undefined) return undefined;
  const project = kind === 'users' ? `~${key}` : key.toLowerCase();
  const branch = searchParams.get('at')?.replace(FULL_REF, '');
  return {
    repository: `${origin}${prefix}/scm/${project}/${name}.git`,
    ...(branch === undefined ? {} : { branch: encodeURIComponent(branch) }),
    path,
    isFolder: false,
    isBranchGuessed: false,
  };
}

/** Gitea and Forgejo, so Codeberg too: `/org/course/src/branch/main/a.ipynb`. */
function readGitea({ origin, pathname }: URL): PageMatch | undefined {
  const [, repository, rest] =
    /^(\/.+?)\/(?:src|raw|media|_edit|blame)\/(?:branch|tag|commit)\/(.+)/.exec(pathname) ?? [];
  if (repository === undefined || rest === undefined) return undefined;
  return refAndPath(origin + repository, rest, false);
}

function readBitbucket({ hostname, origin, pathname }: URL): PageMatch | undefined {
  if (hostname !== 'bitbucket.org') return undefined;
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

/** GitHub's repositories stand two levels deep, so a folder called `blob` cannot mislead. */
function readTwoLevel({ hostname, origin, pathname }: URL): PageMatch | undefined {
  if (hostname !== 'github.com') return undefined;
  const [, repository, view, rest = ''] = /^(\/[^/]+\/[^/]+)\/([^/]+)(?:\/(.*))?$/.exec(pathname) ?? [];
  if (repository === undefined || view === undefined) return undefined;
  if (!new RegExp(`^(?:${VIEWS})$`).test(view)) {
    // Issues, releases and the like: the repository is all they say.
    return { repository: origin + repository, path: '', isFolder: false, isBranchGuessed: false };
  }
  return refAndPath(origin + repository, rest, view === 'tree');
}

/** GitLab with any number of groups, and hosts that are like GitHub. */
function readGeneric({ origin, pathname }: URL): PageMatch | undefined {
  const gitlab = /^(\/.+?)\/-(?:\/(.*))?$/.exec(pathname);
  const [, repository, view, rest] =
    (gitlab === null
      ? new RegExp(`^(/.+?/.+?)/(${VIEWS})/(.+)`).exec(pathname)
      : [gitlab[0], gitlab[1], ...splitOnce(gitlab[2] ?? '')]) ?? [];
  if (repository === undefined) return undefined;
  if (view === undefined || !new RegExp(`^(?:${VIEWS})$`).test(view)) {
    return { repository: origin + repository, path: '', isFolder: false, isBranchGuessed: false };
  }
  return refAndPath(origin + repository, rest ?? '', view === 'tree');
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
