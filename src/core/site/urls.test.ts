import { describe, expect, test } from 'vitest';
import { createSiteUrls } from './urls.ts';

describe('addresses', () => {
  test.each(['https://example.org/', 'https://example.org/a/b/', 'https://example.org/a/b'])(
    'stay below %s',
    (url) => {
      const urls = createSiteUrls(url);
      for (const address of [
        urls.home,
        urls.status,
        urls.notebook('a/b'),
        urls.launcher('a/b'),
        urls.badge('x'),
      ])
        expect(urls.absolute(address).startsWith(url)).toBe(true);
    },
  );
});
