import type { Catalog } from '../catalog/types.ts';
import { suggestWord } from '../diagnostics/suggest.ts';

/** A link of the manifest to a page of the site itself. */
export interface SiteTarget {
  /** In the manifest's own keys. */
  readonly path: readonly (string | number)[];
  /** As it is written, such as `imprint/`. */
  readonly target: string;
}

export interface MissingTarget extends SiteTarget {
  /** A page whose name is near. */
  readonly nearest?: string;
}

/** Pages and files that every site has, by their addresses below its home. */
const BUILT_IN: readonly string[] = [
  '',
  'notebooks',
  'environments',
  'status',
  'links',
  'search',
  'catalog.json',
  'status.json',
  'status.atom',
];

/** The manifest's links that lead to a page of the site which does not exist. */
export function findMissingTargets(
  { site, contents, environments }: Pick<Catalog, 'site' | 'contents' | 'environments'>,
  pageIds: readonly string[],
): readonly MissingTarget[] {
  const pages = [
    ...BUILT_IN,
    ...pageIds.filter((id) => id !== 'home'),
    ...contents.map(({ id }) => `c/${id}`),
    ...environments.map(({ id }) => `environments/${id}`),
  ];
  // Which notebooks there are is known when they have been read.
  const folders = contents.flatMap(({ id }) => [`notebooks/${id}/`, `l/${id}/`]);
  return listSiteTargets(site).flatMap((link) => {
    const page = pageOfTarget(link.target);
    if (pages.includes(page) || folders.some((folder) => page.startsWith(folder))) return [];
    const nearest = suggestWord(page, pages);
    return [{ ...link, ...(nearest !== undefined && { nearest }) }];
  });
}

function listSiteTargets({ links = [], announcement }: Catalog['site']): readonly SiteTarget[] {
  return [
    ...links.map(({ url }, index) => ({ path: ['site', 'links', index, 'url'], target: url })),
    ...(announcement?.url === undefined
      ? []
      : [{ path: ['site', 'announcement', 'url'], target: announcement.url }]),
  ].filter(({ target }) => !/^[a-z][a-z0-9+.-]*:/i.test(target));
}

function pageOfTarget(target: string): string {
  const [address = ''] = target.split(/[?#]/, 1);
  const path = address.replace(/^(?:\.\/)+/, '');
  return path.endsWith('/') ? path.slice(0, -1) : path;
}
