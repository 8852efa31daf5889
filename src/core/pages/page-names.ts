import { slug } from 'github-slugger';

/** A page that an author wrote, by where its file is. */
export interface PageFile {
  /** Its address below the site's home, without slashes at its ends; `home` is the text of the home itself. */
  readonly id: string;
  /** Absolute. */
  readonly file: string;
}

/** The page that every site has: what students ask. */
export const HELP_PAGE = 'help';

/** Whether a file is a page: Markdown, or MDX for pages that use components. */
export function isPagePath(path: string): boolean {
  return /\.mdx?$/i.test(path);
}

/**
 * `Week 1/Read me.md` is shown at `week-1/read-me/`.
 *
 * @param path from the folder of the pages, with the separators of the system
 */
export function pageIdOf(path: string): string {
  return path
    .replace(/\.mdx?$/i, '')
    .split(/[/\\]/)
    .map((segment) => slug(segment))
    .join('/');
}
