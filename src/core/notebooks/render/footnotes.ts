import { splitFences } from '../parse/fences.ts';
import type { Cell } from '../types.ts';
import { isRemoved } from '../visibility.ts';

/** A definition with its continuation lines, which are indented (GitHub's footnotes; MyST's too). */
const DEFINITION =
  /^\[\^([^\]\s]{1,100})\]:[ \t]*(?:[^\n]*)(?:\n(?:[ \t]{2,}[^\n]+|[ \t]*(?=\n[ \t]{2,}\S)))*/gm;
const REFERENCE = /\[\^([^\]\s]{1,100})\](?!:)/g;

interface Notes {
  /** Label → definition as written. */
  readonly definitions: ReadonlyMap<string, string>;
  readonly references: ReadonlySet<string>;
}

const NONE: Notes = { definitions: new Map(), references: new Set() };

/**
 * Footnotes whose mark and text are in different cells: the text is added to the cells with the mark. A text
 * without any mark becomes a paragraph, since the parser would drop it.
 */
export function shareFootnotes(cells: readonly Cell[]): readonly Cell[] {
  const notes = cells.map((cell) =>
    cell.type === 'markdown' && !isRemoved(cell, 'cell') ? notesOf(cell.source) : NONE,
  );
  if (notes.every(({ definitions }) => definitions.size === 0)) return cells;
  const all = new Map<string, string>();
  for (const { definitions } of notes)
    for (const [label, written] of definitions) if (!all.has(label)) all.set(label, written);
  const referenced = new Set(notes.flatMap(({ references }) => [...references]));
  return cells.map((cell, index) => {
    const { definitions, references } = notes[index] ?? NONE;
    if (cell.type !== 'markdown') return cell;
    let { source } = cell;
    for (const [label, written] of definitions)
      if (!referenced.has(label)) source = source.replace(written, () => `\\${written}`);
    const missing = [...references].flatMap((label) =>
      definitions.has(label) ? [] : (all.get(label) ?? []),
    );
    if (missing.length > 0) source = [source, ...missing].join('\n\n');
    return source === cell.source ? cell : { ...cell, source };
  });
}

function notesOf(source: string): Notes {
  if (!source.includes('[^')) return NONE;
  const definitions = new Map<string, string>();
  const references = new Set<string>();
  for (const part of splitFences(source)) {
    if (part.kind === 'fence') continue;
    for (const match of part.text.matchAll(DEFINITION)) definitions.set(match[1] ?? '', match[0]);
    for (const match of part.text.matchAll(REFERENCE)) references.add(match[1] ?? '');
  }
  return { definitions, references };
}
