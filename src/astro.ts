import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { satteri } from '@astrojs/markdown-satteri';
import mdx from '@astrojs/mdx';
import type { AstroIntegration, AstroUserConfig } from 'astro';
import { THEME_SCRIPT } from './core/site/first-paint.ts';
import { PACKAGE_FOLDER } from './io/files/package-root.ts';
import type { PreparedFolders } from './io/site/prepared-folder.ts';
import { fitPages } from './site/loaders/fit-pages.ts';
import { provideFolders } from './site/loaders/folders-module.ts';
import { providePages } from './site/loaders/pages-module.ts';
import { reachableCode } from './site/loaders/reachable-code.ts';
import { resolveFromPackage } from './site/loaders/resolve-from-package.ts';
import { listRoutes } from './site/loaders/routes.ts';
import { serveAssets } from './site/loaders/serve-assets.ts';

const SECURITY_POLICY = {
  algorithm: 'SHA-256',
  directives: [
    "default-src 'self'",
    "img-src 'self' data:",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
  ],
  scriptDirective: {
    resources: ["'self'", "'wasm-unsafe-eval'"],
    hashes: [`sha256-${createHash('sha256').update(THEME_SCRIPT).digest('base64')}`],
  },
} satisfies NonNullable<AstroUserConfig['security']>['csp'];

export interface SlipwayOptions extends PreparedFolders {
  /** Folder that holds the manifest, and pages beside it. */
  readonly contentFolder: string;
}

/**
 * Joins a prepared catalogue to Astro: settings, routes, the pages beside the manifest and the security
 * policy. `site`, `base` and `outDir` are left to who runs Astro.
 */
export function slipway(options: SlipwayOptions): AstroIntegration {
  const contentFolder = resolve(options.contentFolder);
  const folders: PreparedFolders = {
    siteFolder: resolve(options.siteFolder),
    previewFolder: resolve(options.previewFolder),
  };
  return {
    name: 'slipway',
    hooks: {
      'astro:config:setup': ({ config, injectRoute, updateConfig }) => {
        const codeFolder = reachableCode(fileURLToPath(config.root));
        for (const route of listRoutes(codeFolder)) injectRoute(route);
        updateConfig({
          publicDir: pathToFileURL(`${PACKAGE_FOLDER}/public/`),
          trailingSlash: 'always',
          build: { format: 'directory', concurrency: 8 },
          prerenderConflictBehavior: 'error',
          markdown: {
            syntaxHighlight: false,
            processor: satteri({ hastPlugins: [fitPages], features: { smartPunctuation: false } }),
          },
          // Pictures beside pages are published as they are: resizing them would need a package of its own.
          image: { service: { entrypoint: 'astro/assets/services/noop', config: {} } },
          devToolbar: { enabled: false },
          integrations: [mdx()],
          security: { csp: SECURITY_POLICY },
          vite: {
            // Rolldown warns of a directive that Astro's own MDX adds, which users cannot change.
            logLevel: 'error',
            server: {
              fs: { allow: [PACKAGE_FOLDER, contentFolder, folders.siteFolder, folders.previewFolder] },
            },
            plugins: [
              provideFolders(folders),
              providePages(contentFolder, codeFolder),
              resolveFromPackage(PACKAGE_FOLDER),
              serveAssets(folders, config.base),
            ],
          },
        });
      },
    },
  };
}
