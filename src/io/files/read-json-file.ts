import type { ZodType } from 'zod';
import { readTextFile } from './read-text-file.ts';

/** Reads a file that Slipway keeps; undefined where it is missing, too large, damaged or of another shape. */
export async function readJsonFile<Value>(
  file: string,
  maxBytes: number,
  schema: ZodType<Value>,
): Promise<Value | undefined> {
  const text = await readTextFile(file, maxBytes);
  if (!text.ok || text.value === undefined) return undefined;
  try {
    return schema.safeParse(JSON.parse(text.value)).data;
  } catch {
    return undefined;
  }
}
