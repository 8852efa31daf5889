import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createBenchCatalogue } from './bench-catalogue.ts';
import type { Cost } from './measure.ts';
import { medianCost } from './median-cost.ts';
import { listPeers } from './peers.ts';

export interface PeerCost {
  readonly name: string;
  readonly cost: Cost;
}

/**
 * Measures each way as often as asked, one after the other in each round, so that a machine that drifts does so for all.
 *
 * @returns Slipway's first
 */
export async function measurePeers(source: string, copies: number, runs: number): Promise<PeerCost[]> {
  const work = mkdtempSync(join(tmpdir(), 'slipway-peers-'));
  try {
    const content = join(work, 'content');
    const notebooks = createBenchCatalogue(content, source, copies);
    const peers = listPeers(content, notebooks);
    const costs = peers.map((): Cost[] => []);
    for (let run = 0; run < runs; run += 1)
      for (const [index, peer] of peers.entries())
        costs[index]?.push(await peer.measure(join(work, `${peer.name.split(' ')[0]}-${run}`)));
    return peers.map(({ name }, index) => ({ name, cost: medianCost(costs[index] ?? []) }));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
