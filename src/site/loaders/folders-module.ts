import type { Plugin } from 'vite';
import type { PreparedFolders } from '../../io/site/prepared-folder.ts';

const MODULE = 'virtual:slipway/folders';
const RESOLVED = `\0${MODULE}`;

/** Tells the pages where the prepared catalogue is. */
export function provideFolders(folders: PreparedFolders): Plugin {
  return {
    name: 'slipway:folders',
    resolveId: (source) => (source === MODULE ? RESOLVED : null),
    load: (id) => (id === RESOLVED ? `export const folders = ${JSON.stringify(folders)};` : null),
  };
}
