import { isAbsolute, join } from 'node:path';
import type { Plugin } from 'vite';

/**
 * Modules that are nowhere near Slipway's packages, such as a page in a folder of its own or what Astro
 * makes up, import what comes with Slipway: its packages are looked up last.
 */
export function resolveFromPackage(packageFolder: string): Plugin {
  return {
    name: 'slipway:resolve-from-package',
    enforce: 'pre',
    async resolveId(source, importer, options) {
      if (/^[./\0]|^\w+:/.test(source) || isAbsolute(source)) return null;
      const fromHere = { ...options, skipSelf: true };
      // Astro's own entry modules have no importer; the folder they are looked up from is the catalogue's cache.
      const found = await this.resolve(source, importer, fromHere);
      return found ?? this.resolve(source, join(packageFolder, 'package.json'), fromHere);
    },
  };
}
