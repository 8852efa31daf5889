import { existsSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import type { Plugin } from 'vite';

/** Vite's name of the module (`vite/src/node/plugins/importAnalysisBuild.ts`). */
const PRELOAD_HELPER = '\0vite/preload-helper.js';

/** Adds every file that is bundled and is not of a package. */
export function collectSources(sources: Set<string>): Plugin {
  return {
    name: 'slipway:collect-sources',
    buildEnd() {
      for (const id of this.getModuleIds()) {
        const file = id.replace(/[?#].*$/, '');
        if (isAbsolute(file) && !file.includes('/node_modules/') && existsSync(file)) sources.add(file);
      }
    },
  };
}

/**
 * Vite wraps each import that comes later in a function that fetches ahead what the module needs. Ours need next to
 * nothing, and a launcher, which has to be small, would load the function first.
 */
export function loadPlainly(): Plugin {
  return {
    name: 'slipway:load-plainly',
    enforce: 'pre',
    load: (id) => (id === PRELOAD_HELPER ? 'export const __vitePreload = (load) => load();' : null),
  };
}

const ASTRO_DIGESTS = /\/astro\/dist\/core\/encryption\.js$/;
const ASTRO_DIGEST = 'await crypto.subtle.digest(algorithm, encoder.encode(data))';

/**
 * Astro has a digest made for each script and style of each page, in a thread of its own: waiting for it takes
 * a hundred times as long as making it. Where Astro has other code, it stays as it is.
 */
export function digestAtOnce(): Plugin {
  return {
    name: 'slipway:digest-at-once',
    transform: (code, id) =>
      ASTRO_DIGESTS.test(id) && code.includes(ASTRO_DIGEST)
        ? {
            code: `import { hash as digestNow } from 'node:crypto';\n${code.replace(ASTRO_DIGEST, "digestNow(algorithm.replace('-', ''), data, 'buffer')")}`,
            map: null,
          }
        : null,
  };
}
