import type { BisectReport } from './search.ts';

export interface BisectNames {
  /** Tags, and commits with their subjects, both oldest first. */
  readonly tags: readonly string[];
  readonly commits: readonly { readonly commit: string; readonly subject: string }[];
  readonly environment: string;
  readonly path: string;
}

/** What a bisection found, in sentences. */
export function formatBisect({ outcome, runs }: BisectReport, names: BisectNames): string {
  const { environment, path } = names;
  const tag = (index: number) => names.tags[index] ?? '';
  const commit = (index: number) => {
    const { commit: id = '', subject = '' } = names.commits[index] ?? {};
    return `${id.slice(0, 10)}${subject === '' ? '' : ` (${subject})`}`;
  };
  const ran = `${runs.length} runs.`;
  switch (outcome.kind) {
    case 'newest-is-good':
      return `${path} runs at the newest commit in ${environment} ${tag(names.tags.length - 1)}: there is nothing to look for. ${ran}`;
    case 'oldest-is-bad':
      return `${path} does not run at the oldest commit looked at in ${environment} ${tag(0)} either: look further back with --commits. ${ran}`;
    case 'not-told':
      return `${path} could not be run at ${commit(outcome.pair.commit)} in ${environment} ${tag(outcome.pair.version)}, so what broke it cannot be told. ${ran}`;
    default: {
      const { kind, lastGood, firstBad } = outcome;
      const what =
        kind === 'version'
          ? `the bump of ${environment} from ${tag(lastGood.version)} to ${tag(firstBad.version)}`
          : `the commit ${commit(firstBad.commit)}`;
      return `${path} was broken by ${what}. It last ran at ${commit(lastGood.commit)} in ${environment} ${tag(lastGood.version)}. ${ran}`;
    }
  }
}
