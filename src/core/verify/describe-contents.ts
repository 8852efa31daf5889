import type { ImageContents, Packages } from '../health/image-contents.ts';
import type { ImageFindings } from './parse-report.ts';

/** Packages of an image that a status keeps; the largest scientific images have some 700. */
const MAX_PACKAGES = 3000;
const MAX_NAME = 100;
const MAX_VERSION = 60;

/** What the runner found, as a status keeps it. */
export function describeContents(
  facts: ImageFindings,
  packages: Packages,
  seen: Pick<ImageContents, 'digest' | 'at'>,
): ImageContents {
  return {
    ...seen,
    user: facts.user,
    git: facts.hasGit,
    nbgitpuller: facts.hasNbgitpuller,
    jupyter: facts.hasServer,
    packages: limitPackages(packages),
  };
}

/** Sorted by name; what no package is called is left out. */
function limitPackages(packages: Packages): Packages {
  const sound = Object.entries(packages).filter(
    ([name, version]) =>
      /^[\w.+-]+$/.test(name) &&
      /^\S+$/.test(version) &&
      name.length <= MAX_NAME &&
      version.length <= MAX_VERSION,
  );
  const sorted = sound.toSorted(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(sorted.slice(0, MAX_PACKAGES));
}
