/**
 * `npm run bench`: what building costs, on any folder of notebooks (`--notebooks DIR`, by default the
 * public ones beside the project), beside the least that their cells can cost. What is measured is the package, which
 * is made first. Medians; compare the ratios, for machines drift.
 */
import { measureBuilds } from './support/bench-builds.ts';
import { prepareBench } from './support/bench-options.ts';
import { renderBench } from './support/bench-table.ts';

const { folder, copies, runs } = prepareBench('bench');
process.stdout.write(renderBench(await measureBuilds(folder, copies, runs)));
await import('./bench-night.ts');
