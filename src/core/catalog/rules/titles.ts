import { quote } from '../../diagnostics/quote.ts';
import { type Reporter, rangeOf } from '../reporter.ts';
import type { ManifestPath } from '../source/tree.ts';
import { type ManifestParts, mapOf } from './manifest-parts.ts';

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
export function checkTitles(parts: ManifestParts, reporter: Reporter): void {
  const { hubs, environments, contents, site } = parts;
  const report = (titled: readonly Titled[], key: 'title' | 'label') =>
    reportShared(titled, key, parts, reporter);

  report(
    [...contents].map(([id, { title }]) => describe('collection', id, title, ['content', id, 'title'])),
    'title',
  );
  report(
    [...environments].map(([id, { title }]) =>
      describe('environment', id, title ?? id, ['environments', id, 'title']),
    ),
    'title',
  );
  report(
    [...hubs].map(([id, { title, url }]) =>
      describe('hub', id, title ?? hostOf(url), ['hubs', id, title === undefined ? 'url' : 'title']),
    ),
    'title',
  );
  report(
    (site.links ?? []).map((link, index) => ({
      name: `the link to ${quote(link?.url ?? '')}`,
      title: link?.title,
      path: ['site', 'links', index, 'title'],
      target: link?.url,
    })),
    'title',
  );
  for (const [id, { editions, sections }] of contents) {
    report(
      [...mapOf(editions)].map(([edition, { label }]) =>
        describe('edition', edition, label ?? edition, ['content', id, 'editions', edition, 'label']),
      ),
      'label',
    );
    report(
      Object.entries(sections ?? {}).map(([folder, title]) =>
        describe('folder', folder, title, ['content', id, 'sections', folder]),
      ),
      'title',
    );
  }
  for (const [id, { earlier = [] }] of environments) {
    report(
      earlier.map((version, index) =>
        describe('version', version?.tag ?? '', version?.label, [
          'environments',
          id,
          'earlier',
          index,
          'label',
        ]),
      ),
      'label',
    );
  }
}

function describe(what: string, id: string, title: string | undefined, path: ManifestPath): Titled {
  return { name: `the ${what} ${quote(id)}`, title, path };
}

function reportShared(
  titled: readonly Titled[],
  key: 'title' | 'label',
  { root }: ManifestParts,
  reporter: Reporter,
): void {
  const seen = new Map<string, Titled>();
  for (const one of titled) {
    if (one.title === undefined) continue;
    const shown = one.title.normalize().replace(/\s+/g, ' ').trim();
    const first = seen.get(shown);
    if (first === undefined) seen.set(shown, one);
    else if (one.target === undefined || one.target !== first.target)
      reporter.warning('manifest/same-title', rangeOf(root, one.path), {
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
