import { expect, test } from 'vitest';
import { buildWebManifest, formatRobots } from './site-files.ts';
import type { SiteModel } from './types.ts';

const site = {
  title: 'Harbour notebooks of the northern Atlantic and its bays',
  url: 'https://example.org/tides/',
  language: 'en',
} as SiteModel['site'];

test('robots.txt names the sitemap by its whole address', () => {
  expect(formatRobots({ site }).split('\n')).toContain(
    'Sitemap: https://example.org/tides/sitemap-index.xml',
  );
});

test('the web manifest stays below the base path, and has an icon with and without a logo', () => {
  const plain = buildWebManifest({ site });
  expect(plain).toMatchObject({ start_url: '/tides/', scope: '/tides/', theme_color: '#0b5a77' });
  expect(plain.icons).toEqual([{ src: '/tides/icon.svg', sizes: 'any' }]);
  expect(plain.short_name.length).toBeLessThanOrEqual(30);

  const branded = buildWebManifest({ site, brand: { favicon: 'a.svg', touchIcon: 'b.png' } });
  expect(branded.icons.map(({ src }) => src)).toEqual(['/tides/files/b.png', '/tides/files/a.svg']);
});
