import { homedir } from 'node:os';
import { join } from 'node:path';
import { createDirectoryReader } from '../io/directory/reader.ts';
import { createGitClient } from '../io/git/client.ts';
import { createHttpClient } from '../io/http/client.ts';
import { createHubClient } from '../io/hub/client.ts';
import { createRegistryClient } from '../io/registry/client.ts';
import { createFileContentCache } from '../io/registry/content-cache.ts';
import { loadCredentials } from '../io/registry/credentials.ts';
import { createNotebookLister } from '../tasks/night/night-notebooks.ts';
import type { NightPorts } from '../tasks/night/night-types.ts';
import type { NightlyOptions } from './nightly-options.ts';

/**
 * The real world of a night.
 *
 * @param imageCount versions in the catalogue
 */
export async function createNightPorts(
  { contentFolder, cacheFolder, concurrency }: NightlyOptions,
  imageCount: number,
): Promise<{ ports: NightPorts; warnings: readonly string[]; close(): void }> {
  const http = createHttpClient({ concurrency, proxyVariables: process.env });
  const { store, warnings } = await loadCredentials(process.env, homedir(), process.getuid?.());
  const ports: NightPorts = {
    registry: createRegistryClient({
      http,
      credentials: store,
      cache: createFileContentCache(join(cacheFolder, 'registry')),
      imageCount,
    }),
    git: createGitClient({ cacheDir: cacheFolder }),
    hubs: createHubClient(http),
    listNotebooks: createNotebookLister(createDirectoryReader(), contentFolder),
    now: () => new Date(),
  };
  return { ports, warnings, close: () => http.close() };
}
