import { formatBisect } from '../core/bisect/format-findings.ts';
import { standardError, standardOutput } from '../io/output/printer.ts';
import { runBisect } from '../tasks/bisect/run-bisect.ts';
import type { Config } from './config.ts';
import type { ExitStatus } from './host.ts';
import { type LimitOptions, readLimits } from './verify-options.ts';
import { withContainers } from './with-containers.ts';

/** Looks for what broke a notebook, and prints each run and what was found. */
export function bisectNotebook(
  config: Config,
  notebook: string,
  options: LimitOptions & { readonly commits: number },
): Promise<ExitStatus> {
  return withContainers(config, options.engine, async ({ catalog }, ports) => {
    const found = await runBisect(
      {
        catalog,
        manifestFile: config.manifestFile,
        notebook,
        maxCommits: options.commits,
        limits: readLimits(options),
        onRun: (line) => standardError.printText(line),
      },
      ports,
    );
    if (!found.ok) throw new Error(found.failure);
    const { report, versions, commits, path, environmentId } = found.value;
    const tags = versions.map(({ tag }) => tag);
    standardOutput.printText(formatBisect(report, { tags, commits, environment: environmentId, path }));
    return report.outcome.kind === 'oldest-is-bad' || report.outcome.kind === 'not-told' ? 1 : 0;
  });
}
