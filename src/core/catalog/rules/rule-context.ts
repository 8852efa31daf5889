import { type DiagnosticText, type Problem, type Reporter, rangeOf } from '../reporter.ts';
import { toFinding } from '../source/edits.ts';
import type { ManifestPath } from '../source/tree.ts';
import type { ManifestParts } from './manifest-parts.ts';

/** Reports at a path of the manifest; where that is absent, at the key of the nearest part that is there. */
export type Report = (
  code: string,
  path: ManifestPath,
  finding: DiagnosticText & Omit<Problem, 'code'>,
) => void;

/** What a rule between keys looks at, and how it reports. */
export interface RuleContext extends ManifestParts {
  /** Of a value. */
  readonly error: Report;
  readonly warning: Report;
  readonly keyError: Report;
  readonly keyWarning: Report;
}

export function createRuleContext(parts: ManifestParts, reporter: Reporter): RuleContext {
  const { root } = parts;
  const report =
    (severity: 'error' | 'warning', part: 'key' | 'value'): Report =>
    (code, path, { fix, ...problem }) => {
      const finding = toFinding({ code, ...problem }, root, path, reporter.text, part);
      reporter[severity](code, rangeOf(root, path, part), fix === undefined ? finding : { ...finding, fix });
    };
  return {
    ...parts,
    error: report('error', 'value'),
    warning: report('warning', 'value'),
    keyError: report('error', 'key'),
    keyWarning: report('warning', 'key'),
  };
}
