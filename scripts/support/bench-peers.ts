import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createBenchCatalogue } from './bench-catalogue.ts';
import { type Cost, measureCommand, measureProgram, medianCost } from './measure.ts';

/** Debian's: the one that its package of nbconvert is installed for. */
const PYTHON = '/usr/bin/python3';
const MYST = resolve('bench/node_modules/.bin/myst');
const MYST_PROJECT = 'version: 1\nproject: {}\nsite: {template: ./template}\n';

/** One way to make pages of the notebooks. */
interface Peer {
  readonly name: string;
  /** @param target a folder that is not there yet */
  measure(target: string): Promise<Cost>;
}

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
    const peers = [
      slipway(content),
      ...(hasMyst() ? [mystmd(notebooks)] : []),
      ...(hasNbconvert() ? [nbconvert(notebooks)] : []),
    ];
    const costs = peers.map((): Cost[] => []);
    for (let run = 0; run < runs; run += 1)
      for (const [index, peer] of peers.entries())
        costs[index]?.push(await peer.measure(join(work, `${peer.name.split(' ')[0]}-${run}`)));
    return peers.map(({ name }, index) => ({ name, cost: medianCost(costs[index] ?? []) }));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** The table, each beside Slipway. */
export function renderPeers(peers: readonly PeerCost[]): string {
  const own = peers[0]?.cost;
  const line = (name: string, ...cells: readonly string[]) =>
    `${[name.padEnd(40), ...cells.map((cell) => cell.padStart(12))].join('')}\n`;
  const rows = peers.map(({ name, cost: { wallSeconds, cpuSeconds, peakMegabytes } }) =>
    line(
      name,
      wallSeconds.toFixed(2),
      cpuSeconds.toFixed(2),
      peakMegabytes?.toFixed(0) ?? '-',
      (wallSeconds / (own?.wallSeconds ?? wallSeconds)).toFixed(2),
      (cpuSeconds / (own?.cpuSeconds ?? cpuSeconds)).toFixed(2),
    ),
  );
  return [line('', 'wall s', 'CPU s', 'peak MB', 'wall ÷ ours', 'CPU ÷ ours'), ...rows].join('');
}

function slipway(content: string): Peer {
  return {
    name: 'slipway build, cold',
    measure: (target) =>
      measureCommand(['bin/slipway.js', 'build', '--outDir', join(target, 'dist')], {
        SLIPWAY_CONTENT: content,
        SLIPWAY_CACHE: join(target, 'cache'),
      }),
  };
}

/** Without its HTML, for which it starts a theme's server and asks it for each page. */
function mystmd(notebooks: string): Peer {
  return {
    name: 'mystmd build --site',
    measure: (target) => {
      cpSync(notebooks, join(target, 'notebooks'), { recursive: true });
      cpSync('bench/template', join(target, 'template'), { recursive: true });
      writeFileSync(join(target, 'myst.yml'), MYST_PROJECT);
      const inside = [process.execPath, resolve('scripts/support/offline-myst.ts'), MYST, 'build', '--site'];
      return measureProgram('unshare', ['--map-root-user', '--net', ...inside], {}, target);
    },
  };
}

function nbconvert(notebooks: string): Peer {
  return {
    name: 'nbconvert, one process',
    measure: (target) => measureProgram(PYTHON, ['bench/nbconvert_all.py', notebooks, target]),
  };
}

function hasMyst(): boolean {
  return existsSync(MYST) && spawnSync('unshare', ['--map-root-user', '--net', 'ip', 'link']).status === 0;
}

function hasNbconvert(): boolean {
  return spawnSync(PYTHON, ['-c', 'import nbconvert']).status === 0;
}
