import { statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { DEFAULT_FOLDERS } from '../../core/default-folders.ts';
import type { Diagnostic } from '../../core/diagnostics/types.ts';
import { fail, ok, type Result } from '../../core/result.ts';

/** Where a catalogue is on this machine; paths as they are shown to people, from the working folder. */
export interface CataloguePlace {
  /** Folder that holds the manifest. */
  readonly contentFolder: string;
  readonly manifestFile: string;
}

/** The first is the one that is recommended. */
const MANIFEST_NAMES = ['catalog.yaml', 'catalog.yml'] as const;

/**
 * Finds the manifest: in the given folder, else in `content`, else in the working folder
 * itself. A missing folder is reported when it is read.
 *
 * @returns as a failure that there are two, and which they are
 */
export function findCatalogue(workFolder: string, named?: string): Result<CataloguePlace, Diagnostic> {
  if (named !== undefined) {
    const folder = isManifest(resolve(workFolder, named)) ? dirname(named) : named;
    return findManifest(workFolder, [folder], folder);
  }
  const isFolder = statSync(join(workFolder, DEFAULT_FOLDERS.content), {
    throwIfNoEntry: false,
  })?.isDirectory();
  return findManifest(workFolder, [DEFAULT_FOLDERS.content, '.'], isFolder ? DEFAULT_FOLDERS.content : '.');
}

/** Whether the file itself was named in place of its folder. */
function isManifest(path: string): boolean {
  if (!MANIFEST_NAMES.some((name) => name === basename(path))) return false;
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

function findManifest(
  workFolder: string,
  folders: readonly string[],
  fallback: string,
): Result<CataloguePlace, Diagnostic> {
  const found = folders.flatMap((contentFolder) =>
    MANIFEST_NAMES.map((name) => ({ contentFolder, manifestFile: join(contentFolder, name) })).filter(
      ({ manifestFile }) => statSync(resolve(workFolder, manifestFile), { throwIfNoEntry: false }),
    ),
  );
  const [first, second] = found;
  if (first !== undefined && second !== undefined) return fail(describeTwo(first, second));
  return ok(first ?? { contentFolder: fallback, manifestFile: join(fallback, MANIFEST_NAMES[0]) });
}

function describeTwo(first: CataloguePlace, second: CataloguePlace): Diagnostic {
  const isOneFolder = first.contentFolder === second.contentFolder;
  return {
    code: 'manifest/two',
    severity: 'error',
    message: `There are two manifests, ${first.manifestFile} and ${second.manifestFile}.`,
    hint: isOneFolder
      ? `Remove one of them; ${MANIFEST_NAMES[0]} is the usual name.`
      : `Say which catalogue is meant: --content ${first.contentFolder} or --content ${second.contentFolder}.`,
    position: { file: second.manifestFile },
  };
}
