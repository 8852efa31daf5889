import type { Catalog } from '../../catalog/types.ts';
import type { Status } from '../types.ts';
import { listOutages, type Outage } from './outages.ts';
import {
  fingerprint,
  type Marker,
  readMarker,
  renderFailing,
  renderRecovered,
  renderTitle,
  replaceSection,
} from './section.ts';
import type { IssueAction, IssuePlan, TrackedIssue } from './types.ts';

/** More new issues than this in one night are noise, and GitHub takes them for abuse. */
const MAX_NEW_ISSUES = 20;

type Ours = TrackedIssue & { readonly marker: Marker };

/**
 * What to do about the issues of a catalogue: one for each environment that is `failing`, which the fold
 * says at once of what is definite and after two nights of what may pass.
 *
 * An open issue is brought up to date when the reasons change, and closed when the environment launches
 * again or has left the catalogue. As long as it cannot be told, everything stays. One that people closed
 * stays closed until the outage has ended. Doing the plan and planning again gives nothing to do.
 *
 * @param issues those of the repository with our marker; others are left out of account
 * @param pageUrlOf address of an environment's page
 */
export function planIssues(
  catalog: Pick<Catalog, 'environments'>,
  status: Status,
  issues: readonly TrackedIssue[],
  pageUrlOf: (environmentId: string) => string,
): IssuePlan {
  const ours = issues.flatMap((issue): Ours[] => {
    const marker = issue.isTrusted ? readMarker(issue.body) : undefined;
    return marker === undefined ? [] : [{ ...issue, marker }];
  });
  const actions: IssueAction[] = [];
  const waitingIds: string[] = [];
  const outages = listOutages(catalog, status);
  for (const outage of outages) {
    const own = ours.filter(({ marker }) => marker.environmentId === outage.environmentId);
    if (outage.state === 'well') {
      const sentence = `It launches again: looked at in the night of ${status.checked_at.slice(0, 10)}.`;
      actions.push(...settle(own, sentence));
    }
    if (outage.state !== 'failing') continue;
    const action = planFailing(outage, own, pageUrlOf(outage.environmentId));
    const newCount = actions.filter(({ kind }) => kind === 'open').length;
    if (action?.kind === 'open' && newCount >= MAX_NEW_ISSUES) waitingIds.push(outage.environmentId);
    else if (action !== undefined) actions.push(action);
  }
  const known = new Set(catalog.environments.map(({ id }) => id));
  const left = ours.filter(({ marker }) => !known.has(marker.environmentId));
  actions.push(...settle(left, 'It has left the catalogue.'));
  return { actions, waitingIds };
}

function planFailing(outage: Outage, own: readonly Ours[], pageUrl: string): IssueAction | undefined {
  const { environmentId } = outage;
  const title = renderTitle(outage);
  const section = renderFailing(outage, pageUrl);
  const [open] = own.filter(({ isOpen }) => isOpen).toSorted((a, b) => a.number - b.number);
  if (open !== undefined) {
    const { marker, number, body } = open;
    if (marker.state === 'failing' && marker.reasons === fingerprint(outage)) return undefined;
    return { kind: 'update', environmentId, number, title, body: replaceSection(body, section) };
  }
  // Whoever closed it knows; once it has recovered, it is marked so.
  const isClosedByPeople = own.some(({ marker }) => marker.state === 'failing');
  return isClosedByPeople ? undefined : { kind: 'open', environmentId, title, body: section };
}

/**
 * Those of an outage that has ended: open ones are closed, and ones that people closed are marked, so that the
 * next outage gets an issue of its own. One that is open and marked was opened again by somebody, who has a reason.
 */
function settle(own: readonly Ours[], sentence: string): IssueAction[] {
  return own
    .filter(({ marker }) => marker.state === 'failing')
    .map(({ number, title, body, isOpen, marker: { environmentId } }) => {
      const settled = {
        environmentId,
        number,
        body: replaceSection(body, renderRecovered(environmentId, sentence)),
      };
      return isOpen ? { kind: 'close', ...settled } : { kind: 'update', title, ...settled };
    });
}
