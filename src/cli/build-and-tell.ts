import { formatText, summarizeDiagnostics } from '../core/diagnostics/format.ts';
import type { Diagnostic } from '../core/diagnostics/types.ts';
import { standardError, standardOutput } from '../io/output/printer.ts';
import { type BuiltCatalogue, buildCatalogue } from '../tasks/site/build-catalogue.ts';
import type { Config } from './config.ts';
import type { BuildOptions } from './options.ts';
import { createBuildPorts } from './wiring.ts';

/** Builds the catalogue and prints the outcome. @returns undefined where there is no new site */
export async function buildAndTell(
  config: Config,
  { outDir, site, base, force }: BuildOptions,
): Promise<BuiltCatalogue | undefined> {
  const { diagnostics, sources, outcome } = await buildCatalogue(
    { ...config, outDir, site, base, isForced: force },
    createBuildPorts(config),
  );
  printPreparation(diagnostics, sources);
  if (!outcome.ok) {
    const { failure } = outcome;
    standardError.printText(
      failure.code === 'build/failed'
        ? `The site could not be built: ${failure.message}`
        : `Nothing was built: ${summarizeDiagnostics(diagnostics)}.`,
    );
    return undefined;
  }
  const { notebookCount, isUnchanged } = outcome.value;
  standardOutput.printText(
    isUnchanged
      ? `Nothing has changed since ${outDir} was built; it stays as it is (--force builds it anew).`
      : `Built ${notebookCount} ${notebookCount === 1 ? 'notebook' : 'notebooks'} into ${outDir}.`,
  );
  return outcome.value;
}

/** Prints the diagnostics of a prepared catalogue to standard error, as text. */
export function printPreparation(
  diagnostics: readonly Diagnostic[],
  sources: ReadonlyMap<string, string>,
): void {
  standardError.printText(formatText(diagnostics, sources));
}
