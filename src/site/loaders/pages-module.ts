import { join, sep } from 'node:path';
import { slug } from 'github-slugger';
import type { Plugin } from 'vite';
import { listFilesBelow } from '../../io/files/digest.ts';

const MODULE = 'virtual:slipway/pages';
const RESOLVED = `\0${MODULE}`;

/**
 * The pages that stand beside the manifest, as modules that are loaded when they are shown. Not a
 * collection of Astro's: that would be kept in a folder of the project, where two builds at a time get
 * in each other's way, and costs the start of another server.
 */
export function providePages(folder: string): Plugin {
  return {
    name: 'slipway:pages',
    resolveId: (source) => (source === MODULE ? RESOLVED : null),
    load(id) {
      if (id !== RESOLVED) return null;
      const entries = listFilesBelow(folder)
        .filter((path) => /\.mdx?$/.test(path))
        .map((path) => {
          const file = JSON.stringify(join(folder, path).replaceAll('\\', '/'));
          return `{ id: ${JSON.stringify(pageId(path))}, file: ${file}, load: () => import(${file}) }`;
        });
      return `export const sources = [${entries.join(', ')}];`;
    },
    configureServer(server) {
      server.watcher.add(folder);
      const reload = (file: string) => {
        if (!file.startsWith(folder)) return;
        for (const { moduleGraph } of Object.values(server.environments)) {
          const module = moduleGraph.getModuleById(RESOLVED);
          if (module !== undefined) moduleGraph.invalidateModule(module);
        }
        server.ws.send({ type: 'full-reload' });
      };
      server.watcher.on('add', reload).on('unlink', reload);
    },
  };
}

/** `Week 1/Read me.mdx` is shown at `week-1/read-me/`. */
function pageId(path: string): string {
  const segments = path.replace(/\.mdx?$/, '').split(sep);
  return segments.map((segment) => slug(segment)).join('/');
}
