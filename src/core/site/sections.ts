import { titleFromPath } from '../content/titles.ts';
import type { SiteContent, SiteNotebook } from './types.ts';

/** Notebooks of a collection that are shown below one heading. */
export interface Section {
  /** Absent where the collection has no parts. */
  readonly title?: string;
  readonly notebooks: readonly SiteNotebook[];
}

/** So many are named before a notebook and after it: a page is not to grow with its collection. */
const NEARBY = 7;

/**
 * A collection in its parts: folders that the manifest gives a title, in its order, then every other folder by its
 * first notebook. A notebook belongs to the deepest folder that has a title.
 */
export function groupBySection(
  { sections = [] }: Pick<SiteContent, 'sections'>,
  notebooks: readonly SiteNotebook[],
): Section[] {
  const groups = new Map<string, { title: string | undefined; notebooks: SiteNotebook[] }>(
    sections.map(({ folder, title }) => [folder, { title, notebooks: [] }]),
  );
  const named = new Set(sections.map(({ folder }) => folder));
  for (const notebook of notebooks) {
    const own = folderOf(notebook.path);
    const folder = findNamed(own, named) ?? own;
    const group = groups.get(folder) ?? { title: titleOf(folder), notebooks: [] };
    group.notebooks.push(notebook);
    groups.set(folder, group);
  }
  const found = [...groups.values()].filter((group) => group.notebooks.length > 0);
  if (found.length < 2 && sections.length === 0)
    return found.map((group) => ({ notebooks: group.notebooks }));
  return found.map(({ title, notebooks: own }) => ({
    ...(title !== undefined && { title }),
    notebooks: own,
  }));
}

/** Where a notebook is in its collection. */
export interface Neighbours {
  readonly number: number;
  readonly total: number;
  readonly previous?: SiteNotebook;
  readonly next?: SiteNotebook;
  /** Those around it, itself included. */
  readonly nearby: readonly SiteNotebook[];
}

/** The neighbours of each notebook of a collection, in the order of its page. */
export function listNeighbours(
  content: Pick<SiteContent, 'sections'>,
  notebooks: readonly SiteNotebook[],
): ReadonlyMap<SiteNotebook['id'], Neighbours> {
  const ordered = groupBySection(content, notebooks).flatMap((section) => section.notebooks);
  return new Map(
    ordered.map((notebook, index) => {
      const previous = ordered[index - 1];
      const next = ordered[index + 1];
      const first = Math.max(0, Math.min(index - NEARBY, ordered.length - 2 * NEARBY - 1));
      const neighbours: Neighbours = {
        nearby: ordered.slice(first, first + 2 * NEARBY + 1),
        number: index + 1,
        total: ordered.length,
        ...(previous !== undefined && { previous }),
        ...(next !== undefined && { next }),
      };
      return [notebook.id, neighbours];
    }),
  );
}

/** Notebooks that are the same in different languages, by what the manifest says under `translates`. */
export function listTranslations(
  notebooks: readonly SiteNotebook[],
): ReadonlyMap<SiteNotebook['id'], readonly SiteNotebook[]> {
  const originals = new Set(notebooks.flatMap(({ translates }) => translates ?? []));
  const groups = Map.groupBy(
    notebooks.filter(({ id, translates }) => translates !== undefined || originals.has(id)),
    ({ id, translates }) => translates ?? id,
  );
  return new Map(
    [...groups.values()].flatMap((group) =>
      group.map((notebook) => [notebook.id, group.filter((each) => each !== notebook)] as const),
    ),
  );
}

function folderOf(path: string): string {
  return path.split('/').slice(0, -1).join('/');
}

function titleOf(folder: string): string | undefined {
  return folder === '' ? undefined : titleFromPath(folder.split('/').at(-1) ?? folder);
}

/** The folder itself or the nearest above it that has a title of the manifest. */
function findNamed(folder: string, named: ReadonlySet<string>): string | undefined {
  const parts = folder.split('/');
  for (let length = parts.length; length > 0; length--) {
    const candidate = parts.slice(0, length).join('/');
    if (named.has(candidate)) return candidate;
  }
  return named.has('') ? '' : undefined;
}
