import { applyOffsetEdits, type OffsetEdit } from '../../diagnostics/apply-fix.ts';
import { quote } from '../../diagnostics/quote.ts';
import type { Diagnostic } from '../../diagnostics/types.ts';
import { fail, ok, type Result } from '../../result.ts';
import { parseCatalog } from '../parse.ts';
import { stripByteOrderMark } from '../source/read-source.ts';
import type { ManifestPath } from '../source/tree.ts';
import type { Catalog } from '../types.ts';
import { type ManifestDocument, readManifestDocument } from './manifest-document.ts';

/** A manifest file as it was read. */
export interface ManifestText {
  readonly text: string;
  /** Its name, for diagnostics. */
  readonly file: string;
}

export interface EditedManifest {
  readonly text: string;
  /** What it says now. */
  readonly catalog: Catalog;
}

/** What an edit is to change: the places in the text, and the catalogue that has to come out of it. */
export interface ManifestEdit {
  /** Undefined where the text is written in a way that cannot be added to. */
  createEdits(document: ManifestDocument): readonly OffsetEdit[] | undefined;
  readonly expected: Catalog;
  /** The entry that is changed, for the diagnostic. */
  readonly path: ManifestPath;
}

/**
 * Applies an edit to the text of a manifest and reads it again. Anchors, aliases and `<<` may make an entry share its
 * lines with another; an edit that would change anything but what was meant is refused.
 */
export function finishEdit(
  manifest: ManifestText,
  { createEdits, expected, path }: ManifestEdit,
): Result<EditedManifest, Diagnostic> {
  const text = editText(manifest.text, (document) => createEdits(document) ?? []);
  const { catalog } = parseCatalog(text, manifest.file, { allowsUnpinned: true });
  if (catalog !== undefined && isSameData(catalog, expected)) return ok({ text, catalog });
  const [kind, id] = path;
  return fail({
    code: 'manifest/not-editable',
    severity: 'error',
    message: `The entry ${quote(String(id))} of ${quote(String(kind))} cannot be changed by itself: it shares lines with other entries through an anchor (&, *, <<), or is written in a way that this command does not change.`,
    hint: 'Nothing was written. Write the values of this entry out, or change it by hand.',
    position: parseCatalog(manifest.text, manifest.file).positionOf(path),
  });
}

/** The text of a manifest with edits applied; its byte order mark stays in front. */
export function editText(
  text: string,
  createEdits: (document: ManifestDocument) => readonly OffsetEdit[],
): string {
  const body = stripByteOrderMark(text);
  const mark = text.slice(0, text.length - body.length);
  return mark + applyOffsetEdits(body, createEdits(readManifestDocument(body)));
}

/** Whether two values are the same as JSON, whatever the order of their keys. */
function isSameData(left: unknown, right: unknown): boolean {
  return JSON.stringify(left, sortKeys) === JSON.stringify(right, sortKeys);
}

function sortKeys(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
