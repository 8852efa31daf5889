import { cp, mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { formatChecksums } from '../../core/archive/checksums.ts';
import { ARCHIVE_FILES, type ArchiveDescription, formatCrate } from '../../core/archive/description.ts';
import type { Catalog } from '../../core/catalog/types.ts';
import { environmentVersions, listBinders } from '../../core/catalog/views.ts';
import { quote } from '../../core/diagnostics/quote.ts';
import { describeError } from '../../core/diagnostics/system-errors.ts';
import { parseImageReference } from '../../core/images/reference.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { copyImage } from '../../io/archive/copy-image.ts';
import { digestLargeFile } from '../../io/archive/digests.ts';
import { bundleRepository } from '../../io/archive/git-bundle.ts';
import { listFilesBelow } from '../../io/files/digest.ts';
import { createRunFolder, type RunFolder, recoverRunFolders } from '../../io/files/run-folder.ts';
import { removeWithProcess } from '../../io/files/scratch-folder.ts';

export interface ArchiveRequest {
  readonly catalog: Catalog;
  readonly manifestFile: string;
  /** Must not exist yet. */
  readonly folder: string;
  /** The built site. */
  readonly siteFolder: string;
  /** ISO 8601, UTC. */
  readonly now: string;
  readonly environment: NodeJS.ProcessEnv;
  onProgress?(label: string): void;
}

/**
 * Writes one folder with everything that a catalogue launches: images by digest, repositories with their history, the
 * built site with its status, the manifest, a description for other programs, and checksums. It is written under another name
 * and takes its own at the end.
 *
 * @returns as a failure one sentence: nothing was left behind
 */
export async function writeArchive(request: ArchiveRequest): Promise<Result<ArchiveDescription, string>> {
  const { folder, siteFolder } = request;
  if (await isThere(folder)) return fail(`${quote(folder)} is there already; name a folder that is not.`);
  if (!(await isThere(join(siteFolder, 'catalog.json'))))
    return fail(
      `${quote(siteFolder)} holds no built site; run slipway build first, or name it with --outDir.`,
    );
  const images = planImages(request.catalog);
  if (!images.ok) return images;
  const target = resolve(folder);
  let run: RunFolder | undefined;
  let keep: (() => void) | undefined;
  try {
    await recoverRunFolders(target);
    run = createRunFolder(target);
    keep = removeWithProcess(run.path);
    const written = await fill(request, images.value, run.path);
    if (written.ok) await rename(run.path, target);
    return written;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return fail(
      code === 'ENOSPC'
        ? `There is no room for the archive in ${quote(dirname(resolve(folder)))}.`
        : `The archive could not be written: ${describeError(error)}`,
    );
  } finally {
    run?.remove();
    keep?.();
  }
}

interface PlannedImage {
  readonly image: string;
  readonly mirror?: string | undefined;
  readonly row: ArchiveDescription['images'][number];
}

/** Every pinned version; one without a digest could be another image tomorrow. */
function planImages({ environments }: Catalog): Result<readonly PlannedImage[], string> {
  const planned: PlannedImage[] = [];
  for (const environment of environments) {
    const name = parseImageReference(environment.image);
    if (!name.ok) return fail(name.failure.message);
    for (const { tag, digest } of environmentVersions(environment)) {
      if (digest === undefined)
        return fail(
          `${environment.id} ${tag} has no digest, so it is not certain which image to keep; run slipway pin first.`,
        );
      const { repository } = name.value;
      const row = {
        environment: environment.id,
        tag,
        repository,
        digest,
        folder: `images/${planned.length}`,
      };
      planned.push({ image: environment.image, mirror: environment.mirror, row });
    }
  }
  return ok(planned);
}

async function fill(
  { catalog, manifestFile, siteFolder, now, environment, onProgress }: ArchiveRequest,
  images: readonly PlannedImage[],
  folder: string,
): Promise<Result<ArchiveDescription, string>> {
  await mkdir(join(folder, 'images'), { recursive: true });
  await mkdir(join(folder, 'repositories'));
  for (const { image, mirror, row } of images) {
    onProgress?.(`${image}:${row.tag}`);
    const target = join(folder, row.folder);
    const copied = await copyImage(`${image}@${row.digest}`, row.digest, target, environment);
    if (copied.ok) continue;
    if (mirror === undefined) return copied;
    await rm(target, { recursive: true, force: true });
    await rm(`${target}.copy`, { recursive: true, force: true });
    const mirrored = await copyImage(`${mirror}@${row.digest}`, row.digest, target, environment);
    if (!mirrored.ok) return fail(`${copied.failure} ${mirrored.failure}`);
  }
  const repositories: ArchiveDescription['repositories'] = [];
  for (const url of listRepositories(catalog)) {
    onProgress?.(url);
    const file = `repositories/${repositories.length}.bundle`;
    const bundled = await bundleRepository(url, resolve(folder, file), environment);
    if (!bundled.ok) return bundled;
    repositories.push({ url, file });
  }
  onProgress?.('the site');
  await cp(siteFolder, join(folder, 'site'), { recursive: true });
  await cp(manifestFile, join(folder, 'catalog.yaml'));
  const archive: ArchiveDescription = {
    kind: 'slipway/archive',
    version: 1,
    created_at: now,
    title: catalog.site.title,
    base: new URL(catalog.site.url).pathname,
    images: images.map(({ row }) => row),
    repositories,
  };
  await writeFile(join(folder, ARCHIVE_FILES.description), `${JSON.stringify(archive, null, 1)}\n`);
  await writeFile(join(folder, ARCHIVE_FILES.crate), formatCrate(archive, catalog.site.license));
  const sums = new Map<string, string>();
  for (const path of listFilesBelow(folder)) sums.set(path, await digestLargeFile(join(folder, path)));
  await writeFile(join(folder, ARCHIVE_FILES.checksums), formatChecksums(sums));
  return ok(archive);
}

/** Of contents that are pulled, and of Binder. */
function listRepositories({ contents, environments }: Catalog): readonly string[] {
  const binders = environments.flatMap((environment) =>
    environmentVersions(environment).flatMap((version) =>
      listBinders(version).map(({ repository }) => repository),
    ),
  );
  return [...new Set([...contents.map(({ repository }) => repository), ...binders])];
}

function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
