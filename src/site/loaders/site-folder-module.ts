import type { Plugin } from 'vite';

const MODULE = 'virtual:slipway/site-folder';
const RESOLVED = `\0${MODULE}`;

/** Tells the pages where the prepared catalogue is. */
export function provideSiteFolder(siteFolder: string): Plugin {
  return {
    name: 'slipway:site-folder',
    resolveId: (source) => (source === MODULE ? RESOLVED : null),
    load: (id) => (id === RESOLVED ? `export const siteFolder = ${JSON.stringify(siteFolder)};` : null),
  };
}
