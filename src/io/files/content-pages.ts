import { join } from 'node:path';
import { HELP_PAGE, isPagePath, type PageFile, pageIdOf } from '../../core/pages/page-names.ts';
import { listFilesBelow } from './digest.ts';
import { CODE_FOLDER } from './package-root.ts';

/** Pages that come with Slipway, for sites that have none of their own in their place. */
const DEFAULT_PAGES: readonly PageFile[] = [
  { id: HELP_PAGE, file: join(CODE_FOLDER, 'site', 'default-pages', `${HELP_PAGE}.md`) },
];

/** The folder beside the manifest that holds an author's pages. */
export function ownPagesFolder(contentFolder: string): string {
  return join(contentFolder, 'pages');
}

/** The pages that an author wrote beside the manifest, in the order of their files. */
export function listOwnPages(contentFolder: string): readonly PageFile[] {
  const folder = ownPagesFolder(contentFolder);
  return listFilesBelow(folder)
    .filter(isPagePath)
    .map((path) => ({ id: pageIdOf(path), file: join(folder, path) }));
}

/** Every page of a site that is written, not computed: an author's own, and help where there is none. */
export function listContentPages(contentFolder: string): readonly PageFile[] {
  const own = listOwnPages(contentFolder);
  const ids = new Set(own.map(({ id }) => id));
  return [...own, ...DEFAULT_PAGES.filter(({ id }) => !ids.has(id))];
}
