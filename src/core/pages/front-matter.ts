import * as z from 'zod';

/** What stands at the head of a page; what else is there is left to its author. */
export const FrontMatterSchema = z.object({
  title: z.string(),
  description: z.string().optional(),
  /** Whether the page is named at the top of every page; a text names it there in another way than its title. */
  nav: z.union([z.boolean(), z.string()]).optional(),
  /** Place among the pages that are named there. */
  order: z.number().optional(),
});

const SHAPES: Readonly<Record<string, string>> = {
  title: 'as text',
  description: 'as text',
  nav: 'as true, false or a text',
  order: 'as a number',
};

/** The first key of front matter that has another shape than the site needs, and that in words; undefined where all are right. */
export function findFrontMatterFault(
  values: unknown,
): { readonly key: string; readonly shape: string } | undefined {
  const parsed = FrontMatterSchema.safeParse(values ?? {});
  if (parsed.success) return undefined;
  const key = String(parsed.error.issues[0]?.path[0] ?? 'title');
  return { key, shape: SHAPES[key] ?? 'in another shape' };
}
