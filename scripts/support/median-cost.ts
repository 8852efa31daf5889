import type { Cost } from './measure.ts';

/** The middle one of each figure. */
export function medianCost(costs: readonly Cost[]): Cost {
  const middle = (pick: (cost: Cost) => number) =>
    Math.round((costs.map(pick).sort((a, b) => a - b)[costs.length >> 1] ?? 0) * 100) / 100;
  return {
    wallSeconds: middle(({ wallSeconds }) => wallSeconds),
    cpuSeconds: middle(({ cpuSeconds }) => cpuSeconds),
    ...(costs[0]?.peakMegabytes !== undefined && {
      peakMegabytes: Math.round(middle(({ peakMegabytes }) => peakMegabytes ?? 0)),
    }),
  };
}
