import { contentIdOf } from '../catalog/notebook-ids.ts';
import type { Catalog, Content, Moved, NotebookEntry, NotebookId, Retired } from '../catalog/types.ts';
import { slugOf } from './parse.ts';
import { findDeclaration } from './successors.ts';
import type { Successor, Vanished, VanishedNotebook } from './types.ts';

export interface KeptCatalog {
  readonly catalog: Catalog;
  /** Ids that the catalogue now answers though the manifest does not record them. */
  readonly kept: readonly NotebookId[];
  /** Files that go on under their published ids, though another file or none would have them. */
  readonly held: readonly HeldId[];
}

export interface HeldId {
  readonly id: NotebookId;
  readonly contentId: string;
  readonly path: string;
}

/**
 * The catalogue with an answer for every id of a notebook or an environment that would vanish, for a publication that nobody
 * watches: what surely is another notebook now leads there, the others say that they left, and a file
 * keeps its id from one that would take it over. The manifest is to record them; until then each
 * publication carries them over to the next.
 *
 * @param today `YYYY-MM-DD`
 */
export function keepPublished(catalog: Catalog, vanished: readonly Vanished[], today: string): KeptCatalog {
  const moved: Moved[] = [];
  const retired: Retired[] = [];
  const held: HeldId[] = [];
  for (const entry of vanished) {
    if (entry.kind === 'inherited') {
      const { notebook, holder, before } = entry;
      held.push({ id: before.id, contentId: holder.contentId, path: holder.path });
      retired.push({ id: notebook.id, title: notebook.title, on: today });
    }
    // Whoever writes an `id:` means it.
    if (entry.kind === 'reassigned' && !entry.holder.isDeclared) {
      const { notebook, successor } = entry;
      held.push({ id: notebook.id, contentId: notebook.contentId, path: successor.path });
    }
  }
  const renamed = new Map<string, NotebookEntry>();
  for (const { notebook, successor } of listLost(vanished)) {
    const { id, title, former, contentId } = notebook;
    const entry = findDeclaration(catalog, notebook);
    // An id that the manifest gives stays with its file: recorded as moved, it would have to come back later.
    const certain = certainOnly(successor);
    if (entry !== undefined && certain !== undefined && contentIdOf(certain.id) === contentId) {
      held.push({ id, contentId, path: certain.path });
      renamed.set(id, entry);
      continue;
    }
    if (certain !== undefined) moved.push({ from: id, to: certain.id });
    else {
      const instead = successor === undefined ? {} : { instead: successor.id };
      retired.push({ id, title, on: former?.on ?? today, ...instead });
    }
  }
  return {
    catalog: {
      ...catalog,
      contents: catalog.contents.map((content) => holdIds(content, held, renamed)),
      moved: [...catalog.moved, ...moved],
      retired: [...catalog.retired, ...retired],
      ...keepEnvironments(catalog, vanished, today),
    },
    kept: [...moved.map(({ from }) => from), ...retired.map(({ id }) => id)],
    held,
  };
}

/** Environments that would vanish, as if the manifest recorded them. */
function keepEnvironments(
  { formerEnvironments: { moved, retired, kept } = { moved: [], retired: [], kept: [] } }: Catalog,
  vanished: readonly Vanished[],
  today: string,
): Pick<Catalog, 'formerEnvironments'> {
  const lost = vanished.filter((entry) => entry.kind === 'environment');
  if (lost.length === 0) return {};
  const left = lost.filter(({ renamedTo }) => renamedTo === undefined);
  return {
    formerEnvironments: {
      moved: [
        ...moved,
        ...lost.flatMap(({ environment: { id }, renamedTo }) =>
          renamedTo === undefined ? [] : [{ from: id, to: renamedTo }],
        ),
      ],
      retired: [
        ...retired,
        ...left.map(({ environment }) => ({
          id: environment.id,
          title: environment.title,
          on: ('on' in environment ? environment.on : undefined) ?? today,
        })),
      ],
      kept: [...kept, ...lost.map(({ environment }) => environment.id)],
    },
  };
}

function listLost(vanished: readonly Vanished[]): readonly VanishedNotebook[] {
  return vanished.flatMap((entry) => {
    if (entry.kind === 'notebook') return [entry];
    return entry.kind === 'content' ? entry.notebooks : [];
  });
}

function certainOnly(successor: Successor | undefined): Successor | undefined {
  return successor?.by === 'name' ? undefined : successor;
}

/**
 * As if the manifest gave the files their ids.
 *
 * @param renamed id → what the manifest says of the file under its old path
 */
function holdIds(
  content: Content,
  held: readonly HeldId[],
  renamed: ReadonlyMap<string, NotebookEntry>,
): Content {
  const own = held.filter(({ contentId }) => contentId === content.id);
  if (own.length === 0) return content;
  const notebooks = new Map(content.notebooks.map((entry): [string, NotebookEntry] => [entry.path, entry]));
  for (const { id, path } of own) {
    const before = renamed.get(id);
    if (before !== undefined) notebooks.delete(before.path);
    const slug = slugOf({ id, contentId: content.id });
    notebooks.set(path, { ...before, id: slug, ...notebooks.get(path), path });
  }
  return { ...content, notebooks: [...notebooks.values()] };
}
