import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Content } from '../../core/catalog/types.ts';
import { formatMegabytes } from '../../core/diagnostics/format-megabytes.ts';
import { describeError } from '../../core/diagnostics/system-errors.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { createScratchFolder } from '../../io/files/scratch-folder.ts';
import type { LoadedContent } from '../content/load-content.ts';

const MAX_FILE_BYTES = 500_000_000;
const MAX_TOTAL_BYTES = 4_000_000_000;
/** Files in memory at one time. */
const BATCH = 40;

/** The files of a content on this machine, for containers to copy. */
export interface StagedContent {
  readonly folder: string;
  remove(): Promise<void>;
}

/**
 * Writes the files of a content into a folder of their own. Links are left out: what they point at is not ours to hand on.
 *
 * @returns as a failure one sentence
 */
export async function stageContent(
  loaded: Pick<LoadedContent, 'content' | 'files' | 'readFiles'>,
): Promise<Result<StagedContent, string>> {
  const { path: folder, remove } = createScratchFolder('content');
  const written = await writeFiles(loaded, join(folder, 'files')).catch((error: NodeJS.ErrnoException) =>
    fail(
      error.code === 'ENOSPC'
        ? `There is no room for the files of ${loaded.content.id} in ${tmpdir()}; free some, or set TMPDIR.`
        : `The files of ${loaded.content.id} could not be written: ${describeError(error)}`,
    ),
  );
  if (written.ok) return ok({ folder: join(folder, 'files'), remove });
  await remove();
  return written;
}

async function writeFiles(
  { content, files, readFiles }: Pick<LoadedContent, 'content' | 'files' | 'readFiles'>,
  folder: string,
): Promise<Result<undefined, string>> {
  await mkdir(folder, { recursive: true, mode: 0o755 });
  const paths = files.filter(({ kind }) => kind === 'file').map(({ path }) => path);
  let sizeBytes = 0;
  for (let start = 0; start < paths.length; start += BATCH) {
    for (const [path, bytes] of await readFiles(paths.slice(start, start + BATCH), MAX_FILE_BYTES)) {
      if (!bytes.ok) return fail(bytes.failure.message);
      sizeBytes += bytes.value.length;
      if (sizeBytes > MAX_TOTAL_BYTES) {
        return fail(
          `The files of ${content.id} are more than ${formatMegabytes(MAX_TOTAL_BYTES)}, the most that is run.`,
        );
      }
      const file = join(folder, path);
      await mkdir(dirname(file), { recursive: true, mode: 0o755 });
      // Scripts may be run; which files are scripts, the list of files does not tell.
      await writeFile(file, bytes.value, { mode: 0o755 });
    }
  }
  return ok(undefined);
}

/** The folder that nbgitpuller would make of a content, which its notebooks may name in paths. */
export function folderOfContent({ folder, repository }: Pick<Content, 'folder' | 'repository'>): string {
  const name = folder ?? repository.split('/').at(-1) ?? '';
  return name.replace(/[^\w.-]+/g, '-').replace(/^\.+/, '') || 'content';
}
