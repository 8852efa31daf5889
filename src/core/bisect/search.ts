/** A pair of an environment version and a content commit, by their places in two lists, oldest first. */
export interface Pair {
  readonly version: number;
  readonly commit: number;
}

/** `skip`: not known, such as where the image is gone. */
export type PairAnswer = 'good' | 'bad' | 'skip';

export type BisectOutcome =
  /** The change from `before` to `after` of one list is what broke it; `pair` is the first that fails. */
  | {
      readonly kind: 'version' | 'commit';
      readonly lastGood: Pair;
      readonly firstBad: Pair;
    }
  | { readonly kind: 'newest-is-good' }
  | { readonly kind: 'oldest-is-bad' }
  | { readonly kind: 'not-told'; readonly pair: Pair };

export interface BisectReport {
  readonly outcome: BisectOutcome;
  /** In the order in which they were run. */
  readonly runs: readonly { readonly pair: Pair; readonly answer: PairAnswer }[];
}

/**
 * The pairs as they were in use, oldest first: each step is the next version or the next commit, whichever is older. What has no
 * date comes last.
 *
 * @param versions when each version was built, and `commits` when each was made (ISO 8601), both in their order
 */
export function createTimeline(
  versions: readonly (string | undefined)[],
  commits: readonly (string | undefined)[],
): readonly Pair[] {
  let pair: Pair = { version: 0, commit: 0 };
  const path = [pair];
  const timeOf = (text: string | undefined) =>
    text === undefined ? Number.POSITIVE_INFINITY : Date.parse(text);
  while (path.length < versions.length + commits.length - 1) {
    const { version, commit } = pair;
    const isVersionNext =
      commit + 1 >= commits.length ||
      (version + 1 < versions.length && timeOf(versions[version + 1]) < timeOf(commits[commit + 1]));
    pair = isVersionNext ? { version: version + 1, commit } : { version, commit: commit + 1 };
    path.push(pair);
  }
  return path;
}

/**
 * Finds the change that broke a notebook: the two ends are run, and what is between them is halved. That is
 * ⌈log₂⌉ of the steps, and two.
 *
 * @param path as of `createTimeline`; neighbours differ in one thing
 * @param run asked about each pair once
 */
export async function bisect(
  path: readonly Pair[],
  run: (pair: Pair) => Promise<PairAnswer>,
): Promise<BisectReport> {
  const runs: { pair: Pair; answer: PairAnswer }[] = [];
  const ask = async (pair: Pair): Promise<PairAnswer> => {
    const known = runs.find((past) => past.pair.version === pair.version && past.pair.commit === pair.commit);
    if (known !== undefined) return known.answer;
    const answer = await run(pair);
    runs.push({ pair, answer });
    return answer;
  };
  const end = (outcome: BisectOutcome): BisectReport => ({ outcome, runs });
  const newest = path.length - 1;
  const at = (index: number): Pair => path[index] ?? { version: 0, commit: 0 };
  for (const [index, wanted, kind] of [
    [newest, 'bad', 'newest-is-good'],
    [0, 'good', 'oldest-is-bad'],
  ] as const) {
    const answer = await ask(at(index));
    if (answer === 'skip') return end({ kind: 'not-told', pair: at(index) });
    if (answer !== wanted) return end({ kind });
  }
  let good = 0;
  let bad = newest;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    const answer = await ask(at(middle));
    if (answer === 'skip') return end({ kind: 'not-told', pair: at(middle) });
    if (answer === 'good') good = middle;
    else bad = middle;
  }
  const lastGood = at(good);
  const firstBad = at(bad);
  return end({ kind: lastGood.version === firstBad.version ? 'commit' : 'version', lastGood, firstBad });
}
