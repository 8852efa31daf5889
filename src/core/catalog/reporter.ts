import type { Diagnostic } from '../diagnostics/types.ts';
import { createPlaces } from './source/places.ts';
import { locate, type ManifestPath, type Range, type SourceNode } from './source/tree.ts';

/** What a rule says of a value; the place is added where it is reported. */
export interface Finding {
  readonly message: string;
  readonly hint?: string | undefined;
}

/** A finding with its stable code, as the checks of single values return it. */
export interface Problem extends Finding {
  readonly code: string;
}

/** Collects the diagnostics of one file. */
export interface Reporter {
  error(code: string, range: Range, finding: Finding): void;
  warning(code: string, range: Range, finding: Finding): void;
  /** In the order of the file; of equal ones, the first. */
  diagnostics(): readonly Diagnostic[];
  position(range: Range): Diagnostic['position'];
}

export function createReporter(text: string, file: string): Reporter {
  const places = createPlaces(text, file);
  const collected: { readonly offset: number; readonly diagnostic: Diagnostic }[] = [];
  const seen = new Set<string>();

  function add(
    severity: Diagnostic['severity'],
    code: string,
    range: Range,
    { message, hint }: Finding,
  ): void {
    const key = `${range.start} ${code} ${message}`;
    if (seen.has(key)) return;
    seen.add(key);
    const diagnostic = {
      code,
      severity,
      message,
      ...(hint === undefined ? {} : { hint }),
      position: places.at(range),
    };
    collected.push({ offset: range.start, diagnostic });
  }

  return {
    error: (code, range, finding) => add('error', code, range, finding),
    warning: (code, range, finding) => add('warning', code, range, finding),
    diagnostics: () =>
      collected.toSorted((left, right) => left.offset - right.offset).map(({ diagnostic }) => diagnostic),
    position: places.at,
  };
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
