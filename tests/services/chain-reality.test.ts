import { expect, it } from 'vitest';
import { foldStatus } from '../../src/core/health/fold.ts';
import type { Status } from '../../src/core/health/types.ts';
import { createHttpClient } from '../../src/io/http/client.ts';
import { createRegistryClient } from '../../src/io/registry/client.ts';
import { createMemoryContentCache } from '../../src/io/registry/content-cache.ts';
import type { ContentCache } from '../../src/io/registry/types.ts';
import {
  type ChainState,
  describeState,
  isUntold,
  letHappen,
  listChainStates,
  pushState,
} from '../support/chain-states.ts';
import { observeNight, observeVersion } from '../support/observations.ts';
import { createPuller, type Puller } from '../support/podman-pull.ts';
import { startRegistry, type TestRegistry } from '../support/registry.ts';
import { describeWith } from '../support/system-packages.ts';

/*
 * What a nightly check says of an image against what podman can do with it. A few of the states by default; SLIPWAY_CHAIN_STATES
 * is how many, or `all`.
 */

const SAMPLE = 6;
const NIGHTS = ['2026-11-20T03:23:00.000Z', '2026-11-21T03:23:00.000Z'] as const;

/** States spread over all of them by a step that meets every value of every property. */
function chooseStates(states: readonly ChainState[], wanted: string | undefined): readonly ChainState[] {
  const count = wanted === 'all' ? states.length : Math.min(states.length, Number(wanted ?? SAMPLE));
  return Array.from(
    { length: count },
    (_, index) => states[Math.floor(((index * 0.6180339887) % 1) * states.length)],
  ).filter((state) => state !== undefined);
}

interface Outcome {
  readonly state: string;
  /** Whether another runtime than podman might do something else. */
  readonly isDoubtful: boolean;
  readonly starts: boolean;
  readonly verdict: string;
  readonly codes: readonly string[];
}

async function play(
  registry: TestRegistry,
  puller: Puller,
  state: ChainState,
  repository: string,
): Promise<Outcome> {
  const http = createHttpClient({ retryDelaysMs: [1, 1] });
  const look = async (
    where: string,
    cache: ContentCache,
    pinnedDigest: string | null,
    night: 0 | 1,
    before?: Status,
  ): Promise<Status> => {
    const now = NIGHTS[night];
    const client = createRegistryClient({ http, cache, now: () => Date.parse(now) });
    const reference = { registry: registry.host, repository: where, tag: 'v1' };
    const seen = observeVersion({ registry: await client.checkImage(reference, pinnedDigest), pinnedDigest });
    return foldStatus(before, observeNight({ environments: [seen] }), now);
  };

  const cache = createMemoryContentCache();
  const { pushed, pinnedDigest } = await pushState(registry, repository, state);
  let before: Status | undefined;
  if (state.before === 'night' || state.before === 'status') {
    before = await look(repository, cache, pinnedDigest, 0);
  }
  if (state.before === 'twin') {
    const twin = `twins/${repository}`;
    await pushState(registry, twin, state);
    await look(twin, cache, pinnedDigest, 0);
  }
  await letHappen(registry, repository, state, pushed);
  const now = state.before === 'status' ? createMemoryContentCache() : cache;
  const [row] = (await look(repository, now, pinnedDigest, 1, before)).environments;
  http.close();

  const name = `${registry.host}/${repository}`;
  const starts =
    (await puller.canPull(`${name}:v1`)) &&
    (pinnedDigest === null || (await puller.canPull(`${name}@${pinnedDigest}`)));
  return {
    state: describeState(state),
    isDoubtful: isUntold(state),
    starts,
    verdict: row?.verdict ?? 'none',
    codes: row?.reasons.map(({ code }) => code) ?? [],
  };
}

describeWith(['docker-registry', 'podman', 'runc'], 'a night and podman', () => {
  it('agree about every state of an image in a registry', async () => {
    await using registry = await startRegistry();
    await using puller = await createPuller();
    const states = chooseStates(listChainStates(), process.env.SLIPWAY_CHAIN_STATES);
    const outcomes: Outcome[] = [];
    for (const [index, state] of states.entries()) {
      outcomes.push(await play(registry, puller, state, `chain/s${index}`));
    }
    const works = outcomes.filter(({ verdict }) => verdict === 'ok' || verdict === 'stale');
    const fails = outcomes.filter(({ verdict }) => verdict === 'failing');
    const count = (rows: readonly Outcome[], starts: boolean) =>
      rows.filter((row) => row.starts === starts).length;
    const unknown = outcomes.filter((row) => !works.includes(row) && !fails.includes(row));
    const table = {
      Works: { starts: count(works, true), 'does not start': count(works, false) },
      'Will not start': { starts: count(fails, true), 'does not start': count(fails, false) },
      'Not known': { starts: count(unknown, true), 'does not start': count(unknown, false) },
    };
    if (process.env.SLIPWAY_CHAIN_STATES !== undefined) console.table(table);
    expect(works.filter(({ starts }) => !starts)).toEqual([]);
    expect(fails.filter(({ starts }) => starts)).toEqual([]);
    expect(unknown.filter(({ isDoubtful }) => !isDoubtful)).toEqual([]);
  }, 7_200_000);
});
