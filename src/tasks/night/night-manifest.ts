import { createHash } from 'node:crypto';
import { type ParsedCatalog, type ParseOptions, parseCatalog } from '../../core/catalog/parse.ts';
import type { Catalog } from '../../core/catalog/types.ts';
import type { Diagnostic } from '../../core/diagnostics/types.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { readManifestFile } from '../../io/files/manifest-file.ts';

export interface NightManifest extends Omit<ParsedCatalog, 'catalog' | 'unnamedImages'> {
  readonly catalog: Catalog;
  /** Text of the manifest by its file, for code frames. */
  readonly sources: ReadonlyMap<string, string>;
  /** Of its text. */
  readonly digest: string;
}

/** A manifest that cannot be used, and why. */
export interface ManifestFailure {
  readonly code: 'night/manifest';
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: ReadonlyMap<string, string>;
}

export async function readNightManifest(
  file: string,
  options?: ParseOptions,
): Promise<Result<NightManifest, ManifestFailure>> {
  const manifest = await readManifestFile(file);
  if (!manifest.ok) {
    return fail({ code: 'night/manifest', diagnostics: [manifest.failure], sources: new Map() });
  }
  const sources = new Map([[file, manifest.value]]);
  const { catalog, diagnostics, positionOf } = parseCatalog(manifest.value, file, options);
  if (catalog === undefined) return fail({ code: 'night/manifest', diagnostics, sources });
  const digest = `sha256:${createHash('sha256').update(manifest.value).digest('hex')}`;
  return ok({ catalog, diagnostics, positionOf, sources, digest });
}
