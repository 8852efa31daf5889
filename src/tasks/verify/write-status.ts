import { mkdir } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { quote } from '../../core/diagnostics/quote.ts';
import { limitStatus } from '../../core/health/limit-status.ts';
import type { Status } from '../../core/health/types.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { foldInspections, foldResults } from '../../core/verify/fold-results.ts';
import { withFileLock } from '../../io/files/file-lock.ts';
import { OUTPUT_FOLDER, pruneKeptOutputs } from '../../io/files/kept-outputs.ts';
import { writeWhole } from '../../io/files/write-whole.ts';
import { checkOutFile } from '../night/night-out.ts';
import { type FinishPorts, type FinishRequest, loadMemory } from '../night/nightly.ts';
import { copyOutputs } from './keep-outputs.ts';
import type { ShardFindings } from './verify-cache.ts';

const LOCK_TIMEOUT_MS = 60_000;

/** Where the outputs are that a status, or what a shard wrote, names. */
export function outputFolderOf(file: string): string {
  return join(dirname(file), OUTPUT_FOLDER);
}

/**
 * Folds results into a status and writes it whole, or not at all. The status is read when it is written, so that a nightly check
 * that ran meanwhile loses nothing.
 *
 * @param outputFolders where the outputs are that results name
 * @returns warnings about the earlier status; as a failure one sentence
 */
export async function writeResults(
  request: FinishRequest,
  { results, inspections, outputFolders }: ShardFindings & { readonly outputFolders: readonly string[] },
  ports: Pick<FinishPorts, 'fetchText' | 'now'>,
): Promise<Result<readonly string[], string>> {
  const { outFile } = request;
  const out = await checkOutFile(outFile, 'status');
  if (!out.ok) return out;
  await mkdir(dirname(outFile), { recursive: true });
  const lockFile = join(dirname(resolve(outFile)), `.${basename(outFile)}.slipway.lock`);
  const written = await withFileLock(lockFile, LOCK_TIMEOUT_MS, async () => {
    const previous = await loadMemory(request, ports);
    if (!previous.ok) return previous;
    const now = ports.now().toISOString();
    const status = foldInspections(foldResults(previous.value.status, results, now), inspections, now);
    await writeWhole(outFile, `${JSON.stringify(limitStatus(status), null, 1)}\n`);
    const outputFolder = outputFolderOf(outFile);
    const notices = await copyOutputs(results, outputFolders, outputFolder);
    await pruneKeptOutputs(outputFolder, listOutputs(status));
    return ok([...previous.value.notices, ...notices]);
  });
  return written?.value ?? fail(`Another command has been writing ${quote(outFile)} all the while.`);
}

function listOutputs({ contents }: Status): ReadonlySet<string> {
  const runs = contents.flatMap(({ verified = [] }) => verified);
  return new Set(runs.flatMap(({ outputs }) => outputs?.digest ?? []));
}
