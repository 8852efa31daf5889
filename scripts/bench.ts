/**
 * `npm run bench`: what building costs, on any folder of notebooks (`--notebooks DIR`, by default the
 * public ones beside the project), beside the least that their cells can cost. What is measured is the package, which
 * is made first. Medians; compare the ratios, for machines drift.
 */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { measureBuilds } from './support/bench-builds.ts';
import { renderBench } from './support/bench-table.ts';

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
execFileSync(process.execPath, ['scripts/package.ts', '--declaration', 'false'], { stdio: 'inherit' });
process.stdout.write(renderBench(await measureBuilds(folder, Number(values.copies), Number(values.runs))));
await import('./bench-night.ts');
