import { isId } from './fields/ids.ts';
import { hashText, hasLostLetters, slugify } from './slug.ts';
import type { Content, NotebookId } from './types.ts';

/** Longer names are cut at a word and get a sum of the whole path. */
const MAX_READABLE_LENGTH = 80;
const DEFAULT_EXTENSION = '.ipynb';

export interface NotebookIds {
  /** Path → permanent id, for every path given. */
  readonly ids: ReadonlyMap<string, NotebookId>;
  /** Files that asked for the same id; `id:` in the manifest settles it for good. */
  readonly collisions: readonly IdCollision[];
}

type IdRules = Pick<Content, 'id' | 'notebooks' | 'include' | 'repositoryPath'>;

export interface IdCollision {
  readonly id: NotebookId;
  /** The file that has the id. */
  readonly path: string;
  /** The others, with what they got instead. */
  readonly others: readonly { readonly path: string; readonly id: NotebookId }[];
}

/**
 * Gives every notebook its permanent id: `id:` of the manifest, else one made from its path below the
 * folder that the manifest fixes for all, so that it stays when other files come and go. Only where two files ask for the same id does one of
 * them get a sum of its path added (docs/decisions/permanent-ids.md).
 *
 * @param paths in any order; the result does not depend on it
 */
export function createNotebookIds(content: IdRules, paths: readonly string[]): NotebookIds {
  const present = new Set(paths);
  const declared = new Map<string, string>();
  const claimed = new Set<string>();
  for (const { path, id } of content.notebooks) {
    if (id === undefined || !present.has(path) || claimed.has(id)) continue;
    declared.set(path, id);
    claimed.add(id);
  }
  // A declared id keeps its place even while its file is away, so that no other file slips into it.
  const taken = new Set(content.notebooks.flatMap(({ id }) => (id === undefined ? [] : [id])));

  const folder = sharedFolder(content);
  const wanting = Map.groupBy(
    sortByFaithfulness([...present]).filter((path) => !declared.has(path)),
    (path) => slugFromPath(path, folder),
  );
  const slugs = new Map(declared);
  for (const [slug, [first]] of wanting) {
    if (first === undefined || taken.has(slug)) continue;
    slugs.set(first, slug);
    taken.add(slug);
  }
  const toId = (slug: string) => `${content.id}/${slug}` as NotebookId;
  const collisions: IdCollision[] = [];
  for (const [slug, candidates] of [...wanting].sort(([left], [right]) => compareText(left, right))) {
    const others = candidates
      .filter((path) => !slugs.has(path))
      .map((path) => {
        const own = freeSlug(slug, path, taken);
        slugs.set(path, own);
        taken.add(own);
        return { path, id: toId(own) };
      });
    if (others.length === 0) continue;
    const holder =
      candidates.find((path) => slugs.get(path) === slug) ??
      content.notebooks.find(({ id }) => id === slug)?.path ??
      '';
    collisions.push({ id: toId(slug), path: holder, others });
  }
  const ids = new Map(
    paths.flatMap((path) => {
      const slug = slugs.get(path);
      return slug === undefined ? [] : [[path, toId(slug)] as const];
    }),
  );
  return { ids, collisions };
}

/**
 * The folder that every file of a content is in, by what the manifest says: where `directory` is in the
 * repository, else what all `include` patterns begin with. With a slash at its end, empty for the root.
 */
export function sharedFolder({
  include,
  repositoryPath,
}: Pick<IdRules, 'include' | 'repositoryPath'>): string {
  const [first = [], ...others] = include.map(fixedSegments);
  const own = repositoryPath === '' ? [] : repositoryPath.split('/');
  let count = 0;
  while (count < first.length && others.every((segments) => segments[count] === first[count])) count += 1;
  const shared = count > own.length ? first.slice(0, count) : own;
  return shared.map((segment) => `${segment}/`).join('');
}

/** Folders at the start of a pattern that can be read as they are. */
function fixedSegments(pattern: string): readonly string[] {
  const segments = pattern.split('/').slice(0, -1);
  const end = segments.findIndex(
    (segment) => /[*?[\]{}()!+@\\]/.test(segment) || segment === '.' || segment === '',
  );
  return end < 0 ? segments : segments.slice(0, end);
}

/**
 * The last part of the id, from the path below the folder that all files share: `Week 1/My Notebook.ipynb` →
 * `week-1-my-notebook`. Names that lose letters, and very long ones, carry a sum of the whole path:
 * `第1課.ipynb` → `1-0a1b2c3d`.
 */
export function slugFromPath(path: string, folder = ''): string {
  const name = withoutExtension(path.startsWith(folder) ? path.slice(folder.length) : path);
  const slug = slugify(name);
  if (slug.length > MAX_READABLE_LENGTH) return `${cut(slug)}-${hashText(path)}`;
  if (slug !== '' && !hasLostLetters(name)) return slug;
  return slug === '' ? `notebook-${hashText(path)}` : `${slug}-${hashText(path)}`;
}

function freeSlug(slug: string, path: string, taken: ReadonlySet<string>): string {
  const base = `${cut(slug)}-${hashText(path)}`;
  let candidate = base;
  for (let number = 2; taken.has(candidate); number += 1) candidate = `${base}-${number}`;
  return candidate;
}

function cut(slug: string): string {
  const short = slug.slice(0, MAX_READABLE_LENGTH);
  const lastHyphen = short.lastIndexOf('-');
  const cutAtWord = slug.length > MAX_READABLE_LENGTH && lastHyphen > MAX_READABLE_LENGTH / 2;
  return (cutAtWord ? short.slice(0, lastHyphen) : short).replace(/-+$/, '');
}

function withoutExtension(path: string): string {
  return path.replace(/(?<=[^/])\.[A-Za-z0-9]{1,8}$/, '');
}

/**
 * Who keeps a contested id: an `.ipynb` file before others, then the one whose path is nearest to the
 * id itself, then the first by code units.
 */
function sortByFaithfulness(paths: readonly string[]): readonly string[] {
  return paths
    .map((path) => ({ path, distance: distanceFromSlug(path) }))
    .sort((left, right) => left.distance - right.distance || compareText(left.path, right.path))
    .map(({ path }) => path);
}

function distanceFromSlug(path: string): number {
  const name = withoutExtension(path);
  const changed = [...name].filter((character) => !/[a-z0-9/-]/.test(character)).length;
  return changed + (path.endsWith(DEFAULT_EXTENSION) ? 0 : 10_000);
}

function compareText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** `<content>/<slug>`, undefined where the text has another form. */
export function parseNotebookId(text: string): NotebookId | undefined {
  const parts = text.split('/');
  return parts.length === 2 && parts.every(isId) ? (text as NotebookId) : undefined;
}

/** The content of a notebook, by its id. */
export function contentIdOf(notebookId: string): string {
  return notebookId.slice(0, notebookId.indexOf('/'));
}
