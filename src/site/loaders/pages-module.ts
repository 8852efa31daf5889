import { basename, join } from 'node:path';
import type { Plugin } from 'vite';
import type { PageFile } from '../../core/pages/page-names.ts';
import { listDefaultPages, listOwnPages, ownPagesFolder } from '../../io/files/content-pages.ts';
import { listFilesBelow } from '../../io/files/digest.ts';

const PAGES = 'virtual:slipway/pages';
/** What pages in MDX import components from. */
const COMPONENTS = 'slipway/components';

/**
 * The pages that an author wrote, as modules that are loaded when they are shown, and the components that they may
 * use. Not a collection of Astro's: that would be kept in a folder of the project, where two builds at a time get in
 * each other's way, and costs the start of another server.
 */
export function providePages(contentFolder: string, codeFolder: string): Plugin {
  const folder = ownPagesFolder(contentFolder);
  return {
    name: 'slipway:pages',
    enforce: 'pre',
    resolveId: (source) => (source === PAGES || source === COMPONENTS ? `\0${source}` : null),
    load(id) {
      if (id === `\0${PAGES}`) return pagesModule(contentFolder);
      return id === `\0${COMPONENTS}` ? componentsModule(codeFolder) : null;
    },
    configureServer(server) {
      server.watcher.add(folder);
      const reload = (file: string) => {
        if (!file.startsWith(folder)) return;
        for (const { moduleGraph } of Object.values(server.environments)) {
          const module = moduleGraph.getModuleById(`\0${PAGES}`);
          if (module !== undefined) moduleGraph.invalidateModule(module);
        }
        server.ws.send({ type: 'full-reload' });
      };
      server.watcher.on('add', reload).on('unlink', reload);
    },
  };
}

function pagesModule(contentFolder: string): string {
  const render = (pages: readonly PageFile[]) => {
    const entries = pages.map(({ id, language, file }) => {
      const path = importPath(file);
      return `{ id: ${JSON.stringify(id)}, language: ${JSON.stringify(language)}, file: ${path}, load: () => import(${path}) }`;
    });
    return `[${entries.join(', ')}]`;
  };
  return `export const own = ${render(listOwnPages(contentFolder))};\nexport const standIns = ${render(listDefaultPages())};`;
}

function componentsModule(codeFolder: string): string {
  const folder = join(codeFolder, 'site', 'page-components');
  return listFilesBelow(folder)
    .filter((path) => path.endsWith('.astro'))
    .map((path) => {
      const name = basename(path, '.astro');
      return `export { default as ${name} } from ${importPath(join(folder, path))};`;
    })
    .join('\n');
}

/** A file as modules name it, with the slashes of addresses on every system. */
function importPath(file: string): string {
  return JSON.stringify(file.replaceAll('\\', '/'));
}
