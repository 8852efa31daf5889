// @ts-check
import { defineConfig } from 'astro/config';
import { slipway } from './src/astro.ts';

/** For `astro sync` and `astro check`. What builds the site, `slipway build`, runs Astro without this file. */
export default defineConfig({
  integrations: [
    slipway({ contentFolder: 'content', siteFolder: '.cache/site', previewFolder: '.cache/site' }),
  ],
});
