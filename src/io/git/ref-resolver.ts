import { detailOf, failureOf } from '../../core/details.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { type GitCommands, hasSucceeded } from './commands.ts';
import { type Attempt, describeFailure } from './failures.ts';
import { isCommitId } from './fetchable-address.ts';
import { parseRefLines, parseRemoteRefs } from './refs.ts';
import type { GitFailure, RemoteRefs } from './types.ts';

/** What to fetch for a ref. */
export interface ResolvedRef {
  /** Full ref name or commit id. */
  readonly source: string;
  readonly commit: string;
}

export interface RefResolver {
  listRefs(repository: string): Promise<Result<RemoteRefs, GitFailure>>;
  /** Branch before tag, as `git clone --branch` has it; `HEAD` and full commit ids too. */
  resolve(repository: string, ref: string): Promise<Result<ResolvedRef, GitFailure>>;
}

export function createRefResolver(
  commands: GitCommands,
  limits: Pick<Attempt, 'timeoutMs' | 'maxTotalBytes'>,
): RefResolver {
  const listRemote = async (args: readonly string[], attempt: Attempt) => {
    const exit = await commands.runRemote(['ls-remote', '--quiet', ...args]);
    return hasSucceeded(exit) ? ok(exit.stdout.toString('utf8')) : fail(describeFailure(exit, attempt));
  };
  const listAll = async (repository: string) => {
    const patterns = ['HEAD', 'refs/heads/*', 'refs/tags/*'];
    const output = await listRemote(['--symref', '--', repository, ...patterns], { repository, ...limits });
    return output.ok ? ok(parseRemoteRefs(output.value)) : output;
  };

  return {
    async listRefs(repository) {
      const all = await listAll(repository);
      if (!all.ok) return all;
      const { branches, tags, defaultBranch } = all.value;
      return ok({ branches, tags, ...(defaultBranch === undefined ? {} : { defaultBranch }) });
    },

    async resolve(repository, ref) {
      if (isCommitId(ref)) return ok({ source: ref, commit: ref });
      // Full names: `main` alone would also find `refs/heads/feature/main`. `--heads --tags` keeps a
      // server from listing its thousands of pull requests.
      const branch = `refs/heads/${ref}`;
      const tag = `refs/tags/${ref}`;
      const patterns = [branch, tag, `${tag}^{}`];
      const output = await listRemote(['--heads', '--tags', '--', repository, ...patterns], {
        repository,
        ref,
        ...limits,
      });
      if (!output.ok) return output;
      const found = new Map(parseRefLines(output.value).map(({ name, objectId }) => [name, objectId]));
      const onBranch = found.get(branch);
      if (onBranch !== undefined) return ok({ source: branch, commit: onBranch });
      const onTag = found.get(`${tag}^{}`) ?? found.get(tag);
      if (onTag !== undefined) return ok({ source: tag, commit: onTag });

      const all = await listAll(repository);
      if (!all.ok) return all;
      const { headCommit } = all.value;
      if (ref === 'HEAD' && headCommit !== undefined) return ok({ source: 'HEAD', commit: headCommit });
      return fail(describeAbsence(repository, ref, all.value));
    },
  };
}

function describeAbsence(repository: string, ref: string, refs: RemoteRefs): GitFailure {
  if (refs.branches.size === 0 && refs.tags.size === 0) {
    return failureOf('git/empty', detailOf('repository-empty', { repository }));
  }
  const names = [...refs.branches.keys()];
  const other = refs.defaultBranch ?? (names.length === 1 ? names[0] : undefined);
  const about = { repository, ref: JSON.stringify(ref) };
  const detail =
    other === undefined
      ? detailOf('ref-missing', about)
      : detailOf(
          names.length === 1 || refs.defaultBranch === undefined ? 'ref-missing-only' : 'ref-missing-default',
          { ...about, branch: JSON.stringify(other) },
        );
  return {
    ...failureOf('git/ref-missing', detail),
    ...(refs.defaultBranch === undefined ? {} : { defaultBranch: refs.defaultBranch }),
  };
}
