import type { Catalog } from '../../core/catalog/types.ts';
import { planIssues } from '../../core/health/issues/plan.ts';
import { type IssueAction, nameSubject } from '../../core/health/issues/types.ts';
import type { Status } from '../../core/health/types.ts';
import type { Result } from '../../core/result.ts';
import { createSiteUrls } from '../../core/site/urls.ts';
import type { GithubFailure, GithubIssues } from '../../io/github/types.ts';

/** Failures after which no other request would fare better. */
const FINAL: readonly GithubFailure['code'][] = [
  'github/rate-limited',
  'github/unauthorized',
  'github/forbidden',
  'github/not-found',
  'github/issues-disabled',
  'github/unreachable',
];

/**
 * Brings the issues of a repository in line with a status: one open issue for each cause for which something fails.
 * A failure at GitHub never fails the nightly check: it is reported, and the next check tries again.
 *
 * @returns what was done and what could not be, one sentence each
 */
export async function reportIssues(
  catalog: Catalog,
  status: Status,
  github: GithubIssues,
): Promise<readonly string[]> {
  const issues = await github.listIssues();
  if (!issues.ok) return [`The issues were left as they are: ${issues.failure.message}`];
  const urls = createSiteUrls(catalog.site.url);
  const { actions, waitingIds } = planIssues(catalog, status, issues.value, ({ kind, id }) =>
    urls.absolute(kind === 'environment' ? urls.environment(id) : urls.status),
  );
  const notices: string[] = [];
  for (const [index, action] of actions.entries()) {
    const done = await perform(action, github);
    if (done.ok) {
      notices.push(done.value);
      continue;
    }
    notices.push(
      `The issue of ${nameSubject(action.subject)} could not be ${DONE[action.kind]}: ${done.failure.message}`,
    );
    if (!FINAL.includes(done.failure.code)) continue;
    const leftCount = actions.length - index - 1;
    if (leftCount > 0) notices.push(`${leftCount} other issues wait for the next night.`);
    break;
  }
  if (waitingIds.length > 0) {
    notices.push(
      `Too much fails at once to open an issue for each; these wait for the next night: ${waitingIds.join(', ')}.`,
    );
  }
  return notices;
}

const DONE = { open: 'opened', update: 'brought up to date', close: 'closed' } as const;

async function perform(action: IssueAction, github: GithubIssues): Promise<Result<string, GithubFailure>> {
  const { kind, body } = action;
  const say = (number: number) => `Issue #${number} of ${nameSubject(action.subject)} was ${DONE[kind]}.`;
  if (kind === 'open') {
    const opened = await github.openIssue({ title: action.title, body });
    return opened.ok ? { ok: true, value: say(opened.value) } : opened;
  }
  const changed =
    kind === 'update'
      ? await github.updateIssue(action.number, { title: action.title, body })
      : await github.closeIssue(action.number, body);
  return changed.ok ? { ok: true, value: say(action.number) } : changed;
}
