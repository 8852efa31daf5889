import type { DetectedReason } from '../../core/health/findings.ts';
import { judgeContent } from '../../core/health/judge-content.ts';
import type { ContentObservation } from '../../core/health/observations.ts';
import { skipContent } from '../../core/health/outline.ts';
import { describeFailure } from '../night/night-repositories.ts';
import type { ContentFailure, LoadedContent } from './loaded-content.ts';

/**
 * Whether a content cannot be read for what is in the manifest's own repository, or for what this machine
 * lacks. Only that stops a build: everything else can happen overnight in other people's repositories.
 */
export function isOwnFault({ code }: ContentFailure): boolean {
  return code.startsWith('directory/') || code === 'git/not-installed';
}

/** A repository without a single notebook. An empty folder beside the manifest is an error instead. */
export function isEmpty({ failure, notebooks, source }: LoadedContent): boolean {
  return failure === undefined && notebooks.length === 0 && source === 'git';
}

/** Why a content cannot be shown as it is now, as a reason of the nightly check; undefined for one that can. */
export function findAwayReason(loaded: LoadedContent): DetectedReason | undefined {
  const { content, failure, staleBecause, commit } = loaded;
  const cause = failure ?? staleBecause;
  if (cause === undefined && !isEmpty(loaded)) return undefined;
  const check: ContentObservation['check'] =
    cause === undefined || cause.code === 'content/no-notebooks'
      ? { kind: 'read', commit: commit ?? '', notebookCount: 0, missing: [] }
      : describeFailure(cause);
  return judgeContent({ ...skipContent(content, undefined), check })[0];
}
