import { homedir } from 'node:os';
import { join } from 'node:path';
import { createDirectoryReader } from '../io/directory/reader.ts';
import { createGitClient } from '../io/git/client.ts';
import { createHttpClient } from '../io/http/client.ts';
import { createHubClient } from '../io/hub/client.ts';
import { createRegistryClient } from '../io/registry/client.ts';
import { createFileContentCache } from '../io/registry/content-cache.ts';
import { loadCredentials } from '../io/registry/credentials.ts';
import type { CheckPorts } from '../tasks/check/check-catalog.ts';
import { loadContents } from '../tasks/content/load-content.ts';

/** The real world of a check: somebody waits for it, so hosts are asked again once only. */
export async function createCheckPorts(
  contentFolder: string,
  cacheFolder: string,
): Promise<{ readonly ports: CheckPorts; readonly warnings: readonly string[]; close(): void }> {
  const git = createGitClient({ cacheDir: cacheFolder });
  const http = createHttpClient({ retryDelaysMs: [1000], proxyVariables: process.env });
  const { store, warnings } = await loadCredentials(process.env, homedir(), process.getuid?.());
  let loading: ReturnType<typeof loadContents> | undefined;
  const content = { git, directories: createDirectoryReader(), contentFolder };
  const ports: CheckPorts = {
    git,
    // What is checked and what is compared are the same files.
    loadContents: (catalog) => (loading ??= loadContents(catalog, content)),
    services: {
      registry: createRegistryClient({
        http,
        credentials: store,
        cache: createFileContentCache(join(cacheFolder, 'registry')),
      }),
      hubs: createHubClient(http),
      now: () => new Date(),
    },
  };
  return { ports, warnings, close: () => http.close() };
}
