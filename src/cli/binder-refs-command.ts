import { listManagedRefs, type RefChange } from '../core/catalog/managed-refs.ts';
import { formatFromLine } from '../core/images/from-line.ts';
import { createRefWriter } from '../io/git/ref-writer.ts';
import { standardOutput } from '../io/output/printer.ts';
import { writeBinderRefs } from '../tasks/binder-refs/write-binder-refs.ts';
import type { Config } from './config.ts';
import type { ExitStatus } from './host.ts';
import { openManifest, requireEnvironment } from './nightly-run.ts';
import type { BinderRefsOptions } from './version-options.ts';

/** `slipway binder-refs`. @throws where git could not do it */
export async function runBinderRefs(
  config: Config,
  { push, remote, dryRun, print }: BinderRefsOptions,
): Promise<ExitStatus> {
  const manifest = await openManifest(config.manifestFile, 'text');
  if (manifest === undefined) return 1;
  const { catalog } = manifest;
  if (print !== undefined) {
    const { image, current } = requireEnvironment(manifest, print);
    standardOutput.printText(formatFromLine(image, current.tag, current.digest));
    return 0;
  }
  const refs = listManagedRefs(catalog);
  if (refs.length === 0) {
    standardOutput.printText('No environment has "binder: managed", so there is nothing to write.');
    return 0;
  }
  const writer = createRefWriter(config.contentFolder, { ...config.variables });
  const request = { refs, remote: push ? remote : undefined, isDry: dryRun };
  const written = await writeBinderRefs(request, writer);
  if (!written.ok) throw new Error(written.failure.message);
  for (const change of written.value) standardOutput.printText(formatChange(change));
  const where = push ? ` of ${remote}` : '';
  const total = `${refs.length} ${refs.length === 1 ? 'branch' : 'branches'}${where}`;
  const verb = dryRun ? 'would be written' : 'written';
  standardOutput.printText(
    `${total}: ${written.value.length} ${verb}, the others hold their commits already.`,
  );
  return 0;
}

function formatChange({ branch, commit, old }: RefChange): string {
  const kept = old === undefined ? '' : ` (the commit before stays as ${old.keptBranch})`;
  return `${branch}: ${commit.id}${kept}`;
}
