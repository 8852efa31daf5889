import type { AcceptedReason } from '../catalog/types.ts';
import { omitUndefined } from '../omit-undefined.ts';
import { reasonRow } from '../reasons.ts';
import type { DetectedReason } from './findings.ts';
import { clampStatus, foldHistory, foldReasons } from './fold-row.ts';
import type { ImageContents } from './image-contents.ts';
import { judgeBinder } from './judge-binder.ts';
import { isEveryNotebookMissing, judgeContent } from './judge-content.ts';
import { judgeHub, markNotAsked } from './judge-hub.ts';
import { judgeImage } from './judge-image.ts';
import { judgeMirror } from './judge-mirror.ts';
import { limitPaths, limitStatus } from './limit-status.ts';
import type {
  ContentObservation,
  HubObservation,
  ImageFacts,
  NightObservations,
  VersionObservation,
} from './observations.ts';
import { judgeRebuild } from './rebuilds.ts';
import { emptyStatus, findContentStatus, findEnvironmentStatus, findHubStatus } from './summary.ts';
import type { ContentStatus, EnvironmentStatus, HubStatus, Reason, Status, StatusRow } from './types.ts';
import { verdictOfReasons } from './verdicts.ts';

/**
 * The new status: what this check saw, joined with what was known before.
 *
 * Rows follow the observations: entries that were removed lose theirs, new ones begin. What
 * could not be determined keeps its facts, its last known verdict and its dates; folding the same
 * observations twice changes nothing. The size is limited to what the next nightly check reads.
 *
 * @param previous status of the previous nightly check, or of an earlier run today; times later than `now`, left by
 *   a wrong clock, are replaced by `now`
 * @param now ISO 8601, UTC: the time of this check
 */
export function foldStatus(
  previous: Status | undefined,
  observations: NightObservations,
  now: string,
): Status {
  const rows = previous === undefined ? emptyStatus(now) : clampStatus(previous, now);
  const times = { now, checkedAt: rows.checked_at };
  const isWithoutNetwork = isOffline(observations);
  return limitStatus({
    version: 1,
    checked_at: now,
    duration_ms: Math.max(0, Math.round(observations.durationMs)),
    environments: observations.environments.flatMap((version) => {
      const known = findEnvironmentStatus(rows, version.environmentId, version.tag);
      return foldVersion(known, version, times) ?? [];
    }),
    contents: observations.contents.flatMap((content) => {
      const known = findContentStatus(rows, content.id, content.edition);
      return foldContent(known, content, times) ?? [];
    }),
    hubs: observations.hubs.flatMap((hub) => {
      const known = findHubStatus(rows, hub.id);
      return foldHub(known, isWithoutNetwork ? markNotAsked(hub) : hub, times) ?? [];
    }),
  });
}

/** ISO 8601, UTC. */
interface Times {
  /** Of this check. */
  readonly now: string;
  /** Of the one before. */
  readonly checkedAt: string;
}

/**
 * Whether a nightly check reached nothing at all: then its own network was down, and two such checks must not add up
 * to a failing hub.
 */
function isOffline({ environments, contents, hubs }: NightObservations): boolean {
  const others = [
    ...environments.flatMap(({ registry, binder }) => [registry.kind, binder?.kind ?? 'skipped']),
    ...contents.map(({ check }) => check.kind),
  ].filter((kind) => kind !== 'skipped');
  const asked = hubs.map(({ check }) => check.kind).filter((kind) => kind !== 'skipped');
  return others.length > 0 && [...others, ...asked].every((kind) => kind === 'unreachable');
}

function foldVersion(
  previous: EnvironmentStatus | undefined,
  version: VersionObservation,
  times: Times,
): EnvironmentStatus | undefined {
  const { registry } = version;
  if (registry.kind === 'skipped') return keepRow(previous, times);
  const seenDigest = registry.kind === 'present' ? registry.digest : (previous?.seen_digest ?? null);
  const facts = registry.kind === 'present' ? tonightsFacts(registry, previous) : undefined;
  const findings = [
    ...judgeImage(version, facts, times.now, insideOf(version.pinnedDigest ?? seenDigest, previous?.inside)),
    ...judgeMirror(version, previous?.seen_digest ?? null),
    ...judgeBinder(version),
    ...judgeRebuild(version),
  ];
  return {
    ...foldRow(version.environmentId, previous, findings, times, version.accepted),
    tag: version.tag,
    pinned_digest: version.pinnedDigest,
    seen_digest: seenDigest,
    ...(registry.kind === 'present' || previous === undefined ? factColumns(facts) : pickFacts(previous)),
    ...omitUndefined({ verified: previous?.verified, inside: previous?.inside }),
  };
}

/** What was seen in another image says nothing of this one. */
function insideOf(digest: string | null, inside: ImageContents | undefined): ImageContents | undefined {
  return inside?.digest === digest ? inside : undefined;
}

type FactColumns = Pick<
  EnvironmentStatus,
  'created_at' | 'size_bytes' | 'platforms' | 'labels' | 'preflight'
>;

/** Never those of another digest: what could not be read is not known. */
function factColumns(facts: ImageFacts | undefined): FactColumns {
  return omitUndefined({
    created_at: facts?.createdAt ?? null,
    size_bytes: facts?.sizeBytes ?? null,
    platforms: facts?.platforms ?? [],
    labels: facts?.labels ?? {},
    preflight: facts?.preflight,
  });
}

function pickFacts({ created_at, size_bytes, platforms, labels, preflight }: FactColumns): FactColumns {
  return omitUndefined({ created_at, size_bytes, platforms, labels, preflight });
}

/** Facts of the image: those of the previous check where they could not be read now and the digest is the same. */
function tonightsFacts(
  { digest, facts }: Extract<VersionObservation['registry'], { kind: 'present' }>,
  previous: EnvironmentStatus | undefined,
): ImageFacts | undefined {
  if (facts.kind === 'facts') return facts;
  if (previous === undefined || previous.seen_digest !== digest || previous.platforms.length === 0) {
    return undefined;
  }
  const { created_at: createdAt, size_bytes: sizeBytes, platforms, labels, preflight } = previous;
  return omitUndefined({ kind: 'facts', createdAt, sizeBytes, platforms, labels, user: '', preflight });
}

function foldContent(
  previous: ContentStatus | undefined,
  content: ContentObservation,
  times: Times,
): ContentStatus | undefined {
  const { check } = content;
  if (check.kind === 'skipped') return keepRow(previous, times);
  const findings = judgeContent(content);
  const isCounted = (code: string) => code !== 'content/notebook-missing' || isEveryNotebookMissing(content);
  const row = foldRow(content.id, previous, findings, times, content.accepted, isCounted);
  const seen =
    check.kind === 'read'
      ? { notebook_count: check.notebookCount, missing: check.missing, missing_count: check.missingCount }
      : previous;
  return {
    ...row,
    ...omitUndefined({
      edition: content.edition,
      commit: check.kind === 'read' ? check.commit : (previous?.commit ?? null),
      notebook_count: seen?.notebook_count,
      missing: seen?.missing ?? [],
      missing_count: seen?.missing_count,
      verified: previous?.verified,
    }),
  };
}

function foldHub(previous: HubStatus | undefined, hub: HubObservation, times: Times): HubStatus | undefined {
  if (hub.check.kind === 'skipped') return keepRow(previous, times);
  const findings = judgeHub(hub, times.now);
  // Single notebooks fail, and the hub does not.
  const isCounted = (code: string) => code !== 'hub/notebook-missing';
  const row = foldRow(hub.id, previous, findings, times, hub.accepted, isCounted);
  const missing = hub.check.kind === 'healthy' ? hub.check.missing : previous?.missing;
  return missing === undefined || missing.length === 0 ? row : { ...row, missing: limitPaths(missing) };
}

/** What is accepted without being visible, such as a hub behind a firewall, was not seen to work either. */
function wasSeen(reasons: readonly Reason[]): boolean {
  return reasons.every(
    ({ code, accepted }) => accepted === undefined || ['stale', 'info'].includes(reasonRow(code).effect),
  );
}

/** A row that was not checked keeps its values, with the time of its last check. */
function keepRow<Row extends StatusRow>(previous: Row | undefined, { checkedAt }: Times): Row | undefined {
  return previous && { ...previous, checked_at: previous.checked_at ?? checkedAt };
}

function foldRow(
  id: string,
  previous: StatusRow | undefined,
  findings: readonly DetectedReason[],
  { now, checkedAt }: Times,
  accepted: readonly AcceptedReason[] | undefined,
  isCounted: (code: Reason['code']) => boolean = () => true,
): StatusRow {
  const reasons = foldReasons(previous?.reasons ?? [], findings, now, accepted);
  const counted = reasons.filter(({ code }) => isCounted(code));
  const verdict = verdictOfReasons(counted, now);
  const lastKnown =
    previous === undefined || previous.verdict === 'unknown'
      ? previous?.last_known
      : { verdict: previous.verdict, at: previous.checked_at ?? checkedAt };
  return {
    id,
    verdict,
    since: previous?.verdict === verdict ? previous.since : now,
    last_ok_at: verdict === 'ok' && wasSeen(reasons) ? now : (previous?.last_ok_at ?? null),
    ...(verdict === 'unknown' && lastKnown !== undefined ? { last_known: lastKnown } : {}),
    reasons,
    history: foldHistory(previous?.history ?? [], verdict, now, counted),
  };
}
