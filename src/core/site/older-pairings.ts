import type { EnvironmentVersion } from '../catalog/types.ts';
import { compareVerdicts } from '../verdicts.ts';
import type { SiteEdition, SiteLaunch, SiteNotebook } from './types.ts';

/** A notebook with its environment as they were: an edition, or today's notebook in an earlier version. */
export interface OlderPairing {
  /** What people call it: the label, else the tag. */
  readonly label: string;
  readonly version: EnvironmentVersion;
  /** In the order in which they are offered. */
  readonly launches: readonly SiteLaunch[];
  /** Absent where only the environment is older. */
  readonly edition?: SiteEdition;
}

export interface Fallback {
  readonly pairing: OlderPairing;
  readonly launch: SiteLaunch;
}

/** Every older pairing that can be launched or shown: editions as in the manifest, then earlier versions. */
export function listOlderPairings(notebook: SiteNotebook): readonly OlderPairing[] {
  return [
    ...notebook.editions.map((edition) => ({
      label: edition.label,
      version: edition.version,
      launches: edition.isMissing ? [] : edition.launches,
      edition,
    })),
    ...notebook.earlierVersions
      .filter(({ launches }) => launches.length > 0)
      .map(({ version, launches }) => ({ label: version.label ?? version.tag, version, launches })),
  ];
}

/**
 * What to offer when nothing of today starts: the best that is older. Of equal ones today's notebook
 * in the newest earlier version, because only its environment differs; then editions as in the
 * manifest. Undefined while something of today may start, and where nothing older may.
 */
export function chooseFallback(notebook: SiteNotebook): Fallback | undefined {
  if (notebook.launches.some(({ health }) => health.verdict !== 'failing')) return undefined;
  const pairings = listOlderPairings(notebook).toSorted(
    (a, b) => Number(a.edition !== undefined) - Number(b.edition !== undefined),
  );
  const candidates = pairings.flatMap((pairing) =>
    pairing.launches.map((launch): Fallback => ({ pairing, launch })),
  );
  return candidates
    .filter(({ launch }) => launch.health.verdict !== 'failing')
    .toSorted((a, b) => compareVerdicts(a.launch.health.verdict, b.launch.health.verdict))[0];
}
