import { canRun, type HubType, hasOwnFiles } from '../hub-kinds/kinds.ts';
import { type ReasonCode, reasonRow } from '../reasons.ts';
import { en } from '../texts/en.ts';
import { compareVerdicts, type Verdict, worstVerdict } from '../verdicts.ts';
import { renderReason } from './format-reason.ts';
import type {
  ContentStatus,
  EnvironmentStatus,
  HubStatus,
  Reason,
  Status,
  StatusRow,
  VerifiedNotebook,
} from './types.ts';
import { concernsLaunch, utcDay, verdictOfReasons } from './verdicts.ts';
import { launchedDigest, reasonsOfRun } from './verified-findings.ts';

/** What is known of one launch, or of one thing it depends on. */
export interface LaunchHealth {
  readonly verdict: Verdict;
  /** Of the things that make it so, gravest first. */
  readonly reasons: readonly Reason[];
  /** ISO 8601; absent when no nightly check has looked at it. */
  readonly checkedAt: string | undefined;
  /** ISO 8601: since when the verdict has been this one; absent when it was never checked. */
  readonly since: string | undefined;
  /** ISO 8601: when everything it needs was last seen to work; null when it never was. */
  readonly lastOkAt: string | null;
  /** With verdict `unknown`: the last one that could be determined. */
  readonly lastKnown: { readonly verdict: Verdict; readonly at: string } | undefined;
}

/** The chain of one launch. */
export interface LaunchChain {
  readonly environmentId: string;
  readonly tag: string;
  readonly contentId: string;
  /** Edition of the content, where it is not the current one. */
  readonly editionId?: string;
  /** Path of the notebook in the content repository. */
  readonly path: string;
  readonly hubId: string;
  /** On one that runs given images the Binder repository is no part of the chain, and its faults are left out. */
  readonly hubType?: HubType;
  /** The launch starts the image from its mirror, so that it does not matter what the first registry lacks. */
  readonly startsFromMirror?: boolean;
}

type MaybeStatus = Status | null | undefined;

/**
 * Health of a launch: the worst of its environment version, its content, its notebook and its hub.
 * A link that has no row yet makes it `unknown`.
 */
export function summarizeLaunch(status: MaybeStatus, chain: LaunchChain): LaunchHealth {
  if (!status) return UNCHECKED;
  const hub = findHubStatus(status, chain.hubId);
  if (chain.hubType !== undefined && hasOwnFiles(chain.hubType)) {
    const path = `${chain.contentId}/${chain.path}`;
    return combine([
      summarizeRow(status, hub && forNotebook({ missing: [], ...hub }, path, 'hub/notebook-missing')),
    ]);
  }
  const environment = findEnvironmentStatus(status, chain.environmentId, chain.tag);
  const needsBinder = chain.hubType === undefined || !canRun(chain.hubType, {});
  const content = findContentStatus(status, chain.contentId, chain.editionId);
  const seen = environment && rowForHub(status, environment, chain, needsBinder);
  return combine([
    summarizeRow(status, seen),
    summarizeRow(status, content && forNotebook(content, chain.path)),
    summarizeRow(status, hub),
    ...summarizeRuns(status, chain),
  ]);
}

/** The last run of the notebook in the image and at the commit that the launch has; undefined where it is of others. */
export function findVerified(
  status: MaybeStatus,
  chain: Omit<LaunchChain, 'hubId' | 'hubType'>,
): VerifiedNotebook | undefined {
  const environment = findEnvironmentStatus(status, chain.environmentId, chain.tag);
  const content = findContentStatus(status, chain.contentId, chain.editionId);
  if (environment === undefined || content === undefined) return undefined;
  return content.verified?.find(
    ({ path, environment: id, tag, digest, commit }) =>
      path === chain.path &&
      id === chain.environmentId &&
      tag === chain.tag &&
      digest === launchedDigest(environment) &&
      commit !== null &&
      commit === content.commit,
  );
}

/** What runs in the image say: they count as far as image and commit are still those of the launch. */
function summarizeRuns(status: Status, chain: LaunchChain): readonly LaunchHealth[] {
  const environment = findEnvironmentStatus(status, chain.environmentId, chain.tag);
  const own = environment?.verified;
  const isCurrent = environment !== undefined && own?.digest === launchedDigest(environment);
  return [isCurrent ? own : undefined, findVerified(status, chain)].flatMap((run) => {
    const reasons = run === undefined ? [] : reasonsOfRun(run);
    const verdict = verdictOfReasons(reasons, status.checked_at);
    // What could not be run says nothing of the launch.
    if (run === undefined || verdict === 'ok') return [];
    // A launch worked before anybody ran the notebook: when that was, the rest of the chain tells.
    const lastOkAt = environment?.last_ok_at ?? null;
    return [
      { verdict, reasons, checkedAt: status.checked_at, since: run.at, lastOkAt, lastKnown: undefined },
    ];
  });
}

/** Health of one version of an environment, Binder repository included. */
export function summarizeEnvironment(status: MaybeStatus, environmentId: string, tag: string): LaunchHealth {
  return status ? summarizeRow(status, findEnvironmentStatus(status, environmentId, tag)) : UNCHECKED;
}

/** A status in which nothing has been looked at. */
export function emptyStatus(at: string): Status {
  return { version: 1, checked_at: at, duration_ms: 0, environments: [], contents: [], hubs: [] };
}

export function findEnvironmentStatus(
  status: MaybeStatus,
  id: string,
  tag: string,
): EnvironmentStatus | undefined {
  return status?.environments.find((row) => row.id === id && row.tag === tag);
}

export function findContentStatus(
  status: MaybeStatus,
  id: string,
  edition?: string,
): ContentStatus | undefined {
  return status?.contents.find((row) => row.id === id && row.edition === edition);
}

export function findHubStatus(status: MaybeStatus, id: string): HubStatus | undefined {
  return status?.hubs.find((row) => row.id === id);
}

const UNCHECKED: LaunchHealth = {
  verdict: 'unknown',
  reasons: [],
  checkedAt: undefined,
  since: undefined,
  lastOkAt: null,
  lastKnown: undefined,
};

function summarizeRow(status: Status, row: StatusRow | undefined): LaunchHealth {
  if (row === undefined) return UNCHECKED;
  return {
    verdict: row.verdict,
    reasons: row.reasons,
    checkedAt: row.checked_at ?? status.checked_at,
    since: row.since,
    lastOkAt: row.last_ok_at,
    lastKnown: row.last_known,
  };
}

/** The row of an environment version as a hub sees it, by what it starts the image from. */
function rowForHub(
  status: Status,
  row: EnvironmentStatus,
  { startsFromMirror = false }: LaunchChain,
  needsBinder: boolean,
): StatusRow {
  const matters = ({ code }: Reason): boolean => {
    if (!needsBinder) return !code.startsWith('binder/');
    if (!startsFromMirror) return true;
    return reasonRow(code).isImageGone !== true && !/^(?:binder|registry)\//.test(code);
  };
  const reasons = row.reasons.filter(matters);
  return reasons.length === row.reasons.length ? row : rejudge(status, row, reasons);
}

/** Whether the mirror serves the very image of a version, and its first registry does not. */
export function isOnMirror(status: MaybeStatus, environmentId: string, tag: string): boolean {
  const row = findEnvironmentStatus(status, environmentId, tag);
  return row?.reasons.some(({ code }) => code === 'image/on-mirror') ?? false;
}

/** What of a content, or of a site with files of its own, tells of single notebooks. */
type RowOfFiles = StatusRow & Pick<ContentStatus, 'missing' | 'missing_count'>;

/** The row of a content as one of its notebooks sees it: others that are missing do not matter to it. */
function forNotebook(
  row: RowOfFiles,
  path: string,
  missingCode: ReasonCode = 'content/notebook-missing',
): StatusRow {
  const isOther = ({ code, path: missing }: Reason) => code === missingCode && missing !== path;
  const reasons = row.reasons.filter((reason) => !isOther(reason));
  if (!row.missing.includes(path)) {
    // Whether it is one of those that are not named is unknown.
    return row.missing_count === undefined
      ? { ...row, reasons }
      : { ...row, reasons, verdict: worstVerdict([row.verdict, 'unknown']) };
  }
  const own = reasons.find(({ code }) => code === missingCode);
  const reason = own ?? likeThatOfAnother(row, path, missingCode);
  const verdict = worstVerdict([row.verdict, 'failing']);
  return {
    ...row,
    reasons: own === undefined && reason !== undefined ? [reason, ...reasons] : reasons,
    verdict,
    since: reason?.since ?? row.since,
    last_ok_at: lastOkBefore(row, reason),
  };
}

/** Only the first of many missing notebooks have a reason of their own; the others miss in the same way. */
function likeThatOfAnother(
  { reasons }: RowOfFiles,
  path: string,
  missingCode: ReasonCode,
): Reason | undefined {
  const other = reasons.find(({ code }) => code === missingCode);
  if (other?.about === undefined) return undefined;
  const { moved_to: _, ...about }: Record<string, string> = { ...other.about, path };
  const message = renderReason({ code: other.code, about }, en, 'en') ?? other.message;
  return { ...other, path, about, message };
}

/** A content may be well in all while one notebook has been missing: that one last worked before. */
function lastOkBefore(row: StatusRow, reason: Reason | undefined): string | null {
  if (reason === undefined || row.last_ok_at === null) return row.last_ok_at;
  if (Date.parse(row.last_ok_at) < Date.parse(reason.since)) return row.last_ok_at;
  const day = utcDay(reason.since);
  const night = row.history.findLast(({ date, verdict }) => date < day && verdict === 'ok');
  return night === undefined ? null : `${night.date}T00:00:00Z`;
}

function rejudge(status: Status, row: StatusRow, reasons: readonly Reason[]): StatusRow {
  const checkedAt = row.checked_at ?? status.checked_at;
  const verdict = verdictOfReasons(reasons, checkedAt);
  if (verdict === row.verdict) return { ...row, reasons };
  // Since when this part alone has been so is not recorded: what can be said is that it is so now.
  const since = reasons.length === 0 ? checkedAt : (reasons[0]?.since ?? checkedAt);
  return { ...row, reasons, verdict, since, last_ok_at: verdict === 'ok' ? checkedAt : row.last_ok_at };
}

function combine(parts: readonly LaunchHealth[]): LaunchHealth {
  const isChecked = parts.every(({ checkedAt }) => checkedAt !== undefined);
  const verdict = worstVerdict(parts.map((part) => part.verdict));
  const decisive = parts.filter((part) => part.verdict === verdict);
  return {
    verdict,
    reasons: parts
      .toSorted((a, b) => compareVerdicts(b.verdict, a.verdict))
      .flatMap(({ reasons }) => reasons)
      .filter(concernsLaunch),
    checkedAt:
      isChecked || verdict === 'failing' ? earliest(parts.map(({ checkedAt }) => checkedAt)) : undefined,
    // Failing since its first link failed; ok since its last link was repaired.
    since:
      verdict === 'ok'
        ? latest(parts.map(({ since }) => since))
        : earliest(decisive.map(({ since }) => since)),
    lastOkAt: parts.some(({ lastOkAt }) => lastOkAt === null)
      ? null
      : (earliest(parts.map(({ lastOkAt }) => lastOkAt ?? undefined)) ?? null),
    lastKnown: verdict === 'unknown' ? combineLastKnown(parts) : undefined,
  };
}

function combineLastKnown(parts: readonly LaunchHealth[]): LaunchHealth['lastKnown'] {
  const known: NonNullable<LaunchHealth['lastKnown']>[] = [];
  for (const { verdict, lastKnown, checkedAt } of parts) {
    if (verdict === 'unknown' && lastKnown === undefined) return undefined;
    if (verdict === 'unknown' && lastKnown !== undefined) known.push(lastKnown);
    if (verdict !== 'unknown' && checkedAt !== undefined) known.push({ verdict, at: checkedAt });
  }
  const at = earliest(known.map((part) => part.at));
  return at === undefined ? undefined : { verdict: worstVerdict(known.map((part) => part.verdict)), at };
}

function earliest(times: readonly (string | undefined)[]): string | undefined {
  return sortTimes(times)[0];
}

function latest(times: readonly (string | undefined)[]): string | undefined {
  return sortTimes(times).at(-1);
}

function sortTimes(times: readonly (string | undefined)[]): string[] {
  return times.filter((time) => time !== undefined).sort((a, b) => Date.parse(a) - Date.parse(b));
}
