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
      if (importer === undefined || /^[./\0]|^\w+:/.test(source) || isAbsolute(source)) return null;
      const found = await this.resolve(source, importer, { ...options, skipSelf: true });
      return (
        found ?? this.resolve(source, join(packageFolder, 'package.json'), { ...options, skipSelf: true })
      );
    },
  };
}
