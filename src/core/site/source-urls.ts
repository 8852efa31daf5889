/** How the known git hosts address one file of one branch; other hosts have no pattern we could trust. */
const HOSTS: readonly {
  readonly matches: (host: string) => boolean;
  readonly page: (repository: string, ref: string, path: string) => string;
  readonly raw: (repository: string, ref: string, path: string) => string;
}[] = [
  {
    matches: (host) => host === 'github.com',
    page: (repository, ref, path) => `${repository}/blob/${ref}/${path}`,
    raw: (repository, ref, path) => `${repository}/raw/${ref}/${path}`,
  },
  {
    matches: (host) => host === 'gitlab.com' || host.startsWith('gitlab.'),
    page: (repository, ref, path) => `${repository}/-/blob/${ref}/${path}`,
    raw: (repository, ref, path) => `${repository}/-/raw/${ref}/${path}?inline=false`,
  },
  {
    matches: (host) => host === 'codeberg.org',
    page: (repository, ref, path) => `${repository}/src/branch/${ref}/${path}`,
    raw: (repository, ref, path) => `${repository}/raw/branch/${ref}/${path}`,
  },
  {
    matches: (host) => host === 'bitbucket.org',
    page: (repository, ref, path) => `${repository}/src/${ref}/${path}`,
    raw: (repository, ref, path) => `${repository}/raw/${ref}/${path}`,
  },
];

export interface SourceUrls {
  /** Page of the file at its host. */
  readonly page: string;
  /** The file's bytes. */
  readonly raw: string;
}

/** Addresses of a file at its git host, or undefined where the host's form is not known. */
export function buildSourceUrls(repository: string, ref: string, path: string): SourceUrls | undefined {
  const url = new URL(repository);
  const host = HOSTS.find(({ matches }) => matches(url.hostname));
  if (host === undefined) return undefined;
  const base = `${url.origin}${url.pathname.replace(/\/+$/, '').replace(/\.git$/, '')}`;
  const encode = (text: string) => text.split('/').map(encodeURIComponent).join('/');
  return { page: host.page(base, encode(ref), encode(path)), raw: host.raw(base, encode(ref), encode(path)) };
}
