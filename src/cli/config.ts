import { enableCompileCache } from 'node:module';
import { homedir } from 'node:os';
import { DEFAULT_FOLDERS } from '../core/default-folders.ts';
import type { Diagnostic } from '../core/diagnostics/types.ts';
import { parseBeginAnew } from '../core/published/published-address.ts';
import { fail, ok, type Result } from '../core/result.ts';
import { type CataloguePlace, findCatalogue } from '../io/files/find-catalogue.ts';

/*
 * The only module that reads the command line, the environment and the working folder. Everything below
 * takes plain options.
 */

export type Variables = Readonly<Record<string, string | undefined>>;

/** What this process was started with. */
export interface Invocation {
  /** What follows the name of the command. */
  readonly args: readonly string[];
  readonly variables: Variables;
  readonly workFolder: string;
  readonly homeFolder: string;
  /** Pauses before registries and hubs are asked again; tests have shorter ones than people. */
  readonly retryDelaysMs?: readonly number[];
}

export function readInvocation(): Invocation {
  return {
    args: process.argv.slice(2),
    variables: process.env,
    workFolder: process.cwd(),
    homeFolder: homedir(),
  };
}

/** What the environment says of a catalogue. Paths are from the working folder. */
export interface Config extends CataloguePlace {
  readonly workFolder: string;
  readonly homeFolder: string;
  /** `SLIPWAY_CACHE`: clones and rendered notebooks. */
  readonly cacheFolder: string;
  /** `SLIPWAY_STATUS`: file or address of the status to show, or `auto` for what the site has published. */
  readonly statusPlace: string | undefined;
  /** `SLIPWAY_PUBLISHED`: file or address of the published `catalog.json`, or `auto`. */
  readonly publishedPlace: string | undefined;
  /** `SLIPWAY_BEGIN_ANEW`: what the site has published and does not answer with counts as not there yet. */
  readonly canBeginAnew: boolean;
  /** `GITHUB_STEP_SUMMARY`: file to which a GitHub job writes its summary. */
  readonly jobSummaryFile: string | undefined;
  /** `GITHUB_OUTPUT`: file to which a step of a GitHub job writes its outputs. */
  readonly stepOutputFile: string | undefined;
  /** For the programs that are started, and for what they and proxies, registries and GitHub are set up with. */
  readonly variables: Variables;
  readonly retryDelaysMs?: readonly number[];
}

/**
 * @param content what `--content` names
 * @returns a failure where it is unclear which catalogue is meant
 */
export function readConfig(
  { variables, workFolder, homeFolder, retryDelaysMs }: Omit<Invocation, 'args'>,
  content?: string,
): Result<Config, Diagnostic> {
  const place = findCatalogue(workFolder, content ?? (variables.SLIPWAY_CONTENT || undefined));
  if (!place.ok) return place;
  const canBeginAnew = parseBeginAnew(variables.SLIPWAY_BEGIN_ANEW);
  if (!canBeginAnew.ok) {
    return fail({
      code: 'config/unclear',
      severity: 'error',
      message: canBeginAnew.failure,
      position: { file: place.value.manifestFile },
    });
  }
  return ok({
    ...place.value,
    workFolder,
    homeFolder,
    cacheFolder: variables.SLIPWAY_CACHE || DEFAULT_FOLDERS.cache,
    statusPlace: variables.SLIPWAY_STATUS || undefined,
    canBeginAnew: canBeginAnew.value,
    publishedPlace: variables.SLIPWAY_PUBLISHED || undefined,
    jobSummaryFile: variables.GITHUB_STEP_SUMMARY || undefined,
    stepOutputFile: variables.GITHUB_OUTPUT || undefined,
    variables,
    ...(retryDelaysMs !== undefined && { retryDelaysMs }),
  });
}

/**
 * What Node has translated once need not be translated again, here and in the processes that render: a
 * third of a build without changes.
 */
export function keepCompiledCode(): void {
  const { directory } = enableCompileCache();
  if (directory !== undefined) process.env.NODE_COMPILE_CACHE = directory;
}

/** Turns off Astro's telemetry (https://astro.build/telemetry/), to which users of Slipway have not agreed. */
export function disableTelemetry(): void {
  process.env.ASTRO_TELEMETRY_DISABLED = '1';
}
