import { resolveMoved } from '../catalog/views.ts';
import type { SiteEdition, SiteModel, SiteNotebook, SiteRetired } from './types.ts';

/** What a permanent address leads to. */
export type AddressTarget =
  | { readonly kind: 'notebook'; readonly notebook: SiteNotebook }
  | { readonly kind: 'edition'; readonly notebook: SiteNotebook; readonly edition: SiteEdition }
  /** To be led on to the notebook's own address, or to that of its edition. */
  | { readonly kind: 'moved'; readonly notebook: SiteNotebook; readonly edition?: SiteEdition }
  | { readonly kind: 'retired'; readonly retired: SiteRetired };

/** `/l/<contentId>/<slug>/`, or with an edition `/l/<contentId>/<slug>/@<editionId>/`. */
export interface PermanentAddress {
  readonly contentId: string;
  readonly slug: string;
  readonly editionId?: string;
  readonly target: AddressTarget;
}

/**
 * Every permanent address that the site answers: of each notebook and its editions, of each id that
 * one had before, and of each that left. An edition of a notebook that moved leads to the same edition
 * where there is one, else to the notebook of today; those of a retired one say what became of it.
 */
export function listPermanentAddresses(model: SiteModel): readonly PermanentAddress[] {
  const byId = new Map(model.notebooks.map((notebook) => [notebook.id, notebook]));
  const retiredById = new Map(model.retired.map((retired) => [retired.id, retired]));
  const editionsOf = new Map(model.contents.map(({ id, editionIds }) => [id, editionIds]));
  const current = model.notebooks.flatMap((notebook): PermanentAddress[] => [
    address(notebook.id, { kind: 'notebook', notebook }),
    ...notebook.editions.map((edition) =>
      address(notebook.id, { kind: 'edition', notebook, edition }, edition.id),
    ),
  ]);
  const moved = model.moved.flatMap(({ from, to }): PermanentAddress[] => {
    if (byId.has(from)) return [];
    const id = resolveMoved(model.moved, to);
    const retired = retiredById.get(id);
    const former = editionsOf.get(contentOf(from)) ?? [];
    if (retired !== undefined) return withEditions(from, former, () => ({ kind: 'retired', retired }));
    const notebook = byId.get(id);
    if (notebook === undefined) return [];
    const editionIds = new Set([...notebook.editions.map((edition) => edition.id), ...former]);
    return withEditions(from, editionIds, (editionId) => {
      const edition = notebook.editions.find((candidate) => candidate.id === editionId);
      return { kind: 'moved', notebook, ...(edition !== undefined && { edition }) };
    });
  });
  const left = model.retired.flatMap((retired) =>
    byId.has(retired.id)
      ? []
      : withEditions(retired.id, editionsOf.get(contentOf(retired.id)) ?? [], () => ({
          kind: 'retired',
          retired,
        })),
  );
  return [...current, ...moved, ...left];
}

function withEditions(
  id: string,
  editionIds: Iterable<string>,
  targetOf: (editionId?: string) => AddressTarget,
): PermanentAddress[] {
  return [
    address(id, targetOf()),
    ...[...editionIds].map((editionId) => address(id, targetOf(editionId), editionId)),
  ];
}

function address(id: string, target: AddressTarget, editionId?: string): PermanentAddress {
  const contentId = contentOf(id);
  const slug = id.slice(contentId.length + 1);
  return { contentId, slug, ...(editionId !== undefined && { editionId }), target };
}

function contentOf(notebookId: string): string {
  return notebookId.slice(0, notebookId.indexOf('/'));
}
