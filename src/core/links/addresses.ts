import { ok, type Result } from '../result.ts';
import { type LinkFailure, refuse } from './types.ts';

/** Hosts that serve a repository with and without `.git` at the end of its address. */
const HOSTS_WITHOUT_GIT_SUFFIX = ['github.com', 'gitlab.com', 'codeberg.org', 'bitbucket.org'];
/** Pages about a repository on hosts other than GitHub: GitLab's, Gitea's and Bitbucket's, and what is like GitHub. */
const PAGE_PATH = /^(\/.+?)\/(?:-\/|(?:tree|blob|raw|edit|commits)\/.|src\/(?:branch|tag|commit)\/.)/;

/** A repository as nbgitpuller and BinderHub get it. */
export interface RepositoryAddress {
  /** Without slashes at the end, and without `.git` where the host does not need it. */
  readonly text: string;
  readonly isSsh: boolean;
}

/**
 * Checks the address of a repository: https (or http on loopback, or ssh), no user name or password,
 * no page about a repository instead of the repository.
 */
export function parseRepositoryAddress(text: string): Result<RepositoryAddress, LinkFailure> {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
  if (text === '' || text.length > 2_000 || !text.isWellFormed() || /[\u0000-\u0020\u007f]/.test(text)) {
    return refuse(
      'link/bad-repository',
      'The address of the repository is empty, too long, or contains white space or control characters.',
    );
  }
  const ssh = parseSshAddress(text);
  if (ssh) return ssh;
  const url = URL.parse(text);
  if (!url || (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url)))) {
    return refuse(
      'link/bad-repository',
      'The address of the repository is not one of the form https://host/owner/name.',
    );
  }
  if (url.username !== '' || url.password !== '') return refuseCredentials('repository');
  if (url.search !== '' || url.hash !== '') {
    return refuse(
      'link/bad-repository',
      'The address of the repository contains "?" or "#"; write it without what follows.',
    );
  }
  const repositoryPath = findPageOwner(url);
  if (repositoryPath !== undefined) {
    return refuse(
      'link/tree-address',
      `The address is a page about the repository; write ${url.origin}${repositoryPath} and name the branch apart from it.`,
    );
  }
  const address = text.replace(/\/+$/, '');
  if (url.pathname.replace(/\/+$/, '') === '' || /\/(?:\.git)?$/.test(address)) {
    return refuse('link/bad-repository', 'The address names a host but no repository.');
  }
  const isSuffixFree = HOSTS_WITHOUT_GIT_SUFFIX.includes(url.host);
  return ok({ text: isSuffixFree ? address.replace(/\.git$/, '') : address, isSsh: false });
}

/** The repository's path where the address is a page about it. */
function findPageOwner({ host, pathname }: URL): string | undefined {
  const isTwoLevel = host === 'github.com' || host === 'bitbucket.org';
  if (isTwoLevel) return /^(\/[^/]+\/[^/]+)\/+[^/]/.exec(pathname)?.[1];
  return PAGE_PATH.exec(pathname)?.[1];
}

function parseSshAddress(text: string): Result<RepositoryAddress, LinkFailure> | undefined {
  const isScpForm = /^[^/:@]+@[^/:@]+:(?!\/\/)[^@]+$/.test(text);
  if (!isScpForm && !/^(?:git\+)?ssh:\/\//i.test(text)) return undefined;
  const userInfo = /^[^/]*\/\/([^/]*)@/.exec(text)?.[1] ?? '';
  if (userInfo.includes(':')) return refuseCredentials('repository');
  const address = text.replace(/\/+$/, '');
  if (folderOnServer(address) === '')
    return refuse('link/bad-repository', 'The address names no repository.');
  return ok({ text: address, isSsh: true });
}

/**
 * Checks the address of a hub; gives it without slashes at the end.
 */
export function parseHubAddress(text: string): Result<URL, LinkFailure> {
  const url = URL.parse(text);
  if (!url || (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url)))) {
    return refuse(
      'link/bad-hub',
      'The address of the hub is not an https address (http is allowed on loopback).',
    );
  }
  if (url.username !== '' || url.password !== '') return refuseCredentials('hub');
  if (url.search !== '' || url.hash !== '') {
    return refuse(
      'link/bad-hub',
      'The address of the hub contains "?" or "#"; write it without what follows.',
    );
  }
  url.pathname = url.pathname.replace(/\/+$/, '');
  return ok(url);
}

/** The address of a checked hub as text, without a slash at the end. */
export function hubBase(url: URL): string {
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}

export function isLoopback({ hostname }: URL): boolean {
  return /^(?:localhost|.+\.localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname);
}

/** The folder nbgitpuller pulls into on its own (`repo.rstrip('/').split('/')[-1]`, pull.py and handlers.py). */
export function folderOnServer(repository: string): string {
  const address = repository.replace(/\/+$/, '');
  return address.slice(address.lastIndexOf('/') + 1);
}

/** The folder a person expects: without `.git`, without the host of an scp address, not hidden. */
export function expectedFolder(repository: string): string {
  const folder = folderOnServer(repository);
  return folder
    .slice(folder.lastIndexOf(':') + 1)
    .replace(/\.git$/, '')
    .replace(/^\.+/, '');
}

function refuseCredentials(what: string) {
  return refuse(
    'link/credentials',
    `The address of the ${what} contains a user name or password; links are public, so write it without.`,
  );
}
