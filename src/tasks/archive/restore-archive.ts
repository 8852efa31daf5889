import { mkdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { parseChecksums } from '../../core/archive/checksums.ts';
import { ARCHIVE_FILES, type ArchiveDescription, parseArchive } from '../../core/archive/description.ts';
import { quote } from '../../core/diagnostics/quote.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { digestLargeFile } from '../../io/archive/digests.ts';
import { unpackBundle } from '../../io/archive/git-bundle.ts';
import { createGitHandler } from '../../io/archive/git-handler.ts';
import { createOciHandler } from '../../io/archive/oci-handler.ts';
import { listFilesBelow } from '../../io/files/digest.ts';
import { createScratchFolder } from '../../io/files/scratch-folder.ts';
import { parseRequestAddress } from '../../io/site/request-address.ts';
import { createSiteHandler } from '../../io/site/static-server.ts';

export interface RestoredArchive {
  readonly archive: ArchiveDescription;
  /** `127.0.0.1:PORT`. */
  readonly host: string;
  stop(): Promise<void>;
}

/** Holds every file against its checksum. @returns as a failure one sentence that names the first file which differs */
export async function checkArchive(folder: string): Promise<Result<ArchiveDescription, string>> {
  const read = (name: string) => readFile(join(folder, name), 'utf8').catch(() => undefined);
  const text = await read(ARCHIVE_FILES.checksums);
  const sums = text === undefined ? undefined : parseChecksums(text);
  if (sums === undefined)
    return fail(
      `${quote(folder)} is no archive of slipway archive: it lacks a sound ${ARCHIVE_FILES.checksums}.`,
    );
  for (const [path, sum] of sums) {
    const found = await digestLargeFile(join(folder, path)).catch(() => undefined);
    if (found === undefined)
      return fail(`The archive is damaged: ${JSON.stringify(path)} is missing or cannot be read.`);
    if (found !== sum)
      return fail(`The archive is damaged: ${JSON.stringify(path)} is not the file that was archived.`);
  }
  const added = listFilesBelow(folder).find((path) => path !== ARCHIVE_FILES.checksums && !sums.has(path));
  if (added !== undefined) return fail(`The archive is changed: ${JSON.stringify(added)} was not archived.`);
  const archive = parseArchive((await read(ARCHIVE_FILES.description)) ?? '');
  return archive === undefined
    ? fail(`${quote(folder)} is an archive of a later Slipway; update Slipway.`)
    : ok(archive);
}

/**
 * Checks an archive and serves it on loopback, with no network: the site at its path, images below `/v2/`, and repositories
 * below `/git/`.
 *
 * @throws the listening error, such as `EADDRINUSE`
 */
export async function restoreArchive(
  folder: string,
  port: number,
  environment: NodeJS.ProcessEnv,
): Promise<Result<RestoredArchive, string>> {
  const checked = await checkArchive(folder);
  if (!checked.ok) return checked;
  const archive = checked.value;
  const { path: work, remove } = createScratchFolder('restore');
  await mkdir(join(work, 'git'));
  for (const [index, { file }] of archive.repositories.entries()) {
    const unpacked = await unpackBundle(join(folder, file), join(work, 'git', `${index}.git`), environment);
    if (!unpacked.ok) {
      await remove();
      return unpacked;
    }
  }
  const images = archive.images.map((image) => ({ ...image, folder: join(folder, image.folder) }));
  const serveImage = createOciHandler(images);
  const serveGit = createGitHandler(join(work, 'git'), '/git', environment);
  const serveSite = createSiteHandler(join(folder, 'site'), archive.base);
  const server = createServer((request, response) => {
    const url = parseRequestAddress(request.url);
    if (url === undefined) serveSite(request, response);
    else if (url.pathname.startsWith('/v2')) serveImage(request, response, url.pathname);
    else if (url.pathname.startsWith('/git/')) serveGit(request, response, url);
    else serveSite(request, response);
  });
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', resolve);
    });
  } catch (error) {
    await remove();
    throw error;
  }
  const address = server.address();
  const taken = typeof address === 'object' && address !== null ? address.port : port;
  return ok({
    archive,
    host: `127.0.0.1:${taken}`,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      await remove();
    },
  });
}
