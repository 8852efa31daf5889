import { quote } from '../../diagnostics/quote.ts';
import { textAsShown } from '../../visible-text.ts';
import type { ManifestPath } from '../source/tree.ts';
import { mapOf } from './manifest-parts.ts';
import type { RuleContext } from './rule-context.ts';

/** Something that readers choose from a list by its title. */
interface Titled {
  /** Name for messages: "the collection "tides"". */
  readonly name: string;
  readonly title: string | undefined;
  /** Of the title. */
  readonly path: ManifestPath;
  /** Two of one target are one choice. */
  readonly target?: string | undefined;
}

/** Titles that two of one list share, so that readers cannot tell which is which. The site is built all the same. */
export function checkTitles(context: RuleContext): void {
  const { hubs, environments, contents, site } = context;
  const lists: readonly (readonly Titled[])[] = [
    [...contents].map(([id, { title }]) => describe('collection', id, title, ['content', id, 'title'])),
    [...environments].map(([id, { title = id }]) =>
      describe('environment', id, title, ['environments', id, 'title']),
    ),
    [...hubs].map(([id, { title, url }]) =>
      describe('hub', id, title ?? hostOf(url), ['hubs', id, title === undefined ? 'url' : 'title']),
    ),
    (site.links ?? []).map((link, index) => ({
      name: `the link to ${quote(link?.url ?? '')}`,
      title: link?.title,
      path: ['site', 'links', index, 'title'],
      target: link?.url,
    })),
    ...[...contents].flatMap(([id, { editions, sections }]) => [
      [...mapOf(editions)].map(([edition, { label = edition }]) =>
        describe('edition', edition, label, ['content', id, 'editions', edition, 'label']),
      ),
      Object.entries(sections ?? {}).map(([folder, title]) =>
        describe('folder', folder, title, ['content', id, 'sections', folder]),
      ),
    ]),
    ...[...environments].map(([id, { earlier = [] }]) =>
      earlier.map((version, index) =>
        describe('version', version?.tag ?? '', version?.label, [
          'environments',
          id,
          'earlier',
          index,
          'label',
        ]),
      ),
    ),
  ];
  for (const titled of lists) checkDistinctTitles(titled, context);
}

function describe(what: string, id: string, title: string | undefined, path: ManifestPath): Titled {
  return { name: `the ${what} ${quote(id)}`, title, path };
}

function checkDistinctTitles(titled: readonly Titled[], { warning }: RuleContext): void {
  const seen = new Map<string, Titled>();
  for (const one of titled) {
    if (one.title === undefined) continue;
    const shown = textAsShown(one.title);
    const first = seen.get(shown);
    if (first === undefined) seen.set(shown, one);
    if (first === undefined || (one.target !== undefined && one.target === first.target)) continue;
    const key = one.path.at(-1) === 'label' ? 'label' : 'title';
    warning('manifest/same-title', one.path, {
      message: `${capitalize(first.name)} has the ${key} ${quote(shown)} as well, so readers cannot tell it from ${one.name}.`,
      hint: `Give each a ${key} of its own, such as a year, a level or a language behind it.`,
    });
  }
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** What a hub is called where the manifest does not say. */
function hostOf(url: string | undefined): string | undefined {
  return url === undefined ? undefined : URL.parse(url)?.host;
}
