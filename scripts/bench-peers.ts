/**
 * `npm run bench:peers`: the same notebooks through Slipway and through what others build with, by turns. Needs
 * `npm install --prefix bench` for mystmd and Debian's nbconvert; what is not there is left out.
 */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { measurePeers } from './support/bench-peers.ts';
import { renderPeers } from './support/peers-table.ts';

const { values } = parseArgs({
  options: {
    notebooks: { type: 'string', default: join(process.env.SLIPWAY_SHARED ?? '../shared', 'corpus') },
    copies: { type: 'string', default: '1' },
    runs: { type: 'string', default: '3' },
  },
});
const folder = resolve(values.notebooks);
if (!existsSync(folder)) {
  console.error(
    `There is no folder ${folder}. Name one with notebooks: npm run bench:peers -- --notebooks DIR`,
  );
  process.exit(2);
}
execFileSync(process.execPath, ['scripts/package.ts', '--declaration', 'false'], { stdio: 'inherit' });
process.stdout.write(renderPeers(await measurePeers(folder, Number(values.copies), Number(values.runs))));
