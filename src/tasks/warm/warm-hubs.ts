import type { Catalog } from '../../core/catalog/types.ts';
import { detailOf, formatDetailSentence } from '../../core/details.ts';
import { quote } from '../../core/diagnostics/quote.ts';
import { type BinderProgress, foldBinderEvents, NOTHING_YET } from '../../core/launcher/binder-events.ts';
import { buildBinderSpec } from '../../core/links/binder-spec.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { judgeBuild, type WarmOutcome } from '../../core/warm/judge-build.ts';
import { isDue, listWarmTargets, type WarmTarget, warmKey } from '../../core/warm/plan.ts';
import { isCommitId } from '../../io/git/fetchable-address.ts';
import type { GitClient } from '../../io/git/types.ts';
import type { BuildClient } from '../../io/hub/build-client.ts';
import { readWarmRecords, writeWarmRecords } from './warm-records.ts';

export interface WarmRequest {
  readonly catalog: Catalog;
  /** Undefined for all. */
  readonly environmentId: string | undefined;
  /** Keeps what was built when. */
  readonly recordsFile: string;
  /** For one build. */
  readonly timeoutMs: number;
  /** Ask for what was built lately, too. */
  readonly isFresh: boolean;
  /** Ask no hub, and say which would be asked. */
  readonly isDry: boolean;
}

export interface WarmPorts {
  readonly git: Pick<GitClient, 'listRefs'>;
  readonly builds: BuildClient;
  now(): Date;
}

/** What became of one target. */
export interface WarmRow {
  readonly hub: string;
  readonly environment: string;
  readonly outcome: Pick<WarmOutcome, 'message'> & { readonly kind: WarmOutcome['kind'] | 'due' | 'not-due' };
}

/** Asks hubs for builds, one at a time. What a build launches is ended. */
export async function warmHubs(request: WarmRequest, ports: WarmPorts): Promise<readonly WarmRow[]> {
  const rows: WarmRow[] = [];
  const refusing = new Map<string, string>();
  for (const target of listWarmTargets(request.catalog, request.environmentId)) {
    const { hub, environment } = target;
    const refusal = refusing.get(hub.id);
    const outcome =
      refusal === undefined
        ? await warmOne(target, request, ports)
        : { kind: 'skipped' as const, message: refusal, isOfHub: true };
    if (outcome.isOfHub) refusing.set(hub.id, outcome.message);
    rows.push({ hub: hub.id, environment: environment.id, outcome });
  }
  return rows;
}

type AnyOutcome = WarmRow['outcome'] & Pick<WarmOutcome, 'isOfHub'>;

async function warmOne(target: WarmTarget, request: WarmRequest, ports: WarmPorts): Promise<AnyOutcome> {
  const { hub, binder } = target;
  const commit = await findCommit(ports.git, binder);
  if (!commit.ok) return { kind: 'failed', message: commit.failure, isOfHub: false };
  // By the commit, so that the hub builds what the manifest means now, under the key that later launches have.
  const spec = buildBinderSpec({ ...binder, ref: commit.value });
  if (!spec.ok) return { kind: 'failed', message: spec.failure.message, isOfHub: false };
  const records = await readWarmRecords(request.recordsFile);
  const key = warmKey(target);
  if (!request.isFresh && !isDue(records[key], commit.value, ports.now()))
    return { kind: 'not-due', message: records[key]?.at ?? '', isOfHub: false };
  if (request.isDry) return { kind: 'due', message: '', isOfHub: false };
  const outcome = await build(
    new URL(`${hub.url}/build/${spec.value.path}`),
    request.timeoutMs,
    ports.builds,
  );
  if (outcome.kind === 'built' || outcome.kind === 'found') {
    const record = { commit: commit.value, at: ports.now().toISOString() };
    await writeWarmRecords(request.recordsFile, { ...records, [key]: record });
  }
  return outcome;
}

async function build(url: URL, timeoutMs: number, builds: BuildClient): Promise<WarmOutcome> {
  const startedAt = performance.now();
  let progress: BinderProgress = NOTHING_YET;
  let wasBuilding = false;
  for await (const event of builds.follow(url, timeoutMs)) {
    progress = foldBinderEvents(progress, event);
    if (progress.phase === 'building' || progress.phase === 'pushing') wasBuilding = true;
    if (progress.server !== undefined || progress.failure !== undefined) break;
  }
  const isComplete = performance.now() - startedAt < timeoutMs;
  const outcome = judgeBuild(progress, wasBuilding, isComplete);
  if (progress.server === undefined) return outcome;
  const isDown = await builds.shutDown(progress.server);
  return isDown
    ? outcome
    : { ...outcome, message: 'its server could not be shut down; the hub ends it when idle' };
}

/** @returns as a failure one sentence */
async function findCommit(
  git: Pick<GitClient, 'listRefs'>,
  { repository, ref }: WarmTarget['binder'],
): Promise<Result<string, string>> {
  if (isCommitId(ref)) return ok(ref);
  const refs = await git.listRefs(repository);
  if (!refs.ok) return fail(refs.failure.message);
  const commit = refs.value.branches.get(ref) ?? refs.value.tags.get(ref);
  return commit === undefined
    ? fail(formatDetailSentence(detailOf('ref-missing-branch', { repository, ref: quote(ref) })))
    : ok(commit);
}
