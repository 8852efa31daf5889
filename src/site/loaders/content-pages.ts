import { sources } from 'virtual:slipway/pages';
import type { MarkdownInstance } from 'astro';
import { z } from 'zod';
import type { Heading } from '../../core/notebooks/types.ts';

const FrontMatterSchema = z.object({ title: z.string(), description: z.string().optional() });

/** A page that its author wrote beside the manifest. */
export interface ContentPage {
  /** Its address below the site's home. */
  readonly id: string;
  readonly title: string;
  readonly description?: string | undefined;
  /** Below the title, in the order of the page. */
  readonly headings: readonly Heading[];
  readonly Content: MarkdownInstance<Record<string, unknown>>['Content'];
}

/** @throws one sentence naming the file, where the front matter lacks what a page needs */
export async function loadContentPages(): Promise<ContentPage[]> {
  return Promise.all(
    sources.map(async ({ id, file, load }) => {
      const { frontmatter, getHeadings, Content } = await load();
      const parsed = FrontMatterSchema.safeParse(frontmatter);
      if (!parsed.success) {
        const key = parsed.error.issues[0]?.path.join('.') || 'title';
        throw new Error(
          `${file}: the front matter needs "${key}" as text. Write it between two lines of ---.`,
        );
      }
      const headings = getHeadings().map(({ depth, slug, text }) => ({ level: depth, id: slug, text }));
      return { id, ...parsed.data, headings, Content };
    }),
  );
}
