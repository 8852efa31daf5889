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
const notebooks = createBenchCatalogue(join(work, 'content'), folder, Number(values.copies));

/** @param prepare makes the arguments of a run, of which the first has number 0 */
async function measure(prepare: (run: number) => readonly string[], cache = ''): Promise<Cost> {
  const costs: Cost[] = [];
  for (let run = 0; run < Number(values.runs); run += 1) {
    const args = prepare(run);
    const environment = {
      SLIPWAY_CONTENT: join(work, 'content'),
      SLIPWAY_CACHE: cache || join(work, `cache-${run}`),
    };
    costs.push(await measureCommand(args, environment));
  }
  return medianCost(costs);
}

// Nothing is deleted before the end: file systems are slow to give the room of what was just deleted to new files.
const fresh = (name: string, run: number) => join(work, `${name}-${run}`);
// As package.json has it.
const build = (name: string, run = 0) => [
  '--max-semi-space-size=8',
  'scripts/build.ts',
  '--outDir',
  fresh(name, run),
];
const first = join(work, 'cache-0');
const rows: BenchRows = {
  floor: await measure((run) => [
    'scripts/bench-floor.ts',
    '--notebooks',
    notebooks,
    '--out',
    fresh('floor', run),
  ]),
  rendering: await measure((run) => [
    'scripts/bench-render.ts',
    '--notebooks',
    notebooks,
    '--out',
    fresh('rendered', run),
  ]),
  cold: await measure((run) => build('dist', run)),
  edited: await measure((run) => {
    editNotebook(notebooks, run);
    return build('dist');
  }, first),
  unchanged: await measure(() => build('dist'), first),
};
rmSync(work, { recursive: true, force: true });
process.stdout.write(renderBench(rows));
await import('./bench-night.ts');
