/**
 * `npm run bench:peers`: the same notebooks through Slipway and through what others build with, by turns. Needs
 * `npm install --prefix bench` for mystmd and Debian's nbconvert; what is not there is left out.
 */
import { prepareBench } from './support/bench-options.ts';
import { measurePeers } from './support/bench-peers.ts';
import { renderPeers } from './support/peers-table.ts';

const { folder, copies, runs } = prepareBench('bench:peers');
process.stdout.write(renderPeers(await measurePeers(folder, copies, runs)));
