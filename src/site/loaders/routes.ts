import { join } from 'node:path';
import { listFilesBelow } from '../../io/files/digest.ts';
import { CODE_FOLDER } from '../../io/files/package-root.ts';

const PAGES = join(CODE_FOLDER, 'site', 'pages');

export interface Route {
  /** As Astro writes it, such as `/notebooks/[content]/[...slug]`. */
  readonly pattern: string;
  /** The file that makes its pages. */
  readonly entrypoint: string;
}

/** The routes of the site: each file of `src/site/pages` is one, named as Astro names pages. */
export function listRoutes(): Route[] {
  return listFilesBelow(PAGES)
    .filter((path) => /\.(?:astro|ts|js)$/.test(path) && !path.endsWith('.d.ts'))
    .map((path) => ({
      pattern: `/${path
        .replaceAll('\\', '/')
        .replace(/\.(?:astro|ts|js)$/, '')
        .replace(/(?:^|\/)index$/, '')}`,
      entrypoint: join(PAGES, path),
    }));
}
