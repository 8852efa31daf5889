import { findUnnamedImages } from '../core/catalog/edit/name-images.ts';
import { formatDiff } from '../core/diagnostics/format-diff.ts';
import { readManifestFile } from '../io/files/manifest-file.ts';
import { replaceManifest } from '../io/files/replace-manifest.ts';
import { standardError, standardOutput } from '../io/output/printer.ts';
import { bumpManifest } from '../tasks/versions/bump-manifest.ts';
import { listNewer } from '../tasks/versions/list-newer.ts';
import { nameImages } from '../tasks/versions/name-images.ts';
import { formatNewer, formatNewerJson } from '../tasks/versions/newer-report.ts';
import { pinManifest } from '../tasks/versions/pin-manifest.ts';
import type { Config } from './config.ts';
import type { ExitStatus } from './host.ts';
import { openManifest, requireEnvironment } from './nightly-run.ts';
import { printDiagnostics } from './output.ts';
import type { BumpOptions, PinOptions } from './version-options.ts';
import { createVersionPorts } from './wiring.ts';

/** `slipway pin`. */
export async function runPin(config: Config, options: PinOptions): Promise<ExitStatus> {
  const { update, dryRun } = options;
  const file = config.manifestFile;
  const naming = await runNaming(config, options);
  if (naming !== undefined) return naming;
  const manifest = await openManifest(file, 'text', { allowsUnpinned: true });
  if (manifest === undefined) return 1;
  if (update !== undefined) requireEnvironment(manifest, update);
  const text = manifest.sources.get(file) ?? '';
  const world = await createVersionPorts(config);
  for (const warning of world.warnings) standardError.printText(warning);
  const report = await pinManifest({ ...manifest, text, file, update }, world.ports);
  world.close();
  printDiagnostics('text', report.diagnostics, manifest.sources);
  if (report.askedCount === 0) {
    standardOutput.printText('Every version has a digest already; --update ENVIRONMENT asks again.');
    return 0;
  }
  if (report.pins.length === 0 && report.diagnostics.length === 0) {
    standardOutput.printText('Every tag still has the digest that the manifest names.');
    return 0;
  }
  const isWritten = await writeOrPrint(file, text, report.text, dryRun);
  for (const { environmentId, tag, digest } of isWritten ? report.pins : [])
    standardOutput.printText(`${environmentId} ${tag}: ${digest}`);
  return isWritten && report.diagnostics.length === 0 ? 0 : 1;
}

/**
 * Writes the images that the manifest leaves to Dockerfiles.
 *
 * @returns the exit status where the digests cannot be asked for yet
 */
async function runNaming(config: Config, { dryRun }: PinOptions): Promise<ExitStatus | undefined> {
  const file = config.manifestFile;
  const read = await readManifestFile(file);
  if (!read.ok || findUnnamedImages({ text: read.value, file }).length === 0) return undefined;
  const world = await createVersionPorts(config);
  const report = await nameImages(read.value, file, world.ports.git);
  world.close();
  printDiagnostics('text', report.diagnostics, new Map([[file, read.value]]));
  const isWritten = report.written.length > 0 && (await writeOrPrint(file, read.value, report.text, dryRun));
  for (const line of isWritten ? report.written : []) standardOutput.printText(line);
  if (isWritten && report.diagnostics.length === 0 && !dryRun) return undefined;
  return isWritten && report.diagnostics.length === 0 ? 0 : 1;
}

/** `slipway outdated`. */
export async function runOutdated(
  config: Config,
  id: string | undefined,
  format: 'text' | 'json',
): Promise<ExitStatus> {
  const manifest = await openManifest(config.manifestFile, format);
  if (manifest === undefined) return 1;
  const { catalog, positionOf } = manifest;
  const asked = id === undefined ? catalog.environments : [requireEnvironment(manifest, id)];
  const world = await createVersionPorts(config);
  for (const warning of world.warnings) standardError.printText(warning);
  const rows = await Promise.all(
    asked.map((environment) =>
      listNewer(environment, world.ports, positionOf(['environments', environment.id, 'tag'])),
    ),
  );
  world.close();
  if (format === 'json') standardOutput.printJson(formatNewerJson(rows));
  else standardOutput.printText(formatNewer(rows));
  return rows.some(({ unknown }) => unknown === 'not-listed') ? 1 : 0;
}

/** `slipway bump`. */
export async function runBump(
  config: Config,
  id: string,
  tag: string,
  { dryRun, ...options }: BumpOptions,
): Promise<ExitStatus> {
  const file = config.manifestFile;
  const manifest = await openManifest(file, 'text');
  if (manifest === undefined) return 1;
  const environment = requireEnvironment(manifest, id);
  const text = manifest.sources.get(file) ?? '';
  const world = await createVersionPorts(config);
  for (const warning of world.warnings) standardError.printText(warning);
  const bumped = await bumpManifest({ ...options, ...manifest, text, file, environment, tag }, world.ports);
  world.close();
  if (!bumped.ok) {
    printDiagnostics('text', [bumped.failure], manifest.sources);
    return 1;
  }
  if (!(await writeOrPrint(file, text, bumped.value.text, dryRun))) return 1;
  for (const note of bumped.value.notes) standardOutput.printText(note);
  return 0;
}

/** @returns false where the manifest could not be written, which has been reported */
async function writeOrPrint(file: string, before: string, after: string, isDry: boolean): Promise<boolean> {
  if (isDry) {
    standardOutput.printText(formatDiff(file, before, after));
    return true;
  }
  const written = await replaceManifest(file, before, after);
  if (!written.ok) printDiagnostics('text', [written.failure], new Map());
  return written.ok;
}
