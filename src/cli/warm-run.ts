import { join } from 'node:path';
import { formatWarmRow } from '../core/warm/format-row.ts';
import { standardError, standardOutput } from '../io/output/printer.ts';
import { warmHubs } from '../tasks/warm/warm-hubs.ts';
import type { Config } from './config.ts';
import type { ExitStatus } from './host.ts';
import { openManifest, requireEnvironment } from './nightly-run.ts';
import { createWarmPorts } from './wiring.ts';

export interface WarmOptions {
  /** Minutes. */
  readonly timeout: number;
  readonly again: boolean;
  readonly dryRun: boolean;
}

/** `slipway warm`. */
export async function runWarm(
  config: Config,
  id: string | undefined,
  { timeout, again, dryRun }: WarmOptions,
): Promise<ExitStatus> {
  const manifest = await openManifest(config.manifestFile, 'text');
  if (manifest === undefined) return 1;
  if (id !== undefined) requireEnvironment(manifest, id);
  const world = createWarmPorts(config);
  const rows = await warmHubs(
    {
      catalog: manifest.catalog,
      environmentId: id,
      recordsFile: join(config.cacheFolder, 'warm.json'),
      timeoutMs: timeout * 60_000,
      isFresh: again,
      isDry: dryRun,
    },
    world.ports,
  );
  world.close();
  if (rows.length === 0)
    standardError.printText(
      'No hub is asked: write "warm: true" at a BinderHub of the manifest, if its operators agree, and give environments "binder".',
    );
  for (const row of rows) standardOutput.printText(formatWarmRow(row));
  return rows.some(({ outcome }) => outcome.kind === 'failed') ? 1 : 0;
}
