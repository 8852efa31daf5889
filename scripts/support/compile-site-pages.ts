import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AstroIntegration } from 'astro';

/**
 * Compiles the site's pages, with the package's own compiled modules.
 *
 * @param workFolder Astro works below it
 */
export async function compileSitePages(target: string, workFolder: string): Promise<void> {
  process.env.ASTRO_TELEMETRY_DISABLED = '1';
  const load = <Module>(path: string) => import(pathToFileURL(join(target, path)).href) as Promise<Module>;
  const { shipPages } =
    await load<typeof import('../../src/tasks/site/ship-pages.ts')>('tasks/site/ship-pages.js');
  const { slipway } = await load<{ slipway(options: object): AstroIntegration }>('astro.js');
  await shipPages({
    cacheFolder: join(workFolder, '.cache'),
    workFolder,
    loadIntegration: async (folders) => slipway({ contentFolder: target, ...folders }),
  });
}
