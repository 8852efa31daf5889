import { decodeNotebook } from '../../core/notebooks/parse/decode.ts';
import { parseIpynb } from '../../core/notebooks/parse/ipynb.ts';
import type { NotebookProblem } from '../../core/notebooks/types.ts';
import type { CheckedContent, PositionOf } from '../content/checked-content.ts';
import { MAX_NOTEBOOK_BYTES } from '../content/load-content.ts';
import type { ClaimedDiagnostic } from './claimed-diagnostic.ts';

/** Files in memory at a time. */
const BATCH_SIZE = 8;

/** What Jupyter refuses to open. What only has no preview here opens there all the same. */
const UNOPENABLE: readonly NotebookProblem['code'][] = [
  'notebook/not-utf8',
  'notebook/not-json',
  'notebook/truncated',
  'notebook/not-a-notebook',
  'notebook/empty',
];

/**
 * Notebooks that are damaged: merge conflicts, pointers of Git LFS, files that are cut or empty. In a folder
 * beside the manifest they are for its own people to mend, and errors; in somebody else's repository the
 * site shows what is wrong with them, and the check warns.
 */
export async function checkDamage(
  { content, notebooks, failure, readFiles }: CheckedContent,
  positionOf: PositionOf,
): Promise<ClaimedDiagnostic[]> {
  if (failure !== undefined || readFiles === undefined) return [];
  const paths = notebooks.filter((notebook) => notebook.failure === undefined).map(({ path }) => path);
  const diagnostics: ClaimedDiagnostic[] = [];
  for (let start = 0; start < paths.length; start += BATCH_SIZE) {
    for (const [path, bytes] of await readFiles(paths.slice(start, start + BATCH_SIZE), MAX_NOTEBOOK_BYTES)) {
      const problem = bytes.ok ? findDamage(path, bytes.value) : undefined;
      if (problem === undefined) continue;
      const isOwn = content.directory !== undefined && UNOPENABLE.includes(problem.code);
      diagnostics.push({
        code: problem.code,
        severity: isOwn ? 'error' : 'warning',
        message: `${path}: ${problem.message}`,
        position: positionOf(['content', content.id, 'notebooks', path]),
      });
    }
  }
  return diagnostics;
}

function findDamage(path: string, bytes: Uint8Array): NotebookProblem | undefined {
  const text = decodeNotebook(bytes);
  if (!text.ok) return text.failure;
  const notebook = path.toLowerCase().endsWith('.ipynb') ? parseIpynb(text.value) : undefined;
  return notebook === undefined || notebook.ok ? undefined : notebook.failure;
}
