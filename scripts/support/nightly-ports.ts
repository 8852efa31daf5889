import { homedir } from 'node:os';
import { join } from 'node:path';
import { createDirectoryReader } from '../../src/io/directory/reader.ts';
import { createGitClient } from '../../src/io/git/client.ts';
import { createHttpClient } from '../../src/io/http/client.ts';
import { createHubClient } from '../../src/io/hub/client.ts';
import { createRegistryClient } from '../../src/io/registry/client.ts';
import { createFileContentCache } from '../../src/io/registry/content-cache.ts';
import { loadCredentials } from '../../src/io/registry/credentials.ts';
import { createNotebookLister } from '../../src/tasks/night/night-notebooks.ts';
import type { NightPorts } from '../../src/tasks/night/night-types.ts';
import type { NightlyOptions } from './nightly-options.ts';

/** The real world of a night. */
export async function createNightPorts({
  contentFolder,
  cacheFolder,
  concurrency,
}: NightlyOptions): Promise<{ ports: NightPorts; warnings: readonly string[]; close(): void }> {
  const http = createHttpClient({ concurrency, proxyVariables: process.env });
  const { store, warnings } = await loadCredentials(process.env, homedir());
  const ports: NightPorts = {
    registry: createRegistryClient({
      http,
      credentials: store,
      cache: createFileContentCache(join(cacheFolder, 'registry')),
    }),
    git: createGitClient({ cacheDir: cacheFolder }),
    hubs: createHubClient(http),
    listNotebooks: createNotebookLister(createDirectoryReader(), contentFolder),
    now: () => new Date(),
  };
  return { ports, warnings, close: () => http.close() };
}
