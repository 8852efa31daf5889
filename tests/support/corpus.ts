import { existsSync, globSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));

/** Folder of 213 public notebooks, which are no part of the project; `SLIPWAY_SHARED` says where else to look. */
export const CORPUS = join(resolve(PROJECT, process.env.SLIPWAY_SHARED ?? '../shared'), 'corpus');

/** For `describe.skipIf`, with a name that says so. */
export const IS_CORPUS_ABSENT = !existsSync(CORPUS);

/** Absolute paths of all its notebooks, in one order everywhere. */
export function listCorpusNotebooks(): readonly string[] {
  return globSync('**/*.ipynb', { cwd: CORPUS })
    .sort()
    .map((path) => join(CORPUS, path));
}
