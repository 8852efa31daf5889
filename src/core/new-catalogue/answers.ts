import type { HubType } from '../hub-kinds/kinds.ts';

/** Where the catalogue will be published by its workflow. */
export const CI_KINDS = ['github', 'gitlab', 'none'] as const;

export type CiKind = (typeof CI_KINDS)[number];

/** A repository of notebooks that the catalogue shows. */
export interface NewContent {
  /** Id in the manifest. */
  readonly id: string;
  readonly title: string;
  readonly repository: string;
  readonly branch: string;
  /** Globs, where the notebooks are in one folder of the repository. */
  readonly include?: readonly string[];
}

/** All that a new catalogue is written from. */
export interface NewCatalogue {
  readonly title: string;
  /** Address of the finished site, with a slash at its end. */
  readonly url: string;
  /** Address of the repository that holds the catalogue. */
  readonly repository: string;
  /** Empty: the catalogue gets one notebook of its own. */
  readonly contents: readonly NewContent[];
  readonly image: { readonly name: string; readonly tag: string; readonly digest?: string };
  readonly hub: NewHub;
  /** BCP 47. */
  readonly language: string;
  readonly ci: CiKind;
  /** What npm installs as `slipway`: a version, a file or an address. */
  readonly slipway: string;
  /** Version of Node that npm has to bring along, where the machine's own is too old for the package. */
  readonly node?: string;
}

export interface NewHub {
  readonly type: HubType;
  readonly url: string;
}

/** A file of a new catalogue or environment; the path is from its folder, `/` between segments. */
export interface NewFile {
  readonly path: string;
  readonly text: string;
  /** A script that people run. */
  readonly isExecutable?: true;
}

/** The default. */
export const DEFAULTS = {
  title: 'My notebooks',
  repository: 'https://github.com/your-name/your-repository',
  // Holds Jupyter, nbgitpuller and the usual scientific Python; its tags never move.
  image: 'quay.io/pangeo/pangeo-notebook:2026.01.30',
  hub: 'https://mybinder.org',
  language: 'en',
} as const;

/** The branch of the catalogue's repository from which it is published, and which holds its own notebooks. */
export const MAIN_BRANCH = 'main';

/** The folder of notebooks beside the manifest, where no content repository was given. */
export const NOTEBOOK_FOLDER = 'notebooks';

/** Where GitHub or GitLab publishes a repository; undefined for other hosts, and for what is no such address. */
export function guessSiteUrl(repository: string): string | undefined {
  const url = URL.parse(repository);
  const [owner, name, ...more] = (url?.pathname ?? '').split('/').filter((segment) => segment !== '');
  if (url === null || owner === undefined || name === undefined) return undefined;
  const project = name.replace(/\.git$/, '');
  if (url.hostname === 'github.com' && more.length === 0) {
    const host = `${owner.toLowerCase()}.github.io`;
    // https://docs.github.com/pages: a repository that is called like the host is published at its root.
    return project.toLowerCase() === host ? `https://${host}/` : `https://${host}/${project}/`;
  }
  if (url.hostname !== 'gitlab.com') return undefined;
  const path = [...more.slice(0, -1), more.at(-1) ?? project].join('/').replace(/\.git$/, '');
  return `https://${owner.toLowerCase()}.gitlab.io/${more.length === 0 ? project : `${project}/${path}`}/`;
}

/** What kind of hub an address is, as far as its name tells; the manifest says it, and can be corrected. */
export function guessHub(address: string): NewHub {
  const host = URL.parse(address)?.hostname ?? '';
  return { type: host.includes('binder') ? 'binderhub' : 'jupyterhub', url: address };
}
