import { join } from 'node:path';
import * as z from 'zod';
import { type ImageContents, imageContentsSchema } from '../../core/health/image-contents.ts';
import { verifiedCommandSchema, verifiedNotebookSchema } from '../../core/health/verified-schema.ts';
import type { Inspection, VerifyResult } from '../../core/verify/fold-results.ts';
import { digestTexts } from '../../io/files/digest.ts';
import { OUTPUT_FOLDER } from '../../io/files/kept-outputs.ts';
import { readJsonFile } from '../../io/files/read-json-file.ts';
import { writeWhole } from '../../io/files/write-whole.ts';

const MAX_FILE_BYTES = 50_000_000;

const resultSchema: z.ZodType<VerifyResult> = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('notebook'),
    content: z.string(),
    edition: z.string().exactOptional(),
    run: verifiedNotebookSchema,
  }),
  z.object({
    kind: z.literal('command'),
    environment: z.string(),
    tag: z.string(),
    run: verifiedCommandSchema,
  }),
]);

/** What one machine of several found. */
export interface ShardFindings {
  readonly results: readonly VerifyResult[];
  readonly inspections: readonly Inspection[];
}

const inspectionSchema = z.object({ environment: z.string(), tag: z.string(), inside: imageContentsSchema });

const shardSchema = z.object({
  kind: z.literal('slipway/verify-shard'),
  results: z.array(resultSchema),
  inspections: z.array(inspectionSchema).default([]),
});

/** Reads what another run of the same things found; undefined where nothing is kept. */
export function readResult(folder: string, key: readonly string[]): Promise<VerifyResult | undefined> {
  return readJsonFile(fileOf(folder, key), MAX_FILE_BYTES, resultSchema);
}

/** Reads what an earlier look into the same image found. */
export function readContents(folder: string, key: readonly string[]): Promise<ImageContents | undefined> {
  return readJsonFile(fileOf(folder, key), MAX_FILE_BYTES, imageContentsSchema);
}

export async function keepResult(
  folder: string,
  key: readonly string[],
  result: VerifyResult | ImageContents,
): Promise<void> {
  // Nothing is lost but time where it cannot be kept.
  await writeWhole(fileOf(folder, key), JSON.stringify(result)).catch(() => undefined);
}

/** Folder of the outputs of earlier runs. */
export function outputCacheOf(folder: string): string {
  return join(folder, OUTPUT_FOLDER);
}

/** Writes what one machine of several found, for `--results`. */
export function writeShard(file: string, { results, inspections }: ShardFindings): Promise<void> {
  const shard = { kind: 'slipway/verify-shard', results, inspections };
  return writeWhole(file, `${JSON.stringify(shard, null, 1)}\n`);
}

/** @returns undefined for a file that no shard wrote, or that is damaged */
export function readShardFile(file: string): Promise<ShardFindings | undefined> {
  return readJsonFile(file, MAX_FILE_BYTES, shardSchema);
}

function fileOf(folder: string, key: readonly string[]): string {
  return join(folder, `${digestTexts(key)}.json`);
}
