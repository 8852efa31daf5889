// @ts-check
import { satteri } from '@astrojs/markdown-satteri';
import mdx from '@astrojs/mdx';
import sitemap from '@astrojs/sitemap';
import { defineConfig } from 'astro/config';
import { slipway } from './src/loaders/integration.ts';

/**
 * Column alignment arrives as a style attribute, which the security policy forbids.
 *
 * @type {import('satteri').HastPluginDefinition}
 */
const alignWithoutStyle = {
  name: 'align-without-style',
  element: {
    filter: ['td', 'th'],
    visit(node, context) {
      const align = /text-align: ?(\w+)/.exec(String(node.properties?.style ?? ''))?.[1];
      context.setProperty(node, 'style', undefined);
      if (align === 'center' || align === 'right') context.setProperty(node, 'className', [`align-${align}`]);
    },
  },
};

/**
 * `site`, `base` and `outDir` come from the manifest and the command line: `scripts/build.ts` hands
 * them over, so that one YAML file stays the only place to edit.
 */
export default defineConfig({
  trailingSlash: 'always',
  build: { format: 'directory' },
  prerenderConflictBehavior: 'error',
  markdown: {
    syntaxHighlight: false,
    processor: satteri({ hastPlugins: [alignWithoutStyle], features: { smartPunctuation: false } }),
  },
  devToolbar: { enabled: false },
  integrations: [
    mdx(),
    sitemap({ filter: (page) => !/\/(l|404)\//.test(new URL(page).pathname) }),
    slipway(),
  ],
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
