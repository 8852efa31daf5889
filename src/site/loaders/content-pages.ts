import { own, standIns } from 'virtual:slipway/pages';
import type { MarkdownInstance } from 'astro';
import type { Heading } from '../../core/notebooks/types.ts';
import { FrontMatterSchema, findFrontMatterFault } from '../../core/pages/front-matter.ts';
import { choosePages } from '../../core/pages/page-names.ts';
import { loadSiteModel } from './model.ts';

/** A page that its author wrote beside the manifest. */
export interface ContentPage {
  /** Its address below the site's home. */
  readonly id: string;
  /** BCP 47 tag of its text: that of its file's name, else the site's. */
  readonly language: string;
  readonly title: string;
  readonly description?: string | undefined;
  readonly nav?: boolean | string | undefined;
  readonly order?: number | undefined;
  /** Below the title, in the order of the page. */
  readonly headings: readonly Heading[];
  readonly Content: MarkdownInstance<Record<string, unknown>>['Content'];
}

let loaded: Promise<ContentPage[]> | undefined;

/** The pages that are named at the top of every page, in their order. */
export async function listNavigation(): Promise<Pick<ContentPage, 'id' | 'title' | 'language'>[]> {
  loaded = import.meta.env.DEV ? loadContentPages() : (loaded ?? loadContentPages());
  return (await loaded)
    .filter(({ id, nav }) => nav !== undefined && nav !== false && id !== 'home' && id !== 'help')
    .sort((a, b) => (a.order ?? 0) - (b.order ?? 0) || a.id.localeCompare(b.id))
    .map(({ id, title, nav, language }) => ({ id, language, title: typeof nav === 'string' ? nav : title }));
}

/** Whether the site has a page, so that nothing leads to one that is not there. */
export function hasPage(id: string): boolean {
  return [...own, ...standIns].some((page) => page.id === id);
}

/** @throws one sentence naming the file, where the front matter lacks what a page needs */
export async function loadContentPages(): Promise<ContentPage[]> {
  const { language: siteLanguage } = loadSiteModel().site;
  return Promise.all(
    choosePages(own, standIns, siteLanguage).map(async ({ id, language = siteLanguage, file, load }) => {
      const { frontmatter, getHeadings, Content } = await load();
      const parsed = FrontMatterSchema.safeParse(frontmatter);
      if (!parsed.success) {
        const { key, shape } = findFrontMatterFault(frontmatter) ?? { key: 'title', shape: 'as text' };
        throw new Error(
          `${file}: the front matter needs "${key}" ${shape}. Write it between two lines of ---.`,
        );
      }
      const headings = getHeadings().map(({ depth, slug, text }) => ({ level: depth, id: slug, text }));
      return { id, language, ...parsed.data, headings, Content };
    }),
  );
}
