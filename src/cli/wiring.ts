import { join } from 'node:path';
import { describeError } from '../core/diagnostics/system-errors.ts';
import type { ContainerEngine } from '../io/containers/types.ts';
import { createDirectoryReader } from '../io/directory/reader.ts';
import { createScratchFolder } from '../io/files/scratch-folder.ts';
import { createGitClient } from '../io/git/client.ts';
import { listCommits } from '../io/git/commit-list.ts';
import type { GitClient, Snapshot } from '../io/git/types.ts';
import { readCleanCommit } from '../io/git/work-tree.ts';
import { createGithubIssues } from '../io/github/client.ts';
import { readGithubConnection } from '../io/github/connection.ts';
import { createHttpClient } from '../io/http/client.ts';
import { fetchText } from '../io/http/fetch-text.ts';
import type { HttpClient } from '../io/http/types.ts';
import { createBuildClient } from '../io/hub/build-client.ts';
import { createHubClient } from '../io/hub/client.ts';
import { createRegistryClient } from '../io/registry/client.ts';
import { createFileContentCache } from '../io/registry/content-cache.ts';
import { loadCredentials } from '../io/registry/credentials.ts';
import type { RegistryClient } from '../io/registry/types.ts';
import type { BisectPorts } from '../tasks/bisect/run-bisect.ts';
import type { CheckPorts } from '../tasks/check/check-catalog.ts';
import { loadContents } from '../tasks/content/load-content.ts';
import { createNotebookLister } from '../tasks/night/night-notebooks.ts';
import type { NightPorts } from '../tasks/night/night-types.ts';
import type { FinishPorts } from '../tasks/night/nightly.ts';
import { reportIssues } from '../tasks/night/report-issues.ts';
import type { BuildPorts } from '../tasks/site/build-catalogue.ts';
import type { BumpPorts } from '../tasks/versions/bump-manifest.ts';
import type { TagPorts } from '../tasks/versions/list-newer.ts';
import type { WarmPorts } from '../tasks/warm/warm-hubs.ts';
import type { Config, Invocation } from './config.ts';

/** Timeout of a request whose answer is optional and that a user waits for. */
const SHORT_TIMEOUTS = { connectMs: 5000, idleMs: 5000, totalMs: 15_000 };

/** The real world of a command; closed at its end. */
export interface Wired<Ports> {
  readonly ports: Ports;
  /** What is to be reported of it, one sentence each. */
  readonly warnings: readonly string[];
  close(): void;
}

type Place = Pick<Config, 'contentFolder' | 'cacheFolder' | 'homeFolder' | 'variables' | 'retryDelaysMs'>;

export function createBuildPorts({ contentFolder, cacheFolder, variables }: Place): BuildPorts {
  return {
    git: createGitClient({ cacheDir: cacheFolder, env: variables }),
    directories: createDirectoryReader({ env: variables }),
    fetchText,
    now: () => new Date().toISOString(),
    // Loads Astro, which commands that build nothing should not wait for.
    loadIntegration: async (folders) => {
      const { slipway } = await import('../astro.ts');
      return slipway({ contentFolder, ...folders });
    },
  };
}

/**
 * Git and registries for a look at what no catalogue names yet. Somebody waits, so hosts are asked once; what is
 * fetched is thrown away at the end.
 */
export async function createInspection({ variables, homeFolder }: Invocation): Promise<{
  readonly git: GitClient;
  readonly registry: RegistryClient;
  close(): Promise<void>;
}> {
  const scratch = createScratchFolder('new');
  const cacheFolder = scratch.path;
  const http = createHttpClient({ retryDelaysMs: [], timeouts: SHORT_TIMEOUTS, proxyVariables: variables });
  const { registry } = await connectRegistry(http, { cacheFolder, homeFolder, variables });
  return {
    git: createGitClient({ cacheDir: cacheFolder, env: variables }),
    registry,
    async close() {
      http.close();
      await scratch.remove();
    },
  };
}

/** Somebody waits for a check, so hosts are asked again once only. */
export async function createCheckPorts(place: Place): Promise<Wired<CheckPorts>> {
  const { contentFolder, cacheFolder, variables, retryDelaysMs = [1000] } = place;
  const git = createGitClient({ cacheDir: cacheFolder, env: variables });
  const http = createHttpClient({ retryDelaysMs, proxyVariables: variables });
  const { registry, warnings } = await connectRegistry(http, place);
  const content = { git, directories: createDirectoryReader({ env: variables }), contentFolder };
  let loading: ReturnType<typeof loadContents> | undefined;
  const ports: CheckPorts = {
    git,
    // What is checked and what is compared are the same files.
    loadContents: (catalog) => (loading ??= loadContents(catalog, content)),
    services: { registry, hubs: createHubClient(http), now: () => new Date() },
  };
  return { ports, warnings, close: () => http.close() };
}

/** Somebody waits for the answers, as for those of a check. */
export async function createVersionPorts(
  place: Place,
): Promise<Wired<BumpPorts & TagPorts & { readonly git: GitClient }>> {
  const { cacheFolder, variables, retryDelaysMs = [1000] } = place;
  const http = createHttpClient({ retryDelaysMs, proxyVariables: variables });
  const { registry, warnings } = await connectRegistry(http, place);
  const git = createGitClient({ cacheDir: cacheFolder, env: variables });
  return { ports: { registry, git, now: () => new Date() }, warnings, close: () => http.close() };
}

/** A hub is asked once: it counts requests, and remembers who asked. */
export function createWarmPorts({ cacheFolder, variables }: Place): Omit<Wired<WarmPorts>, 'warnings'> {
  const http = createHttpClient({ retryDelaysMs: [], proxyVariables: variables });
  const git = createGitClient({ cacheDir: cacheFolder, env: variables });
  return {
    ports: { git, builds: createBuildClient(http), now: () => new Date() },
    close: () => http.close(),
  };
}

export async function createVerifyPorts(place: Place, engine: ContainerEngine): Promise<Wired<BisectPorts>> {
  const { contentFolder, cacheFolder, variables, retryDelaysMs = [1000] } = place;
  const http = createHttpClient({ retryDelaysMs, proxyVariables: variables });
  const { registry, warnings } = await connectRegistry(http, place);
  const ports = {
    engine,
    registry,
    git: createGitClient({ cacheDir: cacheFolder, env: variables }),
    directories: createDirectoryReader({ env: variables }),
    contentFolder,
    readCommit: (folder: string) => readCleanCommit(folder, variables),
    listCommits: (snapshot: Snapshot, maxCount: number) => listCommits(snapshot, maxCount, variables),
    now: () => new Date(),
  };
  return { ports, warnings, close: () => http.close() };
}

/** @param imageCount versions in the catalogue */
export async function createNightPorts(
  place: Place,
  concurrency: number,
  imageCount: number,
): Promise<Wired<NightPorts & Pick<FinishPorts, 'fetchText'>>> {
  const { contentFolder, cacheFolder, variables, retryDelaysMs } = place;
  const http = createHttpClient({
    concurrency,
    proxyVariables: variables,
    ...(retryDelaysMs !== undefined && { retryDelaysMs }),
  });
  const { registry, warnings } = await connectRegistry(http, place, imageCount);
  const directories = createDirectoryReader({ env: variables });
  const ports = {
    registry,
    git: createGitClient({ cacheDir: cacheFolder, env: variables }),
    hubs: createHubClient(http),
    listNotebooks: createNotebookLister(directories, contentFolder),
    fetchText,
    now: () => new Date(),
  };
  return { ports, warnings, close: () => http.close() };
}

/** @param keepsIssues `--issues`; it never fails the nightly check */
export function createFinishPorts(
  { variables, retryDelaysMs }: Place,
  keepsIssues: boolean,
): { readonly ports: FinishPorts; readonly warnings: readonly string[] } {
  const ports = { fetchText, now: () => new Date() };
  if (!keepsIssues) return { ports, warnings: [] };
  const place = readGithubConnection(variables);
  if (!place.ok) return { ports, warnings: [`${place.failure.message} The check runs without it.`] };
  const finishPorts: FinishPorts = {
    ...ports,
    async syncIssues(catalog, status) {
      const http = createHttpClient({
        proxyVariables: variables,
        ...(retryDelaysMs !== undefined && { retryDelaysMs }),
      });
      try {
        return await reportIssues(catalog, status, createGithubIssues(http, place.value));
      } catch (error) {
        return [`The issues were left as they are, which is a fault of Slipway: ${describeError(error)}`];
      } finally {
        http.close();
      }
    },
  };
  return { ports: finishPorts, warnings: [] };
}

async function connectRegistry(
  http: HttpClient,
  { cacheFolder, homeFolder, variables }: Pick<Place, 'cacheFolder' | 'homeFolder' | 'variables'>,
  imageCount?: number,
) {
  const { store, warnings } = await loadCredentials(variables, homeFolder, process.getuid?.());
  const cache = createFileContentCache(join(cacheFolder, 'registry'));
  const registry = createRegistryClient({
    http,
    credentials: store,
    cache,
    ...(imageCount !== undefined && { imageCount }),
  });
  return { registry, warnings };
}
