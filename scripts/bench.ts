/**
 * `npm run bench`: what building costs, on any folder of notebooks (`--notebooks DIR`, by default the
 * public ones beside the project), beside the least that their cells can cost. Medians; compare the
 * ratios, for machines drift.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createBenchCatalogue, editNotebook } from './support/bench-catalogue.ts';
import { type BenchRows, renderBench } from './support/bench-table.ts';
import { type Cost, measureCommand, medianCost } from './support/measure.ts';

const { values } = parseArgs({
  options: {
    notebooks: { type: 'string', default: join(process.env.SLIPWAY_SHARED ?? '../shared', 'corpus') },
    copies: { type: 'string', default: '1' },
    runs: { type: 'string', default: '3' },
  },
});
const folder = resolve(values.notebooks);
if (!existsSync(folder)) {
  console.error(`There is no folder ${folder}. Name one with notebooks: npm run bench -- --notebooks DIR`);
  process.exit(2);
}
const work = mkdtempSync(join(tmpdir(), 'slipway-bench-'));
const [cache, out] = [join(work, 'cache'), join(work, 'floor')];
const notebooks = createBenchCatalogue(join(work, 'content'), folder, Number(values.copies));
const environment = { SLIPWAY_CONTENT: join(work, 'content'), SLIPWAY_CACHE: cache };
// As package.json has it.
const build = ['--max-semi-space-size=8', 'scripts/build.ts', '--outDir', join(work, 'dist')];

async function measure(script: readonly string[], prepare: (run: number) => void = () => {}): Promise<Cost> {
  const costs: Cost[] = [];
  for (let run = 0; run < Number(values.runs); run += 1) {
    prepare(run);
    costs.push(await measureCommand(script, environment));
  }
  return medianCost(costs);
}

const remove = (place: string) => rmSync(place, { recursive: true, force: true });
const rows: BenchRows = {
  floor: await measure(['scripts/bench-floor.ts', '--notebooks', notebooks, '--out', out], () => remove(out)),
  rendering: await measure(['scripts/bench-render.ts', '--notebooks', notebooks]),
  cold: await measure(build, () => remove(cache)),
  edited: await measure(build, (run) => editNotebook(notebooks, run)),
  unchanged: await measure(build),
};
remove(work);
process.stdout.write(renderBench(rows));
await import('./bench-night.ts');
