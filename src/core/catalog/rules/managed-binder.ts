import { quote } from '../../diagnostics/quote.ts';
import { type Reporter, rangeOf } from '../reporter.ts';
import type { ManifestPath } from '../source/tree.ts';
import { isWritten, type ManifestParts } from './manifest-parts.ts';

/** `binder: managed` needs a digest, from which its commit follows, and a repository in which that is kept. */
export function checkManagedBinders(parts: ManifestParts, reporter: Reporter, allowsUnpinned: boolean): void {
  for (const [id, environment] of parts.environments) {
    const versions = [environment, ...(environment.earlier ?? [])];
    for (const [index, version] of versions.entries()) {
      if (version?.binder !== 'managed') continue;
      const path = ['environments', id, ...(index === 0 ? [] : ['earlier', index - 1])];
      checkVersion(id, path, parts, reporter, allowsUnpinned);
    }
  }
}

function checkVersion(
  id: string,
  path: ManifestPath,
  { root, site }: ManifestParts,
  reporter: Reporter,
  allowsUnpinned: boolean,
): void {
  const range = rangeOf(root, [...path, 'binder']);
  if (!isWritten(root, [...path, 'digest'])) {
    const report = allowsUnpinned ? reporter.warning : reporter.error;
    report('manifest/managed-without-digest', range, {
      message: `The Binder repository of ${quote(id)} is managed, so its commit follows from the digest, and this version has none.`,
      cause: 'managed without digest',
      hint: 'Run "slipway pin", which writes the digest beside the tag.',
    });
  }
  if (site.repository === undefined && !isWritten(root, ['site', 'repository'])) {
    reporter.error('manifest/managed-without-repository', range, {
      message: `The Binder repository of ${quote(id)} is managed, so its commit is kept in the repository of this catalogue, and "site" does not name that.`,
      cause: 'managed without repository',
      hint: 'Add "repository" to "site": the address that people clone this catalogue from.',
    });
  }
}
