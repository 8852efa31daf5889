import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { ASSET_FOLDER } from '../../core/site/urls.ts';
import { IMAGE_FOLDER, MODEL_FILE, type PreparedFolders } from '../../io/site/prepared-folder.ts';

/** What Astro's own content layer sends (`astro/dist/vite-plugin-app/createAstroServerApp.js` hears it). */
const ASTRO_CONTENT_CHANGED = 'astro:content-changed';

/** In a build these files are copied; while editing they come from where they were prepared. */
export function serveAssets({ siteFolder, previewFolder }: PreparedFolders, base: string): Plugin {
  return {
    name: 'slipway:serve-assets',
    configureServer(server) {
      const model = join(siteFolder, MODEL_FILE);
      server.watcher.add(model);
      server.watcher.on('change', (file) => {
        if (file !== model) return;
        // Astro remembers what each route's pages show until its own content changes.
        for (const [name, environment] of Object.entries(server.environments)) {
          if (name !== 'client') environment.hot.send(ASTRO_CONTENT_CHANGED, {});
        }
        server.ws.send({ type: 'full-reload' });
      });
      const asset = new RegExp(`^${base.replace(/\/?$/, '/')}${ASSET_FOLDER}/([0-9a-f]+\\.[a-z]+)$`);
      server.middlewares.use((request, response, next) => {
        const name = asset.exec(request.originalUrl?.split('?')[0] ?? '')?.[1];
        if (name === undefined) return next();
        if (name.endsWith('.svg')) response.setHeader('Content-Type', 'image/svg+xml');
        const image = join(siteFolder, IMAGE_FOLDER, name);
        createReadStream(existsSync(image) ? image : join(previewFolder, 'assets', name))
          .on('error', next)
          .pipe(response);
      });
    },
  };
}
