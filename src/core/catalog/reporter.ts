import type { OffsetEdit } from '../diagnostics/apply-fix.ts';
import type { Diagnostic, TextEdit } from '../diagnostics/types.ts';
import { omitUndefined } from '../omit-undefined.ts';
import { createPlaces } from './source/places.ts';
import { locate, type ManifestPath, type Range, type SourceNode } from './source/tree.ts';

/** What a rule says of a value; the place is added where it is reported. */
export interface DiagnosticText {
  readonly message: string;
  readonly hint?: string | undefined;
  /** Replacements that follow the hint. */
  readonly fix?: readonly OffsetEdit[] | undefined;
  /**
   * What is wrong, where several messages say the same of different values; the message by default. One
   * cause is reported once, with the lines of the other places.
   */
  readonly cause?: string | undefined;
}

/** A finding with its stable code, as the checks of single values return it. */
export interface Problem extends Omit<DiagnosticText, 'fix'> {
  readonly code: string;
  /** The value that is right instead of the checked one, as plain text. */
  readonly replacement?: string | undefined;
  /** Keys beside the checked one that belong to the remedy; those that have a value already keep it. */
  readonly beside?: Readonly<Record<string, string>> | undefined;
}

/** Collects the diagnostics of one file. */
export interface Reporter {
  /** The text that ranges are about. */
  readonly text: string;
  error(code: string, range: Range, finding: DiagnosticText): void;
  warning(code: string, range: Range, finding: DiagnosticText): void;
  /** In the order of the file; of one cause, the first. */
  diagnostics(): readonly Diagnostic[];
  position(range: Range): Diagnostic['position'];
}

interface Collected {
  readonly code: string;
  readonly severity: Diagnostic['severity'];
  readonly range: Range;
  readonly finding: DiagnosticText;
}

/** Lines that a message names; of more it says how many. */
const MAX_LINES = 5;

export function createReporter(text: string, file: string): Reporter {
  const places = createPlaces(text, file);
  const collected: Collected[] = [];

  function describe(same: readonly Collected[]): Diagnostic[] {
    const [first, ...others] = same;
    if (first === undefined) return [];
    const { code, severity, finding, range } = first;
    const lines = others.map((other) => places.at(other.range).line ?? 0);
    const message = `${finding.message}${describeOthers(lines)}`;
    const fixes = same.map((one) => one.finding.fix).filter((fix) => fix !== undefined);
    // A remedy for some of the places would leave the cause.
    const fix = fixes.length < same.length ? undefined : distinctEdits(fixes.flat()).map(toTextEdit);
    const position = places.at(range);
    return [omitUndefined({ code, severity, message, hint: finding.hint, fix, position })];
  }

  function toTextEdit({ start, end, text: replacement }: OffsetEdit): TextEdit {
    const { line: endLine, column: endColumn } = places.find(end);
    return { ...places.find(start), endLine, endColumn, text: replacement };
  }

  return {
    text,
    error: (code, range, finding) => collected.push({ code, severity: 'error', range, finding }),
    warning: (code, range, finding) => collected.push({ code, severity: 'warning', range, finding }),
    diagnostics: () => {
      const sorted = collected.toSorted((left, right) => left.range.start - right.range.start);
      const groups = Map.groupBy(sorted, ({ code, severity, finding }) =>
        JSON.stringify([code, severity, finding.cause ?? finding.message]),
      );
      return [...groups.values()].flatMap((group) => describe(withoutSamePlace(group)));
    },
    position: places.at,
  };
}

function describeOthers(lines: readonly number[]): string {
  const distinct = [...new Set(lines)];
  if (distinct.length === 0) return '';
  const named = distinct.slice(0, MAX_LINES).join(', ');
  const rest = distinct.length > MAX_LINES ? ` and ${distinct.length - MAX_LINES} more` : '';
  return ` The same in ${distinct.length === 1 ? 'line' : 'lines'} ${named}${rest}.`;
}

/** An alias reaches one place in several ways. */
function withoutSamePlace(group: readonly Collected[]): readonly Collected[] {
  const starts = new Set<number>();
  return group.filter(({ range }) => !starts.has(range.start) && starts.add(range.start));
}

/** One edit for each range: what aliases share is written once. */
export function distinctEdits(edits: readonly OffsetEdit[]): readonly OffsetEdit[] {
  return [...new Map(edits.map((edit) => [`${edit.start} ${edit.end}`, edit])).values()];
}

/**
 * Place of a path of the manifest: its value, or its key where it has none; where the path is absent,
 * the key of the nearest part that is there.
 */
export function rangeOf(root: SourceNode, path: ManifestPath, part: 'key' | 'value' = 'value'): Range {
  for (let length = path.length; length > 0; length -= 1) {
    const located = locate(root, path.slice(0, length));
    if (!located) continue;
    const isKeyWanted = part === 'key' || length < path.length || located.node.kind !== 'text';
    return isKeyWanted && located.key ? located.key : located.node.range;
  }
  return { start: root.range.start, end: root.range.start };
}
