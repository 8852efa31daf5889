import { defineCollection } from 'astro:content';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { glob } from 'astro/loaders';
import { z } from 'astro/zod';

const ownFolder = resolve(process.env.SLIPWAY_CONTENT || 'content', 'pages');

/** A catalogue without pages of its own gets the texts that come with Slipway. */
const folder = existsSync(ownFolder) ? ownFolder : join(process.cwd(), 'content', 'pages');

export const collections = {
  pages: defineCollection({
    loader: glob({ base: folder, pattern: '**/*.{md,mdx}' }),
    schema: z.object({ title: z.string(), description: z.string().optional() }),
  }),
};
