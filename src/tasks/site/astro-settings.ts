import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import type { AstroInlineConfig } from 'astro';

/**
 * How Astro is run: without a configuration of its own, and with everything that it writes for itself in the
 * cache. Its root is there, too, because the folder of a catalogue is not its to write in.
 */
export function createAstroSettings(
  cacheFolder: string,
): Pick<AstroInlineConfig, 'root' | 'configFile' | 'cacheDir' | 'logLevel'> {
  const root = resolve(cacheFolder, 'astro');
  mkdirSync(root, { recursive: true });
  return { root, configFile: false, cacheDir: root, logLevel: 'error' };
}
