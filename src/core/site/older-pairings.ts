import type { EnvironmentVersion } from '../catalog/types.ts';
import type { Texts } from '../texts/en.ts';
import { compareVerdicts } from '../verdicts.ts';
import type { SiteEdition, SiteLaunch, SiteNotebook } from './types.ts';

/** A notebook with its environment as they were: an edition, or today's notebook in an earlier version. */
export interface OlderPairing {
  /** What people call it: the label, else the tag. No two of a notebook are called the same. */
  readonly label: string;
  /** The label is that of another one too, and says itself whether this is an edition. */
  readonly isKindNamed?: true;
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
export function listOlderPairings(notebook: SiteNotebook, t: Texts): readonly OlderPairing[] {
  return withDistinctLabels(
    [
      ...notebook.editions.map((edition) => ({
        label: edition.label,
        version: edition.version,
        launches: edition.isMissing ? [] : edition.launches,
        edition,
      })),
      ...notebook.earlierVersions
        .filter(({ launches }) => launches.length > 0)
        .map(({ version, launches }) => ({ label: version.label ?? version.tag, version, launches })),
    ],
    t,
  );
}

/**
 * An edition and the earlier version that it was taught in often have one label: "Autumn 2025 (as taught)" and "Autumn
 * 2025 (environment only)". Two editions, or two versions, are told apart by id or tag.
 */
function withDistinctLabels(pairings: readonly OlderPairing[], t: Texts): readonly OlderPairing[] {
  const byLabel = Map.groupBy(pairings, ({ label }) => label);
  return pairings.map((pairing) => {
    const { label, edition, version } = pairing;
    const twins = (byLabel.get(label) ?? []).filter((other) => other !== pairing);
    if (twins.length === 0) return pairing;
    const hasTwinOfItsKind = twins.some((twin) => (twin.edition === undefined) === (edition === undefined));
    const [kind, name] =
      edition === undefined ? [t.older.environmentOnly, version.tag] : [t.older.taught, edition.id];
    return hasTwinOfItsKind
      ? { ...pairing, label: `${label} (${name})` }
      : { ...pairing, label: `${label} (${kind})`, isKindNamed: true };
  });
}

/**
 * What to offer when nothing of today starts: the best that is older. Of equal ones today's notebook
 * in the newest earlier version, because only its environment differs; then editions as in the
 * manifest. Undefined while something of today may start, and where nothing older may.
 */
export function chooseFallback(notebook: SiteNotebook, t: Texts): Fallback | undefined {
  if (notebook.launches.some(({ health }) => health.verdict !== 'failing')) return undefined;
  const pairings = listOlderPairings(notebook, t).toSorted(
    (a, b) => Number(a.edition !== undefined) - Number(b.edition !== undefined),
  );
  const candidates = pairings.flatMap((pairing) =>
    pairing.launches.map((launch): Fallback => ({ pairing, launch })),
  );
  return candidates
    .filter(({ launch }) => launch.health.verdict !== 'failing')
    .toSorted((a, b) => compareVerdicts(a.launch.health.verdict, b.launch.health.verdict))[0];
}
