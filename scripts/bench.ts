/**
 * `npm run bench`: what building costs, on any folder of notebooks (`--notebooks DIR`, by default the
 * public ones beside the project). One table, three runs of each, medians; compare its ratios, for
 * machines drift.
 */
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Cost, measureCommand, medianCost } from './support/measure.ts';

const { values } = parseArgs({
  options: {
    notebooks: { type: 'string', default: join(process.env.SLIPWAY_SHARED ?? '../shared', 'corpus') },
    runs: { type: 'string', default: '3' },
  },
});
const folder = resolve(values.notebooks);
if (!existsSync(folder)) {
  console.error(`There is no folder ${folder}. Name one with notebooks: npm run bench -- --notebooks DIR`);
  process.exit(2);
}
const work = mkdtempSync(join(tmpdir(), 'slipway-bench-'));
mkdirSync(join(work, 'content'));
cpSync(folder, join(work, 'content', 'notebooks'), { recursive: true });
writeFileSync(
  join(work, 'content', 'catalog.yaml'),
  `version: 1
site: {title: Bench, url: "https://example.org/bench/", language: en}
hubs: {hub: {type: jupyterhub, url: "https://hub.example.org", environments: [all]}}
environments: {all: {title: All, image: quay.io/example/all, tag: "1"}}
content:
  all: {title: All, repository: "https://github.com/example/all", branch: main, environment: all, directory: ./notebooks}
`,
);
const environment = { SLIPWAY_CONTENT: join(work, 'content'), SLIPWAY_CACHE: join(work, 'cache') };
const build = ['scripts/build.ts', '--outDir', join(work, 'dist')];
const measure = async (script: readonly string[], isCold: boolean): Promise<Cost> => {
  const costs: Cost[] = [];
  for (let run = 0; run < Number(values.runs); run += 1) {
    if (isCold) rmSync(join(work, 'cache'), { recursive: true, force: true });
    costs.push(await measureCommand(script, environment));
  }
  return medianCost(costs);
};
const floor = await measure(['scripts/bench-render.ts', '--notebooks', folder], false);
const rows = {
  'rendering alone': floor,
  'cold build': await measure(build, true),
  'warm build': await measure(build, false),
};
console.table(rows);
console.log(`cold build ÷ rendering: ${(rows['cold build'].wallSeconds / floor.wallSeconds).toFixed(2)}`);
console.log(
  `warm build ÷ cold build: ${(rows['warm build'].wallSeconds / rows['cold build'].wallSeconds).toFixed(2)}`,
);
rmSync(work, { recursive: true, force: true });
