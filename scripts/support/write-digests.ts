import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { digestTexts } from '../../src/io/files/digest.ts';
import { PACKED_DIGESTS_FILE, type PackedDigests } from '../../src/io/files/package-root.ts';
import { digestRenderer } from '../../src/io/render/renderer-digest.ts';
import { digestFolder } from '../../src/tasks/site/site-inputs.ts';

/**
 * Writes what stands for the files of a package into it, the last of all.
 *
 * @param codeFolder of its modules
 * @param others its other folders that decide what a site looks like
 */
export function writeDigests(codeFolder: string, others: readonly string[]): void {
  const digests: PackedDigests = {
    own: digestTexts([codeFolder, ...others].map(digestFolder)),
    renderer: digestRenderer(codeFolder),
  };
  writeFileSync(join(codeFolder, PACKED_DIGESTS_FILE), JSON.stringify(digests));
}
