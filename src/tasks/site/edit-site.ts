import { basename, join, resolve, sep } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DEFAULT_FOLDERS } from '../../core/default-folders.ts';
import { isInside } from '../../io/files/is-inside.ts';
import { createRunFolder, recoverRunFolders } from '../../io/files/run-folder.ts';
import { rememberSnapshots } from '../../io/git/remember-snapshots.ts';
import { createWorkerReserve } from '../../io/render/start-worker.ts';
import { type AstroFolders, createAstroSettings } from './astro-settings.ts';
import type { BuildPorts } from './build-catalogue.ts';
import { type CatalogueRequest, type PreparedFile, prepareFromFile } from './prepare-from-file.ts';

/** Editors write a file in several steps; one preparation after the last of them is enough. */
const QUIET_MS = 150;
/** What others push shows after this. */
const HOSTS_ASKED_AFTER_MS = 60_000;

export interface EditRequest extends CatalogueRequest, AstroFolders {
  readonly port: number;
}

/** A site that follows what is edited. */
export interface LiveSite {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Serves the catalogue for editing: it is prepared again when the manifest, its pages or its notebooks change.
 *
 * @param onPrepared called after each preparation, the first included
 * @returns undefined where nothing could be prepared
 * @throws the errors of Astro, such as for a port that is in use
 */
export async function editSite(
  request: EditRequest,
  ports: BuildPorts,
  onPrepared: (prepared: PreparedFile) => void,
): Promise<LiveSite | undefined> {
  const preparedFolder = join(request.cacheFolder, 'site', 'prepared');
  await recoverRunFolders(preparedFolder);
  const run = createRunFolder(preparedFolder);
  const git = rememberSnapshots(ports.git, HOSTS_ASKED_AFTER_MS);
  const reserve = createWorkerReserve();
  const prepare = async () => {
    const prepared = await prepareFromFile(
      { ...request, siteFolder: run.path },
      { ...ports, git, startWorker: reserve.start },
    );
    // For what is saved next.
    reserve.refill();
    onPrepared(prepared);
    return prepared.site;
  };
  const site = await prepare();
  if (site === undefined) {
    await reserve.end();
    run.remove();
    return undefined;
  }
  const { origin, pathname } = new URL(site.model.site.url);
  const { dev } = await import('astro');
  const contentFolder = resolve(request.contentFolder);
  const server = await dev({
    ...createAstroSettings(request),
    site: origin,
    base: pathname,
    server: { port: request.port },
    integrations: [
      await ports.loadIntegration({
        siteFolder: run.path,
        previewFolder: join(request.cacheFolder, 'site'),
      }),
    ],
  });
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<unknown> = Promise.resolve();
  server.watcher.add(contentFolder).on('all', (_event, path) => {
    if (!isSource(contentFolder, resolve(request.cacheFolder), resolve(path))) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      // One after the other: two at a time would write the same files.
      running = running.then(prepare, prepare);
    }, QUIET_MS);
  });
  // What is edited before would not be noticed.
  const names = () => server.watcher.getWatched()[contentFolder] ?? [];
  while (!names().includes(basename(request.manifestFile))) await sleep(20);
  return {
    url: `http://localhost:${server.address.port}${pathname}`,
    async stop() {
      clearTimeout(timer);
      await server.stop();
      await running.catch(() => {});
      await reserve.end();
      run.remove();
    },
  };
}

/** Hidden and installed files, and those that Slipway writes, are not edits. */
function isSource(contentFolder: string, cacheFolder: string, path: string): boolean {
  if (!isInside(contentFolder, path) || isInside(cacheFolder, path)) return false;
  const segments = path.slice(contentFolder.length).split(sep);
  return !segments.some(
    (segment) => segment === 'node_modules' || segment === DEFAULT_FOLDERS.site || segment.startsWith('.'),
  );
}
