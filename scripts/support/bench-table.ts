import type { Cost } from './measure.ts';

const NAMES = {
  floor: 'floor: the same cells, bare libraries',
  rendering: 'our rendering alone, one process',
  cold: 'cold build',
  edited: 'build, one notebook changed',
  unchanged: 'build, nothing changed',
} as const;

export type BenchRows = Readonly<Record<keyof typeof NAMES, Cost>>;

const COUNTED = `Medians. ÷: as a multiple of the floor's; on a busy machine only that of the CPU means something. CPU: user and system time of all processes, Pagefind's too. Peak: resident memory of all
processes together, looked at every 20 ms; what they share is counted for each.
`;

/** The table of a bench, and what it says of the goals. */
export function renderBench(rows: BenchRows): string {
  const line = (name: string, ...cells: readonly string[]) =>
    `${[name.padEnd(40), ...cells.map((cell) => cell.padStart(9))].join('')}\n`;
  const kinds = Object.keys(NAMES) as (keyof typeof NAMES)[];
  const table = kinds.map((kind) => {
    const { wallSeconds, cpuSeconds, peakMegabytes } = rows[kind];
    return line(
      NAMES[kind],
      wallSeconds.toFixed(2),
      cpuSeconds.toFixed(2),
      peakMegabytes?.toFixed(0) ?? '-',
      (wallSeconds / rows.floor.wallSeconds).toFixed(2),
      (cpuSeconds / rows.floor.cpuSeconds).toFixed(2),
    );
  });
  const cold = rows.cold.wallSeconds;
  return [
    line('', 'wall s', 'CPU s', 'peak MB', '÷ floor', 'CPU ÷'),
    ...table,
    COUNTED,
    describeGoal('cold build', rows.cold, 1.5 * rows.floor.wallSeconds + 2, '1.5 × floor + 2 s'),
    describeGoal('one notebook changed', rows.edited, 0.15 * cold, '15 % of the cold build'),
    describeGoal('nothing changed', rows.unchanged, 0.07 * cold, '7 % of the cold build'),
  ].join('');
}

function describeGoal(name: string, { wallSeconds }: Cost, limitSeconds: number, goal: string): string {
  const verdict = wallSeconds <= limitSeconds ? 'met' : 'missed';
  return `${name}: ${wallSeconds.toFixed(2)} s, goal ${limitSeconds.toFixed(2)} s (${goal}): ${verdict}\n`;
}
