import { basename, dirname, join } from 'node:path';
import type { Diagnostic } from '../../core/diagnostics/types.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { withFileLock } from './file-lock.ts';
import { readManifestFile } from './manifest-file.ts';
import { writeWhole } from './write-whole.ts';

/** Another command needs the manifest for as long as one takes to be written. */
const LOCK_TIMEOUT_MS = 30_000;

/**
 * Writes a changed manifest, whole or not at all. One that was edited since it was read stays as it is: what was worked
 * out from the old text would undo the edit.
 *
 * @param before the text that was read
 */
export async function replaceManifest(
  file: string,
  before: string,
  after: string,
): Promise<Result<'written', Diagnostic>> {
  const lockFile = join(dirname(file), `.${basename(file)}.slipway.lock`);
  const done = await withFileLock(lockFile, LOCK_TIMEOUT_MS, async () => {
    const now = await readManifestFile(file);
    if (!now.ok) return now;
    if (now.value !== before) return fail(describeChange(file));
    if (after !== before) await writeWhole(file, after);
    return ok('written' as const);
  });
  return done?.value ?? fail(describeChange(file));
}

function describeChange(file: string): Diagnostic {
  return {
    code: 'manifest/changed-meanwhile',
    severity: 'error',
    message: 'The manifest was changed by somebody else while this command ran, so nothing was written.',
    hint: 'Run the command again.',
    position: { file },
  };
}
