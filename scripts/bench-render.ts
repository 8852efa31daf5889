import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { renderMany } from '../src/io/render/render-many.ts';
import type { RenderJob } from '../src/io/render/types.ts';

/** Renders every notebook below a folder and prints what it cost, as one line of JSON. */
const { values } = parseArgs({
  options: {
    notebooks: { type: 'string', default: join(process.env.SLIPWAY_SHARED ?? '../shared', 'corpus') },
    workers: { type: 'string', default: '1' },
  },
});
const folder = resolve(values.notebooks);
const paths = globSync('**/*.ipynb', { cwd: folder }).sort();
const startedMs = performance.now();
let inputBytes = 0;
let htmlChars = 0;
let assetBytes = 0;
let failing = 0;

function* jobs(): Generator<RenderJob> {
  for (const path of paths) {
    const bytes = readFileSync(join(folder, path));
    inputBytes += bytes.length;
    yield { id: path, path, bytes, table: 'none' };
  }
}

const settings = { assetBase: '/assets/', tables: {}, workers: Number(values.workers) };
await renderMany(jobs(), settings, (_id, outcome) => {
  if (!outcome.ok) {
    failing += 1;
    return;
  }
  htmlChars += outcome.value.html.length;
  for (const { bytes } of outcome.value.assets) assetBytes += bytes.length;
});
const { user, system } = process.cpuUsage();
process.stdout.write(
  `${JSON.stringify({
    notebooks: paths.length,
    failing,
    workers: settings.workers,
    wallMs: Math.round(performance.now() - startedMs),
    cpuMs: Math.round((user + system) / 1000),
    inputBytes,
    htmlChars,
    assetBytes,
  })}\n`,
);
