import { constants } from 'node:os';
import { findEngine } from '../io/containers/engine.ts';
import type { ContainerEngine } from '../io/containers/types.ts';
import { standardError } from '../io/output/printer.ts';
import { ENDING_SIGNALS } from '../io/processes/process-end.ts';
import type { BisectPorts } from '../tasks/bisect/run-bisect.ts';
import type { NightManifest } from '../tasks/night/night-manifest.ts';
import type { Config } from './config.ts';
import type { ExitStatus } from './host.ts';
import { openManifest } from './nightly-run.ts';
import type { LimitOptions } from './verify-options.ts';
import { createVerifyPorts } from './wiring.ts';

/**
 * Opens the manifest and a container engine for a command, prints what it was warned of, and closes both at its end.
 *
 * @param engineName undefined for whichever there is
 * @returns 1 for a manifest with errors, which are printed
 * @throws one sentence, where there is no engine
 */
export async function withContainers(
  config: Config,
  engineName: LimitOptions['engine'],
  run: (manifest: NightManifest, ports: BisectPorts) => Promise<ExitStatus>,
): Promise<ExitStatus> {
  const manifest = await openManifest(config.manifestFile, 'text');
  if (manifest === undefined) return 1;
  const engine = await findEngine(config.variables, engineName);
  if (!engine.ok) throw new Error(engine.failure.message);
  const stopWatching = endContainersWithProcess(engine.value);
  const world = await createVerifyPorts(config, engine.value);
  for (const warning of world.warnings) standardError.printText(warning);
  try {
    return await run(manifest, world.ports);
  } finally {
    world.close();
    stopWatching();
  }
}

/** Containers run on when the process that waits for them is ended. @returns undoes it */
function endContainersWithProcess(engine: ContainerEngine): () => void {
  const end = (signal: NodeJS.Signals) => {
    // As shells say it of a process that a signal has ended.
    void engine.removeAll().finally(() => process.exit(128 + constants.signals[signal]));
  };
  for (const signal of ENDING_SIGNALS) process.once(signal, end);
  return () => {
    for (const signal of ENDING_SIGNALS) process.off(signal, end);
  };
}
