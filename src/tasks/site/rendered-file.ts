import type { NotebookProblem } from '../../core/notebooks/types.ts';
import type { RenderOutcome, StoredNotebook } from '../../io/render/types.ts';

/** What came of a notebook. */
export interface RenderedFile {
  readonly sizeBytes: number;
  readonly outcome:
    | { readonly ok: true; readonly stored: StoredNotebook }
    | { readonly ok: false; readonly problem: NotebookProblem };
}

export function describeOutcome(outcome: RenderOutcome): RenderedFile['outcome'] {
  return outcome.ok ? { ok: true, stored: outcome.value } : { ok: false, problem: outcome.failure };
}
