import type { PeerCost } from './bench-peers.ts';

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
