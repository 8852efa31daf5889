import type { Catalog } from '../../core/catalog/types.ts';
import type { Diagnostic } from '../../core/diagnostics/types.ts';
import type { Status } from '../../core/health/types.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { writeWhole } from '../../io/files/write-whole.ts';
import type { FetchText } from '../../io/http/fetch-text.ts';
import { mergeNight } from './merge-night.ts';
import type { NightManifest } from './night-manifest.ts';
import { loadPreviousStatus } from './night-previous.ts';
import { describeNight } from './night-report.ts';
import type { NightOptions, NightPorts } from './night-types.ts';
import { runNight } from './run-night.ts';

/** What a night and the merge of its shards have in common. */
export interface FinishRequest {
  readonly manifest: NightManifest;
  /** Where the status is written. */
  readonly outFile: string;
  /** File or address of the status of the night before. */
  readonly previous: string;
}

export interface NightlyRequest extends FinishRequest, Omit<NightOptions, 'shard'> {}

export interface MergeRequest extends FinishRequest {
  /** What the shards wrote. */
  readonly files: readonly string[];
}

/** The outside world of what comes before and after a night. */
export interface FinishPorts {
  readonly fetchText: FetchText;
  readonly now: () => Date;
  /** Keeps one issue for each environment that fails. @returns what was done and what could not be */
  readonly keepIssues?: ((catalog: Catalog, status: Status) => Promise<readonly string[]>) | undefined;
}

export interface NightlyReport {
  readonly status: Status;
  /** What people should know of the night itself, one sentence each. */
  readonly notices: readonly string[];
  /** What is wrong with the manifest and with what it points at. */
  readonly diagnostics: readonly Diagnostic[];
  /** Text of the manifest by its file, for code frames. */
  readonly sources: ReadonlyMap<string, string>;
}

/** Why there was no night, and no status was written: one sentence. */
export interface NightlyFailure {
  readonly code: 'night/failed';
  readonly message: string;
}

/** Walks every chain of a catalogue and writes the status whole, or not at all. */
export async function runNightly(
  request: NightlyRequest,
  ports: NightPorts & FinishPorts,
): Promise<Result<NightlyReport, NightlyFailure>> {
  const previous = await loadPreviousStatus(request.previous, ports.fetchText, ports.now().toISOString());
  if (!previous.ok) return refuse(previous.failure);
  const night = await runNight(request.manifest.catalog, previous.value.status, ports, request);
  if (!night.ok) return refuse(night.failure.message);
  const notices = [...previous.value.notices, ...night.value.notices];
  return finish(request, night.value.status, notices, ports);
}

/** Makes one status of what the shards of a night saw, and writes it whole, or not at all. */
export async function mergeNightly(
  request: MergeRequest,
  ports: FinishPorts,
): Promise<Result<NightlyReport, NightlyFailure>> {
  const { catalog, digest } = request.manifest;
  const previous = await loadPreviousStatus(request.previous, ports.fetchText, ports.now().toISOString());
  if (!previous.ok) return refuse(previous.failure);
  const merged = await mergeNight(catalog, digest, request.files, previous.value.status);
  if (!merged.ok) return refuse(merged.failure);
  const notices = [...previous.value.notices, ...merged.value.notices];
  return finish(request, merged.value.status, notices, ports);
}

async function finish(
  { outFile, manifest: { catalog, diagnostics, positionOf, sources } }: FinishRequest,
  status: Status,
  notices: readonly string[],
  { keepIssues }: FinishPorts,
): Promise<Result<NightlyReport, NightlyFailure>> {
  await writeWhole(outFile, `${JSON.stringify(status, null, 1)}\n`);
  return ok({
    status,
    notices: [...notices, ...((await keepIssues?.(catalog, status)) ?? [])],
    diagnostics: [...diagnostics, ...describeNight(status, positionOf)],
    sources,
  });
}

function refuse(message: string): Result<never, NightlyFailure> {
  return fail({ code: 'night/failed', message });
}
