import type { VerifiedOutputs } from '../../core/health/types.ts';
import {
  formatKeptOutputs,
  MAX_KEPT_BYTES,
  MAX_KEPT_TOTAL_BYTES,
} from '../../core/notebooks/kept-outputs.ts';
import type { VerifyResult } from '../../core/verify/fold-results.ts';
import { readKeptOutputs, storeKeptOutputs } from '../../io/files/kept-outputs.ts';

/**
 * Keeps the outputs of an executed notebook in a folder.
 *
 * @param executed JSON; undefined where the container did not hand it out, because of its size
 */
export async function keepOutputs(folder: string, executed: string | undefined): Promise<VerifiedOutputs> {
  const text = executed === undefined ? undefined : formatKeptOutputs(executed);
  const sizeBytes = Buffer.byteLength(text ?? executed ?? '');
  if (text === undefined || sizeBytes > MAX_KEPT_BYTES) return { digest: null, size_bytes: sizeBytes };
  return { digest: await storeKeptOutputs(folder, text), size_bytes: sizeBytes };
}

/** Whether outputs are in a folder, or it is known that there is nothing to keep. */
export async function hasOutputs(folder: string, outputs: VerifiedOutputs | undefined): Promise<boolean> {
  if (outputs === undefined) return false;
  return (
    outputs.digest === null || (await readKeptOutputs(folder, outputs.digest, MAX_KEPT_BYTES)) !== undefined
  );
}

/**
 * Copies the outputs that results name to where the status is, as many as a catalogue may publish.
 *
 * @param from folders in which they may be
 * @returns what was left out, one sentence each
 */
export async function copyOutputs(
  results: readonly VerifyResult[],
  from: readonly string[],
  to: string,
): Promise<readonly string[]> {
  let sizeBytes = 0;
  let leftOutCount = 0;
  for (const digest of new Set(results.map(outputsOf))) {
    if (digest === undefined) continue;
    const text = await readFromAny(from, digest);
    if (text === undefined) continue;
    sizeBytes += Buffer.byteLength(text);
    if (sizeBytes > MAX_KEPT_TOTAL_BYTES) leftOutCount += 1;
    else await storeKeptOutputs(to, text);
  }
  if (leftOutCount === 0) return [];
  return [
    `The outputs of ${leftOutCount} notebooks were left out: a catalogue publishes ${MAX_KEPT_TOTAL_BYTES / 1e6} MB of them.`,
  ];
}

function outputsOf(result: VerifyResult): string | undefined {
  return result.kind === 'notebook' ? (result.run.outputs?.digest ?? undefined) : undefined;
}

async function readFromAny(folders: readonly string[], digest: string): Promise<string | undefined> {
  for (const folder of folders) {
    const text = await readKeptOutputs(folder, digest, MAX_KEPT_BYTES);
    if (text !== undefined) return text;
  }
  return undefined;
}
