import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describeError } from '../../core/diagnostics/system-errors.ts';
import type { NewFile } from '../../core/new-catalogue/answers.ts';
import { fail, ok, type Result } from '../../core/result.ts';

/** What a folder may hold already: what comes with a fresh clone, and nothing that is going to be written. */
const MAY_BE_THERE = new Set(['.git', '.DS_Store', 'LICENSE', 'LICENSE.md', 'LICENSE.txt']);

/**
 * Writes new files into a folder that is empty or not there yet. Nothing is ever written over.
 *
 * @returns the paths that were written, or one sentence that says why none were
 */
export async function writeNewFiles(
  folder: string,
  files: readonly NewFile[],
): Promise<Result<readonly string[], string>> {
  const found = await listFolder(folder);
  if (!found.ok) return found;
  const inTheWay = found.value.filter((name) => !MAY_BE_THERE.has(name));
  if (inTheWay.length > 0) {
    const some = inTheWay.slice(0, 3).join(', ');
    return fail(
      `${folder} is not empty (${some}${inTheWay.length > 3 ? ', …' : ''}); give the name of a folder that is, or of one that is not there yet.`,
    );
  }
  try {
    for (const { path, text, isExecutable } of files) {
      const file = join(folder, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text, { flag: 'wx', mode: isExecutable ? 0o755 : 0o644 });
    }
  } catch (error) {
    return fail(`${folder} could not be written: ${describeError(error)}`);
  }
  return ok(files.map(({ path }) => path));
}

async function listFolder(folder: string): Promise<Result<readonly string[], string>> {
  try {
    return ok(await readdir(folder));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT') return ok([]);
    if (code === 'ENOTDIR') return fail(`${folder} is a file; give the name of a folder.`);
    return fail(`${folder} could not be read: ${describeError(error)}`);
  }
}
