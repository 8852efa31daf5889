/** Hosts of repositories whose addresses follow rules that are known. */
export type GitHostKind = 'github' | 'gist' | 'gitlab' | 'gitea' | 'bitbucket' | 'huggingface';

export interface GitHost {
  readonly kind: GitHostKind;
  /** Parts of a repository's path, where all have the same number: 2 for `/owner/name`. */
  readonly depth?: number;
  /** Serves a repository with and without `.git` at the end of its address. */
  readonly isSuffixFree: boolean;
  /** Addresses of a file below that of its repository; branch and path are encoded. */
  readonly file?: Readonly<Record<'page' | 'raw', (ref: string, path: string) => string>>;
}

const GITLAB = {
  kind: 'gitlab',
  file: {
    page: (ref, path) => `/-/blob/${ref}/${path}`,
    raw: (ref, path) => `/-/raw/${ref}/${path}?inline=false`,
  },
  isSuffixFree: false,
} satisfies GitHost;

const HOSTS: Readonly<Record<string, GitHost>> = {
  'github.com': {
    kind: 'github',
    depth: 2,
    isSuffixFree: true,
    file: {
      page: (ref, path) => `/blob/${ref}/${path}`,
      raw: (ref, path) => `/raw/${ref}/${path}`,
    },
  },
  'gist.github.com': { kind: 'gist', isSuffixFree: false },
  'gitlab.com': { ...GITLAB, isSuffixFree: true },
  'codeberg.org': {
    kind: 'gitea',
    depth: 2,
    isSuffixFree: true,
    file: {
      page: (ref, path) => `/src/branch/${ref}/${path}`,
      raw: (ref, path) => `/raw/branch/${ref}/${path}`,
    },
  },
  'bitbucket.org': {
    kind: 'bitbucket',
    depth: 2,
    isSuffixFree: true,
    file: {
      page: (ref, path) => `/src/${ref}/${path}`,
      raw: (ref, path) => `/raw/${ref}/${path}`,
    },
  },
  'huggingface.co': { kind: 'huggingface', isSuffixFree: false },
};

/** The host without `www.`, where it is one of the known ones: those redirect to it. */
export function canonicalHost(host: string): string {
  const bare = host.replace(/^www\./, '');
  return Object.hasOwn(HOSTS, bare) ? bare : host;
}

/** Undefined for a host whose rules are not known. */
export function findGitHost(host: string): GitHost | undefined {
  const bare = canonicalHost(host);
  if (Object.hasOwn(HOSTS, bare)) return HOSTS[bare];
  return bare.startsWith('gitlab.') ? GITLAB : undefined;
}
