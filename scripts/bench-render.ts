import { globSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { fragmentKey } from '../src/io/render/fragment-files.ts';
import { renderMany } from '../src/io/render/render-many.ts';
import type { RenderJob } from '../src/io/render/types.ts';

/** Renders every notebook below a folder into files and prints what it cost, as one line of JSON. */
const { values } = parseArgs({
  options: {
    notebooks: { type: 'string', default: join(process.env.SLIPWAY_SHARED ?? '../shared', 'corpus') },
    workers: { type: 'string', default: '1' },
    out: { type: 'string', default: 'dist.render' },
  },
});
const folder = resolve(values.notebooks);
const paths = globSync('**/*.ipynb', { cwd: folder }).sort();
const startedMs = performance.now();
let inputBytes = 0;
let failing = 0;

function* jobs(): Generator<RenderJob> {
  for (const path of paths) {
    const bytes = readFileSync(join(folder, path));
    inputBytes += bytes.length;
    yield { id: path, path, bytes, table: 'none', key: fragmentKey([path]) };
  }
}

const cache = resolve(values.out);
const settings = { assetBase: '/assets/', tables: {}, folder: cache, workers: Number(values.workers) };
await renderMany(jobs(), settings, (_id, outcome) => {
  if (!outcome.ok) failing += 1;
});
const wallMs = Math.round(performance.now() - startedMs);
const { user, system } = process.cpuUsage();
const sizeOf = (folder: string) =>
  globSync('*', { cwd: join(cache, folder) }).reduce(
    (sum, name) => sum + statSync(join(cache, folder, name)).size,
    0,
  );
process.stdout.write(
  `${JSON.stringify({
    notebooks: paths.length,
    failing,
    workers: settings.workers,
    wallMs,
    cpuMs: Math.round((user + system) / 1000),
    inputBytes,
    fragmentBytes: sizeOf('fragments'),
    assetBytes: sizeOf('assets'),
  })}\n`,
);
