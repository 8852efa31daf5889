import { type Input, listInputs, type RenderCost, renderAll } from '../tests/support/slow-render.ts';
import { buildWhole, EMPTY } from './support/slow-builds.ts';

/*
 * What notebooks cost that were made to be slow or hostile. Each is rendered by itself in a worker, which tells its
 * time and its memory; the worst of both are then built whole, each as the only notebook of a catalogue.
 * Exit status 1 where one of them is over a limit.
 *
 *   node scripts/bench-slow.ts [how many are built whole, default 40]
 */

const LIMIT_SECONDS = 10;
const LIMIT_MEGABYTES = 512;

const show = (value: number) => value.toFixed(1).padStart(7);

const costs = await renderAll(listInputs());
const given = costs.filter(({ isGivenUp }) => isGivenUp);
console.log(`${costs.length} notebooks rendered, ${given.length} given up`);
const worstFirst = (pick: (cost: RenderCost) => number) => costs.toSorted((a, b) => pick(b) - pick(a));
const bySeconds = worstFirst(({ seconds }) => seconds);
const byMegabytes = worstFirst(({ megabytes }) => megabytes);
for (const [unit, list, pick] of [
  ['s', bySeconds, ({ seconds }: RenderCost) => seconds],
  ['MB', byMegabytes, ({ megabytes }: RenderCost) => megabytes],
] as const)
  console.log(
    list
      .slice(0, 15)
      .map((cost) => `${show(pick(cost))} ${unit}  ${cost.input.name}`)
      .join('\n'),
  );

const count = Number(process.argv[2] ?? 40);
const chosen = new Set<Input>();
for (let rank = 0; chosen.size < Math.min(count, costs.length); rank += 1)
  for (const list of [bySeconds, byMegabytes]) {
    const input = list[rank]?.input;
    if (input !== undefined && chosen.size < count) chosen.add(input);
  }
const over: string[] = [];
await buildWhole(EMPTY);
console.log('   wall processor  memory, of the whole build');
for (const input of [...chosen]) {
  const { wallSeconds, cpuSeconds, peakMegabytes = Number.NaN } = await buildWhole(input);
  const line = `${show(wallSeconds)} ${show(cpuSeconds)} s ${show(peakMegabytes)} MB  ${input.name}`;
  console.log(line);
  if (cpuSeconds > LIMIT_SECONDS || peakMegabytes > LIMIT_MEGABYTES) over.push(line);
}
console.log(`${chosen.size} built whole, ${over.length} over ${LIMIT_SECONDS} s or ${LIMIT_MEGABYTES} MB`);
process.exitCode = over.length === 0 && given.length === 0 ? 0 : 1;
