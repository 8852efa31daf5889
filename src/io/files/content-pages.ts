import { join } from 'node:path';
import { isPagePath, type PageFile, pageIdOf, pageLanguageOf } from '../../core/pages/page-names.ts';
import { listFilesBelow } from './digest.ts';
import { CODE_FOLDER } from './package-root.ts';

/** The folder beside the manifest that holds an author's pages. */
export function ownPagesFolder(contentFolder: string): string {
  return join(contentFolder, 'pages');
}

/** The pages that an author wrote beside the manifest, in the order of their files. */
export function listOwnPages(contentFolder: string): readonly PageFile[] {
  return listPages(ownPagesFolder(contentFolder));
}

/** The pages that come with Slipway, for sites that have none of their own in their place; a file a language. */
export function listDefaultPages(): readonly PageFile[] {
  return listPages(join(CODE_FOLDER, 'site', 'default-pages'));
}

function listPages(folder: string): readonly PageFile[] {
  return listFilesBelow(folder)
    .filter(isPagePath)
    .map((path) => {
      const language = pageLanguageOf(path);
      return { id: pageIdOf(path), ...(language !== undefined && { language }), file: join(folder, path) };
    });
}
