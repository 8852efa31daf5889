import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Cost, measureCommand, measureProgram } from './measure.ts';

/** Debian's: the one that its package of nbconvert is installed for. */
const PYTHON = '/usr/bin/python3';
const MYST = resolve('bench/node_modules/.bin/myst');
const MYST_PROJECT = 'version: 1\nproject: {}\nsite: {template: ./template}\n';

/** One way to make pages of the notebooks. */
export interface Peer {
  readonly name: string;
  /** @param target a folder that is not there yet */
  measure(target: string): Promise<Cost>;
}

/** Slipway's first; what this machine does not have is left out. */
export function listPeers(content: string, notebooks: string): Peer[] {
  const others = [hasMyst() && mystmd(notebooks), hasNbconvert() && nbconvert(notebooks)];
  return [slipway(content), ...others.filter((peer) => peer !== false)];
}

function slipway(content: string): Peer {
  return {
    name: 'slipway build, cold',
    measure: (target) =>
      measureCommand(['bin/slipway.js', 'build', '--outDir', join(target, 'dist')], {
        SLIPWAY_CONTENT: content,
        SLIPWAY_CACHE: join(target, 'cache'),
      }),
  };
}

/** Without its HTML, for which it starts a theme's server and asks it for each page. */
function mystmd(notebooks: string): Peer {
  return {
    name: 'mystmd build --site',
    measure: (target) => {
      cpSync(notebooks, join(target, 'notebooks'), { recursive: true });
      cpSync('bench/template', join(target, 'template'), { recursive: true });
      writeFileSync(join(target, 'myst.yml'), MYST_PROJECT);
      const inside = [process.execPath, resolve('scripts/support/offline-myst.ts'), MYST, 'build', '--site'];
      return measureProgram('unshare', ['--map-root-user', '--net', ...inside], {}, target);
    },
  };
}

function nbconvert(notebooks: string): Peer {
  return {
    name: 'nbconvert, one process',
    measure: (target) => measureProgram(PYTHON, ['bench/nbconvert_all.py', notebooks, target]),
  };
}

const hasMyst = () =>
  existsSync(MYST) && spawnSync('unshare', ['--map-root-user', '--net', 'ip', 'link']).status === 0;

const hasNbconvert = () => spawnSync(PYTHON, ['-c', 'import nbconvert']).status === 0;
