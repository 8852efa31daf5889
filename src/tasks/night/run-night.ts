import pLimit from 'p-limit';
import type { Catalog, Content, Environment, Hub } from '../../core/catalog/types.ts';
import { canRunVersion, environmentVersions, findEnvironment } from '../../core/catalog/views.ts';
import { didYouMean } from '../../core/diagnostics/suggest.ts';
import { listEndedAcceptances } from '../../core/health/acceptance.ts';
import { foldStatus } from '../../core/health/fold.ts';
import type {
  ContentObservation,
  HubCheck,
  HubObservation,
  VersionObservation,
} from '../../core/health/observations.ts';
import { skipContent, skipHub, skipVersion } from '../../core/health/outline.ts';
import {
  assignShards,
  contentKey,
  hubKey,
  type Shard,
  versionKey,
} from '../../core/health/shards/partition.ts';
import type { Status } from '../../core/health/types.ts';
import { hasOwnFiles } from '../../core/hub-kinds/kinds.ts';
import { memoizeAsync } from '../../core/memoize-async.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { createEditionFollower } from '../published/follow-editions.ts';
import { findFaultyContentLinks, observeContent, observeEdition } from './night-contents.ts';
import { observeVersion } from './night-images.ts';
import { createPatientLister } from './night-notebooks.ts';
import { checkOwnFiles } from './night-own-files.ts';
import { createRepositories } from './night-repositories.ts';
import type { NightOptions, NightPorts, NightReport } from './night-types.ts';

export interface NightFailure {
  readonly code: 'night/unknown-environment';
  /** One sentence. */
  readonly message: string;
}

/**
 * Walks every chain of the catalogue (docs/nightly.md), all at once within the limits of hosts, and
 * folds the observations with the previous status. A failure in one chain never stops the others.
 */
export async function runNight(
  catalog: Catalog,
  previous: Status | undefined,
  ports: NightPorts,
  options: NightOptions = {},
): Promise<Result<NightReport, NightFailure>> {
  const { only } = options;
  if (only !== undefined && !findEnvironment(catalog, only)) return fail(refuseEnvironment(catalog, only));
  const startedAt = ports.now();
  const isMine = createMembership(catalog, options.shard);
  const notices = listEndedAcceptances(catalog, startedAt.toISOString()).map(({ message }) => message);
  const limit = pLimit(Math.max(1, options.concurrency ?? 8));
  const repositories = createRepositories(ports.git);
  const listNotebooks = createPatientLister(ports.listNotebooks);
  const followEditions = createEditionFollower(catalog, options.published, ports.git);
  const shared = { registry: ports.registry, repositories, git: ports.git, listNotebooks, followEditions };
  const hubChecks = memoizeAsync<HubCheck>();

  let finishedCount = 0;
  let totalCount = 0;
  /** A step of the nightly check; an exception skips this step only. */
  const step = <Seen>(label: string, look: () => Promise<Seen>, skipped: Seen): Promise<Seen> => {
    totalCount += 1;
    return limit(async () => {
      const seen = await look().catch((error: unknown) => {
        const detail = error instanceof Error ? error.message : String(error);
        notices.push(`The check of ${label} broke off, which is a fault of Slipway: ${detail}`);
        return skipped;
      });
      finishedCount += 1;
      options.onProgress?.({ finishedCount, totalCount, label });
      return seen;
    });
  };

  const versions = catalog.environments.flatMap((environment) =>
    environmentVersions(environment).map((version): Promise<VersionObservation> => {
      const skipped = skipVersion(environment, version);
      const isAsked = only === undefined || environment.id === only;
      if (!isAsked || !isMine(versionKey(environment.id, version.tag))) return Promise.resolve(skipped);
      const look = () => observeVersion(shared, environment, version);
      return step(`environment ${environment.id} ${version.tag}`, look, skipped);
    }),
  );

  const contents = catalog.contents.flatMap((content) => {
    const isAsked = only === undefined || usesEnvironment(content, only);
    return [undefined, ...content.editions].map((edition): Promise<ContentObservation> => {
      const skipped = skipContent(content, edition);
      if (!isAsked || !isMine(contentKey(content.id, edition?.id))) return Promise.resolve(skipped);
      const look = async () => {
        if (edition !== undefined) return observeEdition(shared, content, edition);
        const faults = await findFaultyContentLinks(shared, content);
        notices.push(...faults.map(({ message }) => `${content.id}: ${message}`));
        return observeContent(shared, content);
      };
      return step(`content ${content.id}${edition === undefined ? '' : ` ${edition.id}`}`, look, skipped);
    });
  });

  const environment = only === undefined ? undefined : findEnvironment(catalog, only);
  const hubs = catalog.hubs.map((hub): Promise<HubObservation> => {
    const { id } = hub;
    const skipped = skipHub(hub);
    const isAsked = environment === undefined || canRunAny(hub, environment);
    if (!isAsked || !isMine(hubKey(id))) return Promise.resolve(skipped);
    const look = async (): Promise<HubObservation> => ({
      ...skipped,
      check: hasOwnFiles(hub.type)
        ? await checkOwnFiles({ repositories, listNotebooks, hubs: ports.hubs }, catalog, hub)
        : await hubChecks(`${hub.type} ${hub.url}`, () => ports.hubs.checkHub(hub)),
    });
    return step(`hub ${id}`, look, skipped);
  });

  const seen = {
    environments: await Promise.all(versions),
    contents: await Promise.all(contents),
    hubs: await Promise.all(hubs),
  };
  const endedAt = ports.now();
  const observations = { ...seen, durationMs: endedAt.getTime() - startedAt.getTime() };
  return ok({
    status: foldStatus(previous, observations, endedAt.toISOString()),
    notices,
    observations,
    startedAt: startedAt.toISOString(),
  });
}

/** Whether a row is one of the shard's; without a shard all are. */
function createMembership(catalog: Catalog, shard: Shard | undefined): (key: string) => boolean {
  if (shard === undefined) return () => true;
  const shards = assignShards(catalog, shard.count);
  return (key) => shards.get(key) === shard.index;
}

function usesEnvironment(content: Content, environmentId: string): boolean {
  return (
    content.environment === environmentId ||
    content.notebooks.some(({ environment }) => environment === environmentId)
  );
}

function canRunAny(hub: Hub, environment: Environment): boolean {
  return environmentVersions(environment).some((version) => canRunVersion(hub, environment.id, version));
}

function refuseEnvironment(catalog: Catalog, id: string): NightFailure {
  const ids = catalog.environments.map((environment) => environment.id);
  const hint = didYouMean(id, ids) ?? `The catalogue has ${ids.join(', ')}.`;
  return {
    code: 'night/unknown-environment',
    message: `There is no environment "${id}" in the catalogue. ${hint}`,
  };
}
