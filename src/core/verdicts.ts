/** What a check says of a launch, or of a part of one; docs/nightly.md tells what each means. */
export const VERDICTS = ['ok', 'stale', 'failing', 'unknown'] as const;
export type Verdict = (typeof VERDICTS)[number];

/**
 * Best first. `unknown` is between `stale` and `failing`: something that may not start is worse than something that
 * does, and better than something that surely does not.
 */
export const VERDICT_ORDER: readonly Verdict[] = ['ok', 'stale', 'unknown', 'failing'];

/** For sorting, best first. */
export function compareVerdicts(left: Verdict, right: Verdict): number {
  return VERDICT_ORDER.indexOf(left) - VERDICT_ORDER.indexOf(right);
}

/** The worst of some verdicts; `ok` for none. */
export function worstVerdict(verdicts: Iterable<Verdict>): Verdict {
  let worst: Verdict = 'ok';
  for (const verdict of verdicts) {
    if (compareVerdicts(verdict, worst) > 0) worst = verdict;
  }
  return worst;
}
