import type { Status } from '../types.ts';
import { type IssueCatalog, joinByCause, listOutages, type Outage } from './outages.ts';
import {
  fingerprint,
  type Marker,
  readMarker,
  renderFailing,
  renderRecovered,
  renderTitle,
  replaceSection,
} from './section.ts';
import { type IssueAction, type IssuePlan, nameSubject, type Subject, type TrackedIssue } from './types.ts';

/** More new issues than this in one nightly check are noise, and GitHub takes them for abuse. */
const MAX_NEW_ISSUES = 20;

type Ours = TrackedIssue & { readonly marker: Marker };

/**
 * What to do about the issues of a catalogue: one for each cause for which an environment, a content or a hub is `failing`:
 * at once for what is definite, after two nightly checks for what may be temporary.
 *
 * An open issue is brought up to date when the reasons change, and closed when it works
 * again or has left the catalogue. As long as it cannot be determined, everything stays. One that people closed
 * stays closed until the outage has ended. Doing the plan and planning again gives nothing to do.
 *
 * @param issues those of the repository with our marker; others are left out of account
 * @param pageUrlOf address of a page about it
 */
export function planIssues(
  catalog: IssueCatalog,
  status: Status,
  issues: readonly TrackedIssue[],
  pageUrlOf: (subject: Subject) => string,
): IssuePlan {
  const ours = issues.flatMap((issue): Ours[] => {
    const marker = issue.isTrusted ? readMarker(issue.body) : undefined;
    return marker === undefined ? [] : [{ ...issue, marker }];
  });
  const actions: IssueAction[] = [];
  const waitingIds: string[] = [];
  const { outages, joined } = joinByCause(listOutages(catalog, status));
  const issuesOf = (subject: Subject) => ours.filter(({ marker }) => isSame(marker.subject, subject));
  for (const { subject, toldBy } of joined) {
    actions.push(
      ...settle(issuesOf(subject), `It fails for the same cause as ${toldBy}, whose issue tells of it.`),
    );
  }
  for (const outage of outages) {
    const own = issuesOf(outage.subject);
    if (outage.state === 'well') {
      const sentence = `It works again: looked at in the night of ${status.checked_at.slice(0, 10)}.`;
      actions.push(...settle(own, sentence));
    }
    if (outage.state !== 'failing') continue;
    const action = planFailing(outage, own, pageUrlOf(outage.subject));
    const newCount = actions.filter(({ kind }) => kind === 'open').length;
    if (action?.kind === 'open' && newCount >= MAX_NEW_ISSUES) waitingIds.push(nameSubject(outage.subject));
    else if (action !== undefined) actions.push(action);
  }
  const known = {
    environment: catalog.environments,
    content: catalog.contents ?? [],
    hub: catalog.hubs ?? [],
  } as const;
  const left = ours.filter(
    ({ marker: { subject } }) => !known[subject.kind].some(({ id }) => id === subject.id),
  );
  actions.push(...settle(left, 'It has left the catalogue.'));
  return { actions, waitingIds };
}

function planFailing(outage: Outage, own: readonly Ours[], pageUrl: string): IssueAction | undefined {
  const { subject } = outage;
  const title = renderTitle(outage);
  const section = renderFailing(outage, pageUrl);
  const [open] = own.filter(({ isOpen }) => isOpen).toSorted((a, b) => a.number - b.number);
  if (open !== undefined) {
    const { marker, number, body } = open;
    if (marker.state === 'failing' && marker.reasons === fingerprint(outage)) return undefined;
    return { kind: 'update', subject, number, title, body: replaceSection(body, section) };
  }
  // Whoever closed it knows; once it has recovered, it is marked so.
  const isClosedByPeople = own.some(({ marker }) => marker.state === 'failing');
  return isClosedByPeople ? undefined : { kind: 'open', subject, title, body: section };
}

/**
 * Those of an outage that has ended: open ones are closed, and ones that people closed are marked, so that the
 * next outage gets an issue of its own. One that is open and marked was reopened by a person, who has a reason.
 */
function settle(own: readonly Ours[], sentence: string): IssueAction[] {
  return own
    .filter(({ marker }) => marker.state === 'failing')
    .map(({ number, title, body, isOpen, marker: { subject } }) => {
      const settled = {
        subject,
        number,
        body: replaceSection(body, renderRecovered(subject, sentence)),
      };
      return isOpen ? { kind: 'close', ...settled } : { kind: 'update', title, ...settled };
    });
}

function isSame(a: Subject, b: Subject): boolean {
  return a.kind === b.kind && a.id === b.id;
}
