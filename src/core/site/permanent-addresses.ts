import { contentIdOf } from '../catalog/notebook-ids.ts';
import type { Moved, NotebookId } from '../catalog/types.ts';
import { resolveMoved } from '../catalog/views.ts';
import type { SiteNotebook, SiteRetired } from './types.ts';

interface Addressed {
  readonly id: NotebookId;
  readonly editions: readonly { readonly id: string }[];
}

type EditionOf<Notebook extends Addressed> = Notebook['editions'][number];

/** As much of a catalogue as decides what its addresses lead to; `SiteModel` fits. */
export interface AddressBook<Notebook extends Addressed, Left extends { readonly id: NotebookId }> {
  readonly contents: readonly { readonly id: string; readonly editionIds: readonly string[] }[];
  readonly notebooks: readonly Notebook[];
  readonly moved: readonly Moved[];
  readonly retired: readonly Left[];
}

/** What a permanent address leads to. */
export type AddressTarget<Notebook extends Addressed = SiteNotebook, Left = SiteRetired> =
  | { readonly kind: 'notebook'; readonly notebook: Notebook }
  | { readonly kind: 'edition'; readonly notebook: Notebook; readonly edition: EditionOf<Notebook> }
  /** To be led on to the notebook's own address, or to that of its edition. */
  | { readonly kind: 'moved'; readonly notebook: Notebook; readonly edition?: EditionOf<Notebook> }
  | { readonly kind: 'retired'; readonly retired: Left };

/** `/l/<contentId>/<slug>/`, or with an edition `/l/<contentId>/<slug>/@<editionId>/`. */
export interface PermanentAddress<Target = AddressTarget> {
  readonly contentId: string;
  readonly slug: string;
  readonly editionId?: string;
  readonly target: Target;
}

/** The address below its content: the slug, and behind it the edition where it has one. */
export function addressPath({ slug, editionId }: Pick<PermanentAddress, 'slug' | 'editionId'>): string {
  return editionId === undefined ? slug : `${slug}/@${editionId}`;
}

/**
 * Every permanent address that the site answers: of each notebook and its editions, of each id that
 * one had before, and of each that left. An edition of a notebook that moved leads to the same edition
 * where there is one, else to the notebook of today; those of a retired one say what became of it.
 */
export function listPermanentAddresses<Notebook extends Addressed, Left extends { readonly id: NotebookId }>(
  book: AddressBook<Notebook, Left>,
): readonly PermanentAddress<AddressTarget<Notebook, Left>>[] {
  type Address = PermanentAddress<AddressTarget<Notebook, Left>>;
  const byId = new Map(book.notebooks.map((notebook) => [notebook.id, notebook]));
  const retiredById = new Map(book.retired.map((retired) => [retired.id, retired]));
  const editionsOf = new Map(book.contents.map(({ id, editionIds }) => [id, editionIds]));
  const formerEditions = (id: string) => editionsOf.get(contentIdOf(id)) ?? [];

  const current = book.notebooks.flatMap((notebook): Address[] => [
    address(notebook.id, { kind: 'notebook', notebook }),
    ...notebook.editions.map((edition) =>
      address(notebook.id, { kind: 'edition', notebook, edition } as const, edition.id),
    ),
  ]);
  const moved = book.moved.flatMap(({ from, to }): Address[] => {
    if (byId.has(from)) return [];
    const id = resolveMoved(book.moved, to);
    const retired = retiredById.get(id);
    if (retired !== undefined)
      return withEditions(from, formerEditions(from), () => ({ kind: 'retired', retired }));
    const notebook = byId.get(id);
    if (notebook === undefined) return [];
    const editionIds = new Set([...notebook.editions.map((edition) => edition.id), ...formerEditions(from)]);
    return withEditions(from, editionIds, (editionId) => {
      const edition = notebook.editions.find((candidate) => candidate.id === editionId);
      return { kind: 'moved', notebook, ...(edition !== undefined && { edition }) };
    });
  });
  const left = book.retired.flatMap((retired): Address[] =>
    byId.has(retired.id)
      ? []
      : withEditions(retired.id, formerEditions(retired.id), () => ({ kind: 'retired', retired })),
  );
  return [...current, ...moved, ...left];
}

function withEditions<Target>(
  id: string,
  editionIds: Iterable<string>,
  targetOf: (editionId?: string) => Target,
): PermanentAddress<Target>[] {
  return [
    address(id, targetOf()),
    ...[...editionIds].map((editionId) => address(id, targetOf(editionId), editionId)),
  ];
}

function address<Target>(id: string, target: Target, editionId?: string): PermanentAddress<Target> {
  const contentId = contentIdOf(id);
  const slug = id.slice(contentId.length + 1);
  return { contentId, slug, ...(editionId !== undefined && { editionId }), target };
}
