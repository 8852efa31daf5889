import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { hashText } from './digest.ts';
import { readTextFile } from './read-text-file.ts';
import { UNUSED_AFTER_MS } from './unused-after.ts';
import { writeWhole } from './write-whole.ts';

/** Beside a status: the outputs that it names. */
export const OUTPUT_FOLDER = 'outputs';

const OWN_NAME = /^[0-9a-f]{64}\.json$/;

/** @param digest `sha256:…` of what the file holds */
export function nameKeptOutputs(digest: string): string {
  return `${digest.replace(/^sha256:/, '')}.json`;
}

export function digestKeptOutputs(text: string): string {
  return `sha256:${hashText(text)}`;
}

/** Reads outputs from a folder; undefined where it does not have them whole. */
export async function readKeptOutputs(
  folder: string,
  digest: string,
  maxBytes: number,
): Promise<string | undefined> {
  const name = nameKeptOutputs(digest);
  const read = OWN_NAME.test(name) ? await readTextFile(join(folder, name), maxBytes) : undefined;
  if (read?.ok !== true || read.value === undefined) return undefined;
  return digestKeptOutputs(read.value) === digest ? read.value : undefined;
}

/** @throws the error of the file system */
export async function storeKeptOutputs(folder: string, text: string): Promise<string> {
  const digest = digestKeptOutputs(text);
  await writeWhole(join(folder, nameKeptOutputs(digest)), text);
  return digest;
}

/** Removes outputs that nothing names any more. */
export function pruneKeptOutputs(folder: string, digests: ReadonlySet<string>): Promise<void> {
  const used = new Set([...digests].map(nameKeptOutputs));
  return removeOutputs(folder, async (name) => !used.has(name));
}

/** Removes outputs that were written a month ago, from a folder that every run adds to. */
export function removeOldOutputs(folder: string, nowMs: number): Promise<void> {
  return removeOutputs(
    folder,
    async (name) => nowMs - (await stat(join(folder, name))).mtimeMs > UNUSED_AFTER_MS,
  );
}

async function removeOutputs(folder: string, isNeedless: (name: string) => Promise<boolean>): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((each) => OWN_NAME.test(each))) {
    // Another process may have removed it meanwhile.
    if (await isNeedless(name).catch(() => false)) await rm(join(folder, name), { force: true });
  }
}
