/** `npm run bench:large [COUNT…]`: what a notebook costs in a large catalogue, beside a smaller one. Needs 2 GB of disk. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makePackage } from './support/bench-options.ts';
import { createLargeCatalogue } from './support/large-catalogue.ts';
import { measureCommand } from './support/measure.ts';

const counts = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [1_000, 10_000];
makePackage();
const work = mkdtempSync(join(tmpdir(), 'slipway-large-'));
try {
  for (const count of counts) {
    const place = (name: string) => join(work, `${count}-${name}`);
    mkdirSync(place('content'));
    createLargeCatalogue(place('content'), count);
    const environment = { SLIPWAY_CONTENT: place('content'), SLIPWAY_CACHE: place('cache') };
    const build = ['bin/slipway.js', 'build', '--outDir', place('dist')];
    for (const kind of ['cold', 'nothing changed']) {
      const { wallSeconds, cpuSeconds, peakMegabytes = 0 } = await measureCommand(build, environment);
      const perNotebookMs = (1000 * cpuSeconds) / count;
      console.log(
        `${count} notebooks, ${kind}: ${wallSeconds.toFixed(1)} s, ${cpuSeconds.toFixed(1)} CPU s, ${perNotebookMs.toFixed(1)} CPU ms a notebook, ${peakMegabytes.toFixed(0)} MB`,
      );
    }
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
