import type { LaunchHealth } from '../health/summary.ts';
import type { Reason } from '../health/types.ts';
import { type Effect, reasonRow } from '../reasons.ts';
import type { Texts } from '../texts/en.ts';
import { compareVerdicts, type Verdict } from '../verdicts.ts';
import type { SiteNotebook } from './types.ts';

/**
 * The words for the state of anything that is checked: `stale` means errors when it was run (`slipway verify`), or old
 * and nothing worse, or else changed.
 */
export const HEALTH_WORDS = ['failing', 'errors', 'stale', 'old', 'unknown', 'ok'] as const;
export type HealthWord = (typeof HEALTH_WORDS)[number];

/** Beside the words, for those who take in a page at a glance. */
export const HEALTH_MARKS = {
  ok: '✓',
  stale: '!',
  old: '!',
  errors: '!',
  failing: '✕',
  unknown: '?',
} as const satisfies Record<HealthWord, string>;

interface Judged extends Pick<LaunchHealth, 'verdict'> {
  readonly reasons: readonly Pick<Reason, 'code' | 'accepted'>[];
}

export function chooseHealthWord({ verdict, reasons }: Judged): HealthWord {
  const changes = reasons.filter(
    ({ code, accepted }) => accepted === undefined && reasonRow(code).effect === 'stale',
  );
  if (verdict === 'stale' && changes.some(({ code }) => code.startsWith('verify/'))) return 'errors';
  const isOnlyOld = changes.length > 0 && changes.every(({ code }) => code === 'image/too-old');
  return verdict === 'stale' && isOnlyOld ? 'old' : verdict;
}

/** The verdict behind a word: old and with errors are kinds of `stale`. */
export function verdictOfWord(word: HealthWord): Verdict {
  return word === 'old' || word === 'errors' ? 'stale' : word;
}

/** The word for the best way to launch a notebook; undefined where it cannot be launched at all. */
export function chooseNotebookWord({ launches }: Pick<SiteNotebook, 'launches'>): HealthWord | undefined {
  const [best] = launches;
  return best && chooseHealthWord(best.health);
}

export function listHealthWords(t: Texts): Readonly<Record<HealthWord, string>> {
  return { ...t.verdicts, old: t.old, errors: t.errors };
}

export function formatHealthWord(word: HealthWord, t: Texts): string {
  return listHealthWords(t)[word];
}

const GRAVEST_FIRST: readonly Effect[] = ['failing', 'confirm', 'unknown', 'stale', 'info'];

/** The reason that a student reads about: the most severe one that is not accepted; undefined where there is none. */
export function chooseMainReason(reasons: readonly Reason[]): Reason | undefined {
  const rank = ({ code }: Reason) => GRAVEST_FIRST.indexOf(reasonRow(code).effect);
  return reasons
    .filter(({ accepted }) => accepted === undefined)
    .toSorted((left, right) => rank(left) - rank(right))[0];
}

/** Whether one of the other launches is more likely to start than this one. */
export function hasBetterLaunch(
  { verdict }: Pick<LaunchHealth, 'verdict'>,
  others: readonly { readonly health: Pick<LaunchHealth, 'verdict'> }[],
): boolean {
  return others.some(({ health }) => compareVerdicts(health.verdict, verdict) < 0);
}

/**
 * What of a launch's reasons has not been said of another launch on the same page: what two hubs share is an
 * environment's or a collection's, and is said once.
 */
export function listOwnReasons(
  { reasons }: Pick<LaunchHealth, 'reasons'>,
  said: Pick<LaunchHealth, 'reasons'> | undefined,
): readonly Reason[] {
  return reasons.filter(({ message }) => said?.reasons.every((other) => other.message !== message) !== false);
}
