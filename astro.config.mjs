// @ts-check
import { satteri } from '@astrojs/markdown-satteri';
import mdx from '@astrojs/mdx';
import sitemap from '@astrojs/sitemap';
import { defineConfig } from 'astro/config';
import { slipway } from './src/site/loaders/integration.ts';
import { isInSitemap } from './src/site/loaders/sitemap.ts';

/**
 * What the pages beside the manifest need: columns aligned by class, because the security policy
 * forbids style attributes, and code that can be scrolled from the keyboard.
 *
 * @type {import('satteri').HastPluginDefinition}
 */
const fitPages = {
  name: 'fit-pages',
  element: [
    {
      filter: ['td', 'th'],
      visit(node, context) {
        const align = /text-align: ?(\w+)/.exec(String(node.properties?.style ?? ''))?.[1];
        context.setProperty(node, 'style', undefined);
        if (align === 'center' || align === 'right')
          context.setProperty(node, 'className', [`align-${align}`]);
      },
    },
    { filter: ['pre'], visit: (node, context) => context.setProperty(node, 'tabIndex', 0) },
  ],
};

/**
 * `site`, `base` and `outDir` come from the manifest and the command line: `src/cli/commands/build.ts` hands
 * them over, so that one YAML file stays the only place to edit.
 */
export default defineConfig({
  srcDir: './src/site',
  trailingSlash: 'always',
  build: { format: 'directory', concurrency: 8 },
  prerenderConflictBehavior: 'error',
  markdown: {
    syntaxHighlight: false,
    processor: satteri({ hastPlugins: [fitPages], features: { smartPunctuation: false } }),
  },
  devToolbar: { enabled: false },
  integrations: [mdx(), sitemap({ filter: isInSitemap }), slipway()],
  security: {
    csp: {
      directives: [
        "default-src 'self'",
        "img-src 'self' data:",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
      ],
      scriptDirective: { resources: ["'self'", "'wasm-unsafe-eval'"] },
    },
  },
});
