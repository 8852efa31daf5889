import { join } from 'node:path';
import * as z from 'zod';
import { verifiedCommandSchema, verifiedNotebookSchema } from '../../core/health/verified-schema.ts';
import type { VerifyResult } from '../../core/verify/fold-results.ts';
import { digestTexts } from '../../io/files/digest.ts';
import { readTextFile } from '../../io/files/read-text-file.ts';
import { writeWhole } from '../../io/files/write-whole.ts';

const MAX_FILE_BYTES = 50_000_000;

const resultSchema: z.ZodType<VerifyResult> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('notebook'), content: z.string(), run: verifiedNotebookSchema }),
  z.object({
    kind: z.literal('command'),
    environment: z.string(),
    tag: z.string(),
    run: verifiedCommandSchema,
  }),
]);

const shardSchema = z.object({ kind: z.literal('slipway/verify-shard'), results: z.array(resultSchema) });

/** Reads what another run of the same things found; undefined where nothing is kept. */
export async function readResult(folder: string, key: readonly string[]): Promise<VerifyResult | undefined> {
  const text = await readTextFile(fileOf(folder, key), MAX_FILE_BYTES);
  return text.ok && text.value !== undefined ? resultSchema.safeParse(parseJson(text.value)).data : undefined;
}

export async function keepResult(
  folder: string,
  key: readonly string[],
  result: VerifyResult,
): Promise<void> {
  // Nothing is lost but time where it cannot be kept.
  await writeWhole(fileOf(folder, key), JSON.stringify(result)).catch(() => undefined);
}

/** Writes what one machine of several found, for `--results`. */
export function writeShard(file: string, results: readonly VerifyResult[]): Promise<void> {
  return writeWhole(file, `${JSON.stringify({ kind: 'slipway/verify-shard', results }, null, 1)}\n`);
}

/** @returns undefined for a file that no shard wrote, or that is damaged */
export async function readShardFile(file: string): Promise<readonly VerifyResult[] | undefined> {
  const text = await readTextFile(file, MAX_FILE_BYTES);
  if (!text.ok || text.value === undefined) return undefined;
  return shardSchema.safeParse(parseJson(text.value)).data?.results;
}

function fileOf(folder: string, key: readonly string[]): string {
  return join(folder, `${digestTexts(key)}.json`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
