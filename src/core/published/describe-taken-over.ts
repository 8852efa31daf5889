import type { Catalog, NotebookEntry } from '../catalog/types.ts';
import { quote } from '../diagnostics/quote.ts';
import { addNotebookId, addRetired } from './additions.ts';
import { slugOf } from './parse.ts';
import type { ReportContext, Vanished, VanishedReport } from './types.ts';

/** An id that another file has taken over, while the file that had it has another one. */
export function describeReassigned(
  { notebook, holder, successor }: Extract<Vanished, { kind: 'reassigned' }>,
  { catalog, positionOf }: ReportContext,
): VanishedReport {
  const { id, contentId } = notebook;
  const entry = findEntry(catalog, contentId, successor.path);
  const addition = addNotebookId(contentId, successor.path, slugOf(notebook));
  const place = `"notebooks" of ${quote(contentId)}`;
  // A line for a file that has one already could not be pasted.
  const remedy =
    entry === undefined
      ? `add under ${place}: ${addition.line}`
      : `write "id: ${slugOf(notebook)}" at ${quote(successor.path)} under ${place}${entry.id === undefined ? '' : `, in place of "id: ${entry.id}"`}.`;
  const isPasted = entry === undefined && !holder.isDeclared;
  return {
    diagnostic: {
      code: 'id/reassigned',
      // Whoever writes an `id:` means it.
      severity: holder.isDeclared ? 'warning' : 'error',
      message: `The permanent address of ${quote(id)} would open another notebook than before: ${quote(holder.path)} has taken the id over from ${quote(successor.path)}, which would be ${quote(successor.id)}.`,
      hint: holder.isDeclared
        ? `If that is not what is meant, take "id: ${slugOf(notebook)}" from ${quote(holder.path)}, and ${remedy}`
        : `To leave it where it was, ${remedy}`,
      position: positionOf(['content', contentId, 'notebooks', holder.path]),
    },
    additions: isPasted ? [addition] : [],
  };
}

/** An id that another file has taken over from one that is gone. */
export function describeInherited(
  { notebook, holder, before }: Extract<Vanished, { kind: 'inherited' }>,
  { catalog, positionOf, today }: ReportContext,
): VanishedReport {
  const { id, contentId, path } = notebook;
  const entry = findEntry(catalog, contentId, holder.path);
  const own = addNotebookId(contentId, holder.path, slugOf(before));
  const retired = addRetired(notebook, today);
  const back =
    entry === undefined
      ? `add under "notebooks" of ${quote(contentId)}: ${own.line}`
      : `write "id: ${slugOf(before)}" at ${quote(holder.path)} under "notebooks" of ${quote(contentId)}`;
  return {
    diagnostic: {
      code: 'id/reassigned',
      severity: 'error',
      message: `The permanent address of ${quote(id)} would open another notebook than before: its file ${quote(path)} is no longer in the catalogue, and ${quote(holder.path)}, until now ${quote(before.id)}, has taken the id over.`,
      hint: `To keep the two apart, ${back}, and under "retired": ${retired.line}`,
      position: positionOf(['content', contentId, 'notebooks', holder.path]),
    },
    additions: [...(entry === undefined ? [own] : []), retired],
  };
}

function findEntry(catalog: Catalog, contentId: string, path: string): NotebookEntry | undefined {
  const content = catalog.contents.find(({ id }) => id === contentId);
  return content?.notebooks.find((entry) => entry.path === path);
}
