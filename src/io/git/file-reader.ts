import type { LimitFunction } from 'p-limit';
import { detailOf, failureOf } from '../../core/details.ts';
import { formatMegabytes } from '../../core/diagnostics/format-megabytes.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { listBlobSizes, readBlobs } from './blobs.ts';
import type { RepositoryCache } from './cache.ts';
import type { GitCommands } from './commands.ts';
import type { Attempt } from './failures.ts';

import type { GitClient, GitFailure, Snapshot, TreeFile } from './types.ts';

/**
 * Reads files of snapshots. Blobs are fetched by id in one request for all that are missing; sizes
 * are known before a byte is read, so a file over a limit never reaches memory.
 *
 * @param limit absent: never use the network
 */
export function createFileReader(
  commands: GitCommands,
  cache: RepositoryCache,
  limits: Pick<Attempt, 'timeoutMs' | 'maxTotalBytes'>,
  limit: LimitFunction | undefined,
): Pick<GitClient, 'fetchFiles' | 'readFiles'> {
  const knownSizes = new Map<string, ReadonlyMap<string, number>>();

  const listSizes = async ({ gitDir }: Snapshot) => {
    const sizes = await listBlobSizes(commands, gitDir);
    knownSizes.set(gitDir, sizes);
    return sizes;
  };
  const findAbsent = (files: readonly TreeFile[], sizes: ReadonlyMap<string, number> | undefined) => [
    ...new Set(
      files.filter(({ kind, blobId }) => kind === 'file' && !sizes?.has(blobId)).map((f) => f.blobId),
    ),
  ];

  const fetchFiles: GitClient['fetchFiles'] = async (snapshot, files) => {
    let sizes = knownSizes.get(snapshot.gitDir);
    let absent = findAbsent(files, sizes);
    if (absent.length > 0) {
      sizes = await listSizes(snapshot);
      absent = findAbsent(files, sizes);
    }
    let failure: GitFailure | undefined;
    if (absent.length > 0 && limit !== undefined) {
      const attempt = { repository: snapshot.repository, ref: snapshot.ref, ...limits };
      failure = await limit(() => cache.updateBlobs(snapshot, absent, attempt));
      sizes = await listSizes(snapshot);
    }
    const known = sizes;
    return new Map(
      files.map((file): [string, Result<number, GitFailure>] => {
        const sizeBytes = file.kind === 'file' ? known?.get(file.blobId) : undefined;
        return [file.path, sizeBytes === undefined ? fail(describeAbsentFile(file, failure)) : ok(sizeBytes)];
      }),
    );
  };

  return {
    fetchFiles,
    async readFiles(snapshot, files, maxBytes) {
      const sizes = await fetchFiles(snapshot, files);
      const readable = files.filter(({ path }) => {
        const size = sizes.get(path);
        return size?.ok === true && size.value <= maxBytes;
      });
      const ids = new Set(readable.map(({ blobId }) => blobId));
      const blobs = await readBlobs(commands, snapshot.gitDir, [...ids]);
      return new Map(
        files.map((file): [string, Result<Buffer, GitFailure>] => {
          const size = sizes.get(file.path);
          if (size?.ok === false) return [file.path, size];
          const bytes = ids.has(file.blobId) ? blobs.get(file.blobId) : undefined;
          if (bytes !== undefined) return [file.path, ok(bytes)];
          return [
            file.path,
            fail(
              ids.has(file.blobId)
                ? failureOf('git/failed', detailOf('file-cache-damaged', { path: JSON.stringify(file.path) }))
                : describeLargeFile(file.path, size?.value ?? 0, maxBytes),
            ),
          ];
        }),
      );
    },
  };
}

function describeAbsentFile({ path, kind }: TreeFile, failure: GitFailure | undefined): GitFailure {
  const name = JSON.stringify(path);
  if (kind !== 'file') {
    const KINDS = {
      symlink: 'file-is-link',
      submodule: 'file-is-submodule',
      unusable: 'file-name-unusable',
    } as const;
    return failureOf('git/refused', detailOf(KINDS[kind], { path: name }));
  }
  return failure ?? failureOf('git/unreachable', detailOf('file-not-fetched', { path: name }));
}

function describeLargeFile(path: string, sizeBytes: number, maxBytes: number): GitFailure {
  return failureOf(
    'git/too-large',
    detailOf('file-too-large', {
      path: JSON.stringify(path),
      size: formatMegabytes(sizeBytes),
      limit: formatMegabytes(maxBytes),
    }),
  );
}
