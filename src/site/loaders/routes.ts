import { join } from 'node:path';
import { listFilesBelow } from '../../io/files/digest.ts';

export interface Route {
  /** As Astro writes it, such as `/notebooks/[content]/[...slug]`. */
  readonly pattern: string;
  /** The file that makes its pages. */
  readonly entrypoint: string;
}

/** The routes of the site: each file of `site/pages` below the code folder is one, named as Astro names pages. */
export function listRoutes(codeFolder: string): Route[] {
  const pages = join(codeFolder, 'site', 'pages');
  return listFilesBelow(pages)
    .filter((path) => /\.(?:astro|ts|js)$/.test(path) && !path.endsWith('.d.ts'))
    .map((path) => ({
      pattern: `/${path
        .replaceAll('\\', '/')
        .replace(/\.(?:astro|ts|js)$/, '')
        .replace(/(?:^|\/)index$/, '')}`,
      entrypoint: join(pages, path),
    }));
}
