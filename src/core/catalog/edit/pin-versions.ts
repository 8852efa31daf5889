import type { OffsetEdit } from '../../diagnostics/apply-fix.ts';
import type { Diagnostic } from '../../diagnostics/types.ts';
import type { Result } from '../../result.ts';
import { addManagedBinder } from '../managed-binder.ts';
import { distinctEdits } from '../reporter.ts';
import type { Catalog } from '../types.ts';
import { environmentVersions, findEnvironment, mapVersions, versionPath } from '../views.ts';
import { setText } from './edit-keys.ts';
import { type EditedManifest, finishEdit, type ManifestText } from './finish-edit.ts';

/** The digest to write beside the tag of a version. */
export interface VersionPin {
  readonly environmentId: string;
  readonly tag: string;
  /** `sha256:` and 64 hexadecimal digits. */
  readonly digest: string;
}

/** Writes digests into a manifest and leaves everything else as it is, layout and comments included. */
export function pinVersions(
  manifest: ManifestText,
  catalog: Catalog,
  pins: readonly VersionPin[],
): Result<EditedManifest, Diagnostic> {
  const environments = catalog.environments.map((environment) => {
    const changed = mapVersions(environment, (version) => {
      const pin = pins.find(
        ({ environmentId, tag }) => environmentId === environment.id && tag === version.tag,
      );
      return pin === undefined ? version : { ...version, digest: pin.digest };
    });
    return addManagedBinder(changed, catalog.site);
  });
  return finishEdit(manifest, {
    expected: { ...catalog, environments },
    path: ['environments', pins[0]?.environmentId ?? ''],
    createEdits(document) {
      const edits: OffsetEdit[] = [];
      for (const { environmentId, tag, digest } of pins) {
        const path = pathOfVersion(catalog, environmentId, tag);
        const map = path === undefined ? undefined : document.findMap(path);
        if (map === undefined) return undefined;
        edits.push(...setText(document, map, 'digest', digest, ['tag']));
      }
      // A version that two environments share by an alias is written once.
      return distinctEdits(edits);
    },
  });
}

/** Where the manifest has a version; undefined where it has none of that tag. */
function pathOfVersion(catalog: Catalog, environmentId: string, tag: string) {
  const environment = findEnvironment(catalog, environmentId);
  const index = environment ? environmentVersions(environment).findIndex((each) => each.tag === tag) : -1;
  return index < 0 ? undefined : versionPath(environmentId, index);
}
