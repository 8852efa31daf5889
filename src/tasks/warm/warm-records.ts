import * as z from 'zod';
import type { WarmRecords } from '../../core/warm/plan.ts';
import { readJsonFile } from '../../io/files/read-json-file.ts';
import { writeWhole } from '../../io/files/write-whole.ts';

const MAX_FILE_BYTES = 1_000_000;

const recordsSchema = z.record(z.string(), z.object({ commit: z.string(), at: z.iso.datetime() }));

/** What was built when; nothing where the file is missing or damaged, which costs builds only. */
export async function readWarmRecords(file: string): Promise<WarmRecords> {
  return (await readJsonFile(file, MAX_FILE_BYTES, recordsSchema)) ?? {};
}

export function writeWarmRecords(file: string, records: WarmRecords): Promise<void> {
  return writeWhole(file, `${JSON.stringify(records, null, 1)}\n`);
}
