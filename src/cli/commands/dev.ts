/** `npm run dev`: live editing. The manifest, its pages and its notebooks are prepared again when they change. */
import { watch } from 'node:fs';
import { dev } from 'astro';
import { contentFolder, prepareCatalogue } from '../prepare.ts';

const prepared = await prepareCatalogue({});
if (prepared === undefined) {
  process.exitCode = 1;
} else {
  const { origin, pathname } = new URL(prepared.model.site.url);
  const server = await dev({
    site: origin,
    base: pathname,
    server: { port: Number(process.env.PORT || 4321) },
  });
  let timer: NodeJS.Timeout | undefined;
  const watcher = watch(contentFolder(), { recursive: true }, () => {
    // Editors write a file in several steps; one preparation after the last of them is enough.
    clearTimeout(timer);
    timer = setTimeout(() => void prepareCatalogue({}), 150);
  });
  process.once('SIGINT', () => {
    watcher.close();
    void server.stop();
  });
}
