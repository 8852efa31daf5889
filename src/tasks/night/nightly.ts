import { mkdir } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { Catalog } from '../../core/catalog/types.ts';
import { quote } from '../../core/diagnostics/quote.ts';
import type { Diagnostic } from '../../core/diagnostics/types.ts';
import { foldStatus } from '../../core/health/fold.ts';
import type { NightObservations } from '../../core/health/observations.ts';
import type { Status } from '../../core/health/types.ts';
import { locatePublished } from '../../core/published/published-address.ts';
import { ok, type Result, refuse } from '../../core/result.ts';
import { withFileLock } from '../../io/files/file-lock.ts';
import { writeWhole } from '../../io/files/write-whole.ts';
import type { FetchText } from '../../io/http/fetch-text.ts';
import { mergeNight } from './merge-night.ts';
import type { NightManifest } from './night-manifest.ts';
import { checkOutFile } from './night-out.ts';
import { loadPreviousStatus } from './night-previous.ts';
import { loadNightPublished } from './night-published.ts';
import { describeNight } from './night-report.ts';
import type { NightOptions, NightPorts } from './night-types.ts';
import { runNight } from './run-night.ts';

/** How long another process may hold the lock while it writes the file. */
const LOCK_TIMEOUT_MS = 60_000;

/** What a nightly check and the merge of its shards have in common. */
export interface FinishRequest {
  readonly manifest: NightManifest;
  /** Where the status is written. */
  readonly outFile: string;
  /** File or address of the status of the previous nightly check, or `auto` for what the site has published. */
  readonly previous: string;
  /** Home of the published site, where it is not the manifest's `site.url`. */
  readonly siteUrl?: string;
  /** `SLIPWAY_BEGIN_ANEW`. */
  readonly canBeginAnew?: boolean;
}

export interface NightlyRequest extends FinishRequest, Omit<NightOptions, 'shard' | 'published'> {
  /** File or address of the published `catalog.json`, or `auto`. */
  readonly publishedPlace?: string;
}

export interface MergeRequest extends FinishRequest {
  /** What the shards wrote. */
  readonly files: readonly string[];
}

/** What a nightly check needs before and after it. */
export interface FinishPorts {
  readonly fetchText: FetchText;
  readonly now: () => Date;
  /** Keeps one issue for each environment that fails. @returns what was done and what could not be */
  readonly syncIssues?: ((catalog: Catalog, status: Status) => Promise<readonly string[]>) | undefined;
}

export interface NightlyReport {
  readonly status: Status;
  /** Notices about the run itself, one sentence each. */
  readonly notices: readonly string[];
  /** What is wrong with the manifest and with what it points at. */
  readonly diagnostics: readonly Diagnostic[];
  /** Text of the manifest by its file, for code frames. */
  readonly sources: ReadonlyMap<string, string>;
}

/** Why the check did not run and wrote no status: one sentence. */
export interface NightlyFailure {
  readonly code: 'night/failed';
  readonly message: string;
}

/** Walks every chain of a catalogue and writes the status whole, or not at all. */
export async function runNightly(
  request: NightlyRequest,
  ports: NightPorts & FinishPorts,
): Promise<Result<NightlyReport, NightlyFailure>> {
  const out = await checkOutFile(request.outFile, 'status');
  if (!out.ok) return refuse('night/failed', out.failure);
  const previous = await loadMemory(request, ports);
  if (!previous.ok) return refuse('night/failed', previous.failure);
  const { notices: unread, ...record } = await loadNightPublished(request, ports);
  const options = { ...request, ...record };
  const night = await runNight(request.manifest.catalog, previous.value.status, ports, options);
  if (!night.ok) return refuse('night/failed', night.failure.message);
  const { status, observations } = night.value;
  const notices = [...previous.value.notices, ...unread, ...night.value.notices];
  const seen = { status, observations, endedAt: status.checked_at, notices };
  return finish(request, previous.value.status, seen, ports);
}

/** Merges the shards of a nightly check into one status, and writes it whole or not at all. */
export async function mergeNightly(
  request: MergeRequest,
  ports: FinishPorts,
): Promise<Result<NightlyReport, NightlyFailure>> {
  const { catalog, digest } = request.manifest;
  const out = await checkOutFile(request.outFile, 'status');
  if (!out.ok) return refuse('night/failed', out.failure);
  const previous = await loadMemory(request, ports);
  if (!previous.ok) return refuse('night/failed', previous.failure);
  const merged = await mergeNight(catalog, digest, request.files, previous.value.status);
  if (!merged.ok) return refuse('night/failed', merged.failure);
  const notices = [...previous.value.notices, ...merged.value.notices];
  return finish(request, previous.value.status, { ...merged.value, notices }, ports);
}

/** The status of the previous nightly check, from wherever it is kept. */
export function loadMemory(
  {
    previous,
    manifest,
    siteUrl = manifest.catalog.site.url,
    canBeginAnew = false,
  }: Omit<FinishRequest, 'outFile'>,
  { fetchText, now }: Pick<FinishPorts, 'fetchText' | 'now'>,
): ReturnType<typeof loadPreviousStatus> {
  const at = now().toISOString();
  const { place } = locatePublished(previous, 'status.json', siteUrl, at);
  return loadPreviousStatus(place, fetchText, { now: at, canBeginAnew });
}

interface NightSeen {
  readonly status: Status;
  /** What the status was made of. */
  readonly observations: NightObservations;
  /** ISO 8601, UTC. */
  readonly endedAt: string;
  readonly notices: readonly string[];
}

async function finish(
  request: FinishRequest,
  previous: Status | undefined,
  seen: NightSeen,
  ports: FinishPorts,
): Promise<Result<NightlyReport, NightlyFailure>> {
  const { outFile, manifest } = request;
  await mkdir(dirname(outFile), { recursive: true });
  const lockFile = join(dirname(outFile), `.${basename(outFile)}.slipway.lock`);
  const written = await withFileLock(lockFile, LOCK_TIMEOUT_MS, async () => {
    const status = await foldLatest(request, previous, seen, ports);
    await writeWhole(outFile, `${JSON.stringify(status, null, 1)}\n`);
    return status;
  });
  if (written === undefined)
    return refuse('night/failed', `Another nightly check has been writing ${quote(outFile)} all the while.`);
  const status = written.value;
  const { catalog, diagnostics, positionOf, sources } = manifest;
  return ok({
    status,
    notices: [...seen.notices, ...((await ports.syncIssues?.(catalog, status)) ?? [])],
    diagnostics: [...diagnostics, ...describeNight(status, positionOf)],
    sources,
  });
}

/** Folds with a status that another process has written meanwhile, such as one of another `--only`. */
async function foldLatest(
  request: FinishRequest,
  previous: Status | undefined,
  { status, observations, endedAt }: NightSeen,
  ports: FinishPorts,
): Promise<Status> {
  if (resolve(request.previous) !== resolve(request.outFile)) return status;
  const latest = await loadMemory(request, ports);
  const isNews = latest.ok && latest.value.status?.checked_at !== previous?.checked_at;
  return isNews ? foldStatus(latest.value.status, observations, endedAt) : status;
}
