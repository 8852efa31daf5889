import { utcDay } from '../health/verdicts.ts';
import { addressPath, listPermanentAddresses } from './permanent-addresses.ts';
import type { SiteContent, SiteModel, SiteNotebook } from './types.ts';
import { notebookPageFile } from './urls.ts';

/** What of a notebook is on no page about another one. */
const OF_ITS_PAGES = [
  'description',
  'isDescriptionInText',
  'cellCount',
  'hasOutputs',
  'sizeBytes',
  'changedAt',
  'fragment',
  'headings',
  'cover',
  'sharePicture',
  'notices',
  'leftOutImages',
  'namesLinks',
  'ranAt',
] as const satisfies readonly (keyof SiteNotebook)[];

/** What of a content is on no page about a notebook. */
const OF_COLLECTION = [
  'commit',
  'cover',
  'sharePicture',
  'notices',
] as const satisfies readonly (keyof SiteContent)[];

/**
 * Digests of all that the pages about single notebooks are made of: their own page and their launchers. Where a digest
 * is that of an earlier build, so is the page, to the byte. Every other page may show anything of the catalogue.
 *
 * @param sources stands for what the pages are made with
 * @param digest of texts that must not run into each other
 * @returns by the file of the page below the site's folder, with `/`
 */
export function listPageDigests(
  model: SiteModel,
  sources: string,
  digest: (texts: readonly string[]) => string,
): ReadonlyMap<string, string> {
  const { generatedAt, contents, notebooks, ...rest } = model;
  const shared = digest([
    sources,
    // As `digestInputs` counts time.
    utcDay(generatedAt),
    JSON.stringify(rest),
    JSON.stringify(contents.map((content) => omit(content, OF_COLLECTION))),
    JSON.stringify(notebooks.map((notebook) => omit(notebook, OF_ITS_PAGES))),
  ]);
  // Links without words of their own take those of other notebooks' headings.
  const linked = digest(notebooks.map(({ headings }) => JSON.stringify(headings)));
  const byId = new Map(
    notebooks.map((notebook) => {
      const own = [shared, JSON.stringify(notebook), ...(notebook.namesLinks === true ? [linked] : [])];
      return [notebook.id, digest(own)] as const;
    }),
  );
  const launchers = listPermanentAddresses(model).flatMap((address) => {
    const { contentId, target } = address;
    if (target.kind !== 'notebook' && target.kind !== 'edition') return [];
    const file = `l/${contentId}/${addressPath(address)}/index.html`;
    return [[file, byId.get(target.notebook.id) ?? ''] as const];
  });
  return new Map([...[...byId].map(([id, own]) => [notebookPageFile(id), own] as const), ...launchers]);
}

function omit<Item extends object>(item: Item, keys: readonly (keyof Item)[]): Partial<Item> {
  const left: Partial<Item> = { ...item };
  for (const key of keys) delete left[key];
  return left;
}
