import { createReadStream } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import type { Plugin } from 'vite';
import { ASSET_FOLDER } from '../../core/site/urls.ts';
import { siteFolder } from './model.ts';
import { providePages } from './pages-module.ts';

/** Joins the prepared catalogue to Astro: images while editing, and pages that live beside the manifest. */
export function slipway(): AstroIntegration {
  return {
    name: 'slipway',
    hooks: {
      'astro:config:setup': ({ config, updateConfig }) => {
        const root = fileURLToPath(config.root);
        updateConfig({
          // Rolldown warns of a directive that Astro's own MDX adds; nobody here could mend it.
          vite: {
            logLevel: 'error',
            plugins: [providePages(root), resolveFromProject(root), serveAssets(config.base)],
          },
        });
      },
    },
  };
}

/**
 * Pages in MDX may stand in any folder (`SLIPWAY_CONTENT`), where Node would not find the packages
 * that compiled MDX imports.
 */
function resolveFromProject(root: string): Plugin {
  const contentFolder = resolve(process.env.SLIPWAY_CONTENT || 'content');
  return {
    name: 'slipway:resolve-from-project',
    enforce: 'pre',
    resolveId(source, importer) {
      if (importer === undefined || !importer.startsWith(contentFolder) || /^[./\0]/.test(source))
        return null;
      return this.resolve(source, join(root, 'astro.config.mjs'), { skipSelf: true });
    },
  };
}

/** In a build these files are copied; while editing they come from the cache. */
function serveAssets(base: string): Plugin {
  return {
    name: 'slipway:serve-assets',
    configureServer(server) {
      const model = join(resolve(siteFolder()), 'model.json');
      server.watcher.add(model);
      server.watcher.on('change', (file) => {
        if (file === model) server.ws.send({ type: 'full-reload' });
      });
      const asset = new RegExp(`^${base.replace(/\/?$/, '/')}${ASSET_FOLDER}/([0-9a-f]+\\.[a-z]+)$`);
      server.middlewares.use((request, response, next) => {
        const name = asset.exec(request.originalUrl?.split('?')[0] ?? '')?.[1];
        if (name === undefined) return next();
        if (name.endsWith('.svg')) response.setHeader('Content-Type', 'image/svg+xml');
        createReadStream(join(siteFolder(), 'assets', name))
          .on('error', next)
          .pipe(response);
      });
    },
  };
}
