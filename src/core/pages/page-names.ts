import { slug } from 'github-slugger';

/** A page that an author wrote, by where its file is. */
export interface PageFile {
  /** Its address below the site's home, without slashes at its ends; `home` is the text of the home itself. */
  readonly id: string;
  /** BCP 47 tag in the file's name, as in `help.de.md`; absent for a page that is for every language. */
  readonly language?: string;
  /** Absolute. */
  readonly file: string;
}

const EXTENSION = /\.mdx?$/i;
/** A language of two letters, with its script or region; three letters would be words as often. */
const LANGUAGE = /\.([a-z]{2}(?:-[a-z\d]{2,8})*)$/i;
/** Made on first use: loading the names takes 20 ms, which most commands need not wait for. */
let languageNames: Intl.DisplayNames | undefined;

/** Whether a file is a page: Markdown, or MDX for pages that use components. */
export function isPagePath(path: string): boolean {
  return EXTENSION.test(path);
}

/**
 * `Week 1/Read me.md` is shown at `week-1/read-me/`, and so is `Week 1/Read me.de.md` on a German site.
 *
 * @param path from the folder of the pages, with the separators of the system
 */
export function pageIdOf(path: string): string {
  return path
    .replace(EXTENSION, '')
    .replace(LANGUAGE, (suffix, tag: string) => (isLanguage(tag) ? '' : suffix))
    .split(/[/\\]/)
    .map((segment) => slug(segment))
    .join('/');
}

/** The language that a page's file name ends in, such as `de` of `help.de.md`. */
export function pageLanguageOf(path: string): string | undefined {
  const tag = LANGUAGE.exec(path.replace(EXTENSION, ''))?.[1];
  return tag !== undefined && isLanguage(tag) ? tag : undefined;
}

function isLanguage(tag: string): boolean {
  try {
    languageNames ??= new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });
    return languageNames.of(tag) !== undefined;
  } catch {
    return false;
  }
}

/**
 * Of the files of each page, the one for a site in some language. An author's own comes first, in that language or for
 * every language; then the one that comes with Slipway in that language; then whatever there is, English first.
 *
 * @param standIns pages that come with Slipway
 * @param language BCP 47 tag of the site
 * @returns in the order of their files, an author's own first
 */
export function choosePages<Page extends Pick<PageFile, 'id' | 'language'>>(
  own: readonly Page[],
  standIns: readonly Page[],
  language: string,
): readonly Page[] {
  const isExact = (page: Page) => page.language?.toLowerCase() === language.toLowerCase();
  const isNear = (page: Page) => primaryOf(page.language) === primaryOf(language);
  const isForAll = (page: Page) => page.language === undefined;
  const isEnglish = (page: Page) => primaryOf(page.language) === 'en';
  const passes = [
    ...[isExact, isNear, isForAll].map((fits) => [own, fits] as const),
    ...[isExact, isNear].map((fits) => [standIns, fits] as const),
    [own, isEnglish] as const,
    [standIns, isEnglish] as const,
    [own, () => true] as const,
  ];
  const chosen = new Map<string, Page>();
  for (const [pages, fits] of passes) {
    for (const page of pages) if (!chosen.has(page.id) && fits(page)) chosen.set(page.id, page);
  }
  const ids = new Set([...own, ...standIns].map(({ id }) => id));
  return [...ids].flatMap((id) => chosen.get(id) ?? []);
}

function primaryOf(tag: string | undefined): string | undefined {
  return tag?.toLowerCase().split('-')[0];
}
