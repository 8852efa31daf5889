import { createFinding } from '../health/findings.ts';
import type { VerifyResult } from './fold-results.ts';

/** Lines of a traceback that a terminal shows of each run. */
const MAX_LINES = 12;

/** A run in a line, and below it what went wrong. */
export function formatResult(result: VerifyResult): string {
  const { run } = result;
  const name =
    result.kind === 'notebook'
      ? `${result.content}/${result.run.path}${result.edition === undefined ? '' : ` (${result.edition})`}`
      : `${result.environment}: ${result.run.command}`;
  const memory =
    run.peak_memory_bytes === null ? '' : `, ${Math.round(run.peak_memory_bytes / 1_000_000)} MB`;
  const head = `${run.code === undefined ? 'ok' : run.code}  ${name}  (${(run.duration_ms / 1000).toFixed(1)} s${memory})`;
  if (run.code === undefined) return head;
  const { message } = createFinding(run.code, run.about ?? {});
  const traceback = run.error?.traceback.trim().split('\n').slice(-MAX_LINES) ?? [];
  return [head, message, ...traceback]
    .filter((line) => line.trim() !== '')
    .map((line, index) => (index === 0 ? line : `  ${line}`))
    .join('\n');
}

export function formatTotals(results: readonly VerifyResult[], problemCount: number): string {
  const failed = results.filter(({ run }) => run.code !== undefined).length;
  const parts = [`${results.length - failed} ran to the end`, `${failed} did not`];
  return `${[...parts, ...(problemCount > 0 ? [`${problemCount} problems kept others from being run`] : [])].join(', ')}.`;
}
