import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { type ParsedCatalog, parseCatalog } from '../core/catalog/parse.ts';
import type { Catalog } from '../core/catalog/types.ts';
import { readManifestFile } from '../io/files/manifest-file.ts';
import type { NightlyFormat } from './finish-options.ts';
import { printDiagnostics } from './nightly-output.ts';

export interface NightManifest extends Omit<ParsedCatalog, 'catalog'> {
  readonly catalog: Catalog;
  /** Text of the manifest by its file, for code frames. */
  readonly sources: ReadonlyMap<string, string>;
  /** Of its text. */
  readonly digest: string;
}

/** Reads the manifest. @returns undefined where it has errors, which have been printed */
export async function readNightManifest(
  contentFolder: string,
  format: NightlyFormat,
): Promise<NightManifest | undefined> {
  const file = join(contentFolder, 'catalog.yaml');
  const manifest = await readManifestFile(file);
  if (!manifest.ok) {
    printDiagnostics(format, [manifest.failure], new Map());
    return undefined;
  }
  const sources = new Map([[file, manifest.value]]);
  const { catalog, diagnostics, positionOf } = parseCatalog(manifest.value, file);
  if (catalog === undefined) {
    printDiagnostics(format, diagnostics, sources);
    return undefined;
  }
  const digest = `sha256:${createHash('sha256').update(manifest.value).digest('hex')}`;
  return { catalog, diagnostics, positionOf, sources, digest };
}
