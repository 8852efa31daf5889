import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Addresses that one file may hold (sitemaps.org, "Using Sitemap index files"). */
const LIMIT = 50_000;

/**
 * Writes `sitemap-index.xml` and the files that it names.
 *
 * @param addresses absolute
 * @param home address of the site's home, with a slash at the end
 * @throws the error of the file system
 */
export async function writeSitemap(
  addresses: readonly string[],
  home: string,
  folder: string,
): Promise<void> {
  // Not needed by a build that finds the site as it is.
  const { SitemapAndIndexStream, SitemapStream } = await import('sitemap');
  const index = new SitemapAndIndexStream({
    limit: LIMIT,
    getSitemapStream: (number) => {
      const name = `sitemap-${number}.xml`;
      const sitemap = new SitemapStream({ hostname: home });
      const file = createWriteStream(join(folder, name));
      // Nobody else listens, and an error that nobody hears ends the process.
      file.on('error', (error) => index.destroy(error));
      return [new URL(name, home).href, sitemap, sitemap.pipe(file)];
    },
  });
  const entries = addresses.map((url) => ({ url }));
  await pipeline(Readable.from(entries), index, createWriteStream(join(folder, 'sitemap-index.xml')));
}
