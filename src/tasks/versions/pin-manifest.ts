import { pinVersions, type VersionPin } from '../../core/catalog/edit/pin-versions.ts';
import type { ManifestPath } from '../../core/catalog/source/tree.ts';
import type { Catalog } from '../../core/catalog/types.ts';
import { environmentVersions, versionPath } from '../../core/catalog/views.ts';
import type { Diagnostic, Position } from '../../core/diagnostics/types.ts';
import { findImage, type ImageFinder } from './find-image.ts';

export interface PinRequest {
  readonly text: string;
  readonly file: string;
  readonly catalog: Catalog;
  positionOf(path: ManifestPath): Position;
  /** Id of the environment whose digests are asked for again; others keep those that they have. */
  readonly update?: string | undefined;
}

export interface PinReport {
  /** The manifest with all digests that could be had. */
  readonly text: string;
  readonly pins: readonly VersionPin[];
  /** Versions that were asked for. */
  readonly askedCount: number;
  /** Why the others have none. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Asks registries for the digest of every version that has none, and writes them into the text of the manifest. */
export async function pinManifest(request: PinRequest, finder: ImageFinder): Promise<PinReport> {
  const { catalog, text, file, update, positionOf } = request;
  const asked = catalog.environments.flatMap((environment) =>
    environmentVersions(environment).flatMap((version, index) => {
      if (version.digest !== undefined && environment.id !== update) return [];
      const path = [...versionPath(environment.id, index), 'tag'];
      return [{ environment, version, path }];
    }),
  );
  const found = await Promise.all(
    asked.map(async ({ environment, version, path }) => {
      const image = await findImage(finder, environment, version, positionOf(path));
      if (!image.ok) return { diagnostic: image.failure };
      const { digest } = image.value;
      if (digest === version.digest) return {};
      return { pin: { environmentId: environment.id, tag: version.tag, digest } };
    }),
  );
  const pins = found.flatMap(({ pin }) => pin ?? []);
  const diagnostics = found.flatMap(({ diagnostic }) => diagnostic ?? []);
  const askedCount = asked.length;
  if (pins.length === 0) return { text, pins, askedCount, diagnostics };
  const edited = pinVersions({ text, file }, catalog, pins);
  if (edited.ok) return { text: edited.value.text, pins, askedCount, diagnostics };
  return { text, pins: [], askedCount, diagnostics: [...diagnostics, edited.failure] };
}
