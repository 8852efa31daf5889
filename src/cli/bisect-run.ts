import { formatBisect } from '../core/bisect/format-findings.ts';
import { findEngine } from '../io/containers/engine.ts';
import { standardError, standardOutput } from '../io/output/printer.ts';
import { runBisect } from '../tasks/bisect/run-bisect.ts';
import type { Config } from './config.ts';
import type { ExitStatus } from './host.ts';
import { openManifest } from './nightly-run.ts';
import { type LimitOptions, readLimits } from './verify-options.ts';
import { endContainersWithProcess } from './verify-run.ts';
import { createVerifyPorts } from './wiring.ts';

/** Looks for what broke a notebook, and prints each run and what was found. */
export async function bisectNotebook(
  config: Config,
  notebook: string,
  options: LimitOptions & { readonly commits: number },
): Promise<ExitStatus> {
  const manifest = await openManifest(config.manifestFile, 'text');
  if (manifest === undefined) return 1;
  const engine = await findEngine(config.variables, options.engine);
  if (!engine.ok) throw new Error(engine.failure.message);
  const stopWatching = endContainersWithProcess(engine.value);
  const world = await createVerifyPorts(config, engine.value);
  const found = await runBisect(
    {
      catalog: manifest.catalog,
      manifestFile: config.manifestFile,
      notebook,
      maxCommits: options.commits,
      limits: readLimits(options),
      onRun: (line) => standardError.printText(line),
    },
    world.ports,
  );
  world.close();
  stopWatching();
  if (!found.ok) throw new Error(found.failure);
  const { report, versions, commits, path, environmentId } = found.value;
  const tags = versions.map(({ tag }) => tag);
  standardOutput.printText(formatBisect(report, { tags, commits, environment: environmentId, path }));
  return report.outcome.kind === 'oldest-is-bad' || report.outcome.kind === 'not-told' ? 1 : 0;
}
