import { join } from 'node:path';
import { type Config, readConfig, readInvocation } from './cli/config.ts';
import { createBuildPorts, createFinishPorts, createNightPorts } from './cli/wiring.ts';
import { countVersions } from './core/catalog/views.ts';
import { DEFAULT_FOLDERS } from './core/default-folders.ts';
import type { Diagnostic } from './core/diagnostics/types.ts';
import { fail, type Result } from './core/result.ts';
import { readNightManifest } from './tasks/night/night-manifest.ts';
import {
  type NightlyFailure,
  type NightlyReport,
  runNightly as runNightlyWith,
} from './tasks/night/nightly.ts';
import { buildCatalogue, type CatalogueBuild } from './tasks/site/build-catalogue.ts';

/* What other programs may import. All else may change with any version. */

export { type ParsedCatalog, parseCatalog } from './core/catalog/parse.ts';
export type { Catalog } from './core/catalog/types.ts';
export type { Diagnostic } from './core/diagnostics/types.ts';
export type { Status } from './core/health/types.ts';
export { composeLaunch } from './core/links/compose.ts';
export { explainLink } from './core/links/explain/explain.ts';
export type { Explanation, LinkFault } from './core/links/explain/types.ts';
export type { ComposedLaunch, LaunchRequest, LinkFailure } from './core/links/types.ts';
export type { Result } from './core/result.ts';
export type { NightlyFailure, NightlyReport } from './tasks/night/nightly.ts';
export type { CatalogueBuild } from './tasks/site/build-catalogue.ts';

/** Which catalogue is meant. What is left out is taken as the command takes it, from the environment. */
export interface CatalogueOptions {
  /** Folder that holds the manifest; `SLIPWAY_CONTENT`, `content` or the working folder. */
  readonly contentFolder?: string;
  /** Clones and rendered notebooks; `SLIPWAY_CACHE` or `.cache`. */
  readonly cacheFolder?: string;
}

export interface BuildSiteOptions extends CatalogueOptions {
  /** Folder of the finished site; `dist`. */
  readonly outDir?: string;
  /** Origin of the site, in place of that of the manifest's `site.url`. */
  readonly site?: string;
  /** Path of the site's home, in place of that of the manifest's `site.url`. */
  readonly base?: string;
  /** Build even where nothing has changed. */
  readonly isForced?: boolean;
}

/** `slipway build`: from the manifest to the finished site. */
export async function buildSite(options: BuildSiteOptions = {}): Promise<CatalogueBuild> {
  const config = openConfig(options);
  if (!config.ok) {
    const diagnostics = [config.failure];
    return { diagnostics, sources: new Map(), outcome: fail({ code: 'build/refused' }) };
  }
  const { outDir = DEFAULT_FOLDERS.site, site, base, isForced = false } = options;
  return buildCatalogue({ ...config.value, outDir, site, base, isForced }, createBuildPorts(config.value));
}

export interface RunNightlyOptions extends CatalogueOptions {
  /** Where the status is written; `status.json` beside the manifest. */
  readonly outFile?: string;
  /** File or address of the status of the previous nightly check; that of `outFile`. */
  readonly previous?: string;
  /** Id of the only environment to look at. */
  readonly only?: string;
  /** Chains at a time; 8. */
  readonly concurrency?: number;
}

/** A manifest that cannot be used. */
export interface ManifestProblems {
  readonly code: 'night/manifest';
  readonly diagnostics: readonly Diagnostic[];
}

/** `slipway nightly`: walks every chain and writes the status. */
export async function runNightly(
  options: RunNightlyOptions = {},
): Promise<Result<NightlyReport, NightlyFailure | ManifestProblems>> {
  const config = openConfig(options);
  if (!config.ok) return fail({ code: 'night/manifest', diagnostics: [config.failure] });
  const { contentFolder, manifestFile } = config.value;
  const manifest = await readNightManifest(manifestFile);
  if (!manifest.ok) return manifest;
  const { outFile = join(contentFolder, 'status.json'), only, concurrency = 8 } = options;
  const { previous = outFile } = options;
  const world = await createNightPorts(config.value, concurrency, countVersions(manifest.value.catalog));
  try {
    return await runNightlyWith(
      { manifest: manifest.value, outFile, previous, concurrency, ...(only !== undefined && { only }) },
      { ...world.ports, ...createFinishPorts(config.value, false).ports },
    );
  } finally {
    world.close();
  }
}

function openConfig({ contentFolder, cacheFolder }: CatalogueOptions): Result<Config, Diagnostic> {
  const config = readConfig(readInvocation(), contentFolder);
  if (!config.ok || cacheFolder === undefined) return config;
  return { ok: true, value: { ...config.value, cacheFolder } };
}
