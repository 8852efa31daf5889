import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createBenchCatalogue, editNotebook } from './bench-catalogue.ts';
import type { BenchRows } from './bench-table.ts';
import { type Cost, measureCommand } from './measure.ts';
import { medianCost } from './median-cost.ts';

// What people run: the package, with the pages' modules in it.
const BUILD = ['bin/slipway.js', 'build', '--outDir'];

/**
 * Measures the floor, the rendering and the builds of a catalogue of these notebooks. Every run gets folders of its
 * own, and nothing is deleted before the end: file systems are slow to give the room of what was just
 * deleted to new files.
 */
export async function measureBuilds(source: string, copies: number, runs: number): Promise<BenchRows> {
  const work = mkdtempSync(join(tmpdir(), 'slipway-bench-'));
  const place = (name: string, run = 0) => join(work, `${name}-${run}`);
  const content = place('content');
  const notebooks = createBenchCatalogue(content, source, copies);
  const measure = async (
    command: (run: number) => readonly string[],
    cache: (run: number) => string = () => place('cache'),
  ): Promise<Cost> => {
    const costs: Cost[] = [];
    for (let run = 0; run < runs; run += 1) {
      const environment = { SLIPWAY_CONTENT: content, SLIPWAY_CACHE: cache(run) };
      costs.push(await measureCommand(command(run), environment));
    }
    return medianCost(costs);
  };
  const render = (script: string, out: string) => [script, '--notebooks', notebooks, '--out', out];
  try {
    return {
      floor: await measure((run) => render('scripts/bench-floor.ts', place('floor', run))),
      rendering: await measure((run) => render('scripts/bench-render.ts', place('rendered', run))),
      cold: await measure(
        (run) => [...BUILD, place('dist', run)],
        (run) => place('cache', run),
      ),
      edited: await measure((run) => {
        editNotebook(notebooks, run);
        return [...BUILD, place('dist')];
      }),
      unchanged: await measure(() => [...BUILD, place('dist')]),
    };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
