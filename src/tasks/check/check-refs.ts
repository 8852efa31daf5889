import { detailOf, failureOf } from '../../core/details.ts';
import { quote } from '../../core/diagnostics/quote.ts';
import { didYouMean } from '../../core/diagnostics/suggest.ts';
import type { GitClient, GitFailure } from '../../io/git/types.ts';
import { classifyFailure } from '../night/night-repositories.ts';

export interface RefProblem extends GitFailure {
  readonly hint?: string;
}

/** Looks up branches and tags, asking every repository once. */
export interface RefChecker {
  /** Why a branch or tag cannot be used; undefined where it is there. */
  findProblem(repository: string, ref: string): Promise<RefProblem | undefined>;
  /** Whether a ref is a tag and no branch. False where that cannot be determined. */
  isTag(repository: string, ref: string): Promise<boolean>;
}

/** Whether a failure leaves the answer unknown, as a nightly check judges it. */
export function isUntold({ code }: { readonly code: string }): boolean {
  return classifyFailure(code) === 'unreachable';
}

export function createRefChecker(git: GitClient): RefChecker {
  const asked = new Map<string, ReturnType<GitClient['listRefs']>>();
  const listRefs = (repository: string) => {
    const answer = asked.get(repository) ?? git.listRefs(repository);
    asked.set(repository, answer);
    return answer;
  };
  return {
    async isTag(repository, ref) {
      const refs = await listRefs(repository);
      return refs.ok && refs.value.tags.has(ref) && !refs.value.branches.has(ref);
    },
    async findProblem(repository, ref) {
      const refs = await listRefs(repository);
      if (!refs.ok) return refs.failure;
      const { branches, tags, defaultBranch } = refs.value;
      if (branches.has(ref) || tags.has(ref)) return undefined;
      const isFormerDefault = ref === 'master' || ref === 'main';
      const hint =
        (isFormerDefault ? undefined : didYouMean(ref, [...branches.keys(), ...tags.keys()])) ??
        (defaultBranch === undefined
          ? undefined
          : `The default branch of the repository is "${defaultBranch}".`);
      return {
        ...failureOf('git/ref-missing', detailOf('ref-missing-branch', { repository, ref: quote(ref) })),
        ...(hint === undefined ? {} : { hint }),
      };
    },
  };
}
