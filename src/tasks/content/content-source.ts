import type { Content } from '../../core/catalog/types.ts';
import { joinRepositoryPath, relativeToRepositoryPath } from '../../core/content/repository-paths.ts';
import { detailOf, failureOf } from '../../core/details.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import type { DirectoryReader, MeasuredFile } from '../../io/directory/types.ts';
import type { GitClient, TreeFile } from '../../io/git/types.ts';
import type { ContentFailure, ContentFile, ContentWarning } from './loaded-content.ts';

/** One place of files, a commit or a folder, under paths of the repository. */
export interface ContentSource {
  readonly source: 'git' | 'directory';
  readonly commit?: string;
  readonly files: readonly (ContentFile & { readonly blobId?: string })[];
  readonly warnings: readonly ContentWarning[];
  /** Why this is an earlier copy. */
  readonly staleBecause?: ContentFailure;
  /** Brings what is not on this machine yet, in one go. */
  measureFiles(paths: readonly string[]): Promise<ReadonlyMap<string, Result<MeasuredFile, ContentFailure>>>;
  readFiles(
    paths: readonly string[],
    maxBytes: number,
  ): Promise<ReadonlyMap<string, Result<Buffer, ContentFailure>>>;
  /** Path → ISO 8601. */
  readChangeTimes(paths: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Path that is gone → where the same file is now; empty where no history tells. */
  findRenames(paths: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

/** The newest commit of a branch or tag, or the copy of an earlier fetch with a warning. */
export async function openRepository(
  git: GitClient,
  repository: string,
  branch: string,
): Promise<Result<ContentSource, ContentFailure>> {
  const fetched = await git.fetchSnapshot(repository, branch);
  if (!fetched.ok) return fetched;
  const snapshot = fetched.value;
  const listed = await git.listFiles(snapshot);
  if (!listed.ok) return listed;
  const byPath = new Map(listed.value.map((file) => [file.path, file]));
  const find = (paths: readonly string[]): TreeFile[] =>
    paths.flatMap((path) => {
      const file = byPath.get(path);
      return file === undefined ? [] : [file];
    });
  const times = once(() => git.readChangeTimes(snapshot));
  return ok({
    source: 'git',
    commit: snapshot.commit,
    files: listed.value,
    warnings: snapshot.failure === undefined ? [] : [createCacheWarning(snapshot.failure.message)],
    ...(snapshot.failure === undefined ? {} : { staleBecause: snapshot.failure }),
    async measureFiles(paths) {
      const sizes = await git.fetchFiles(snapshot, find(paths));
      return complete(
        paths,
        new Map([...sizes].map(([path, size]) => [path, size.ok ? ok({ sizeBytes: size.value }) : size])),
      );
    },
    readFiles: async (paths, maxBytes) =>
      complete(paths, await git.readFiles(snapshot, find(paths), maxBytes)),
    readChangeTimes: times,
    findRenames: (paths) => git.findRenames(snapshot, paths),
  });
}

/** The folder `content.directory`; `baseFolder` is the one of the manifest. */
export async function openDirectory(
  directories: DirectoryReader,
  baseFolder: string,
  content: Content,
  directory: string,
): Promise<Result<ContentSource, ContentFailure>> {
  const resolved = await directories.resolveFolder(baseFolder, directory);
  if (!resolved.ok) return resolved;
  const folder = resolved.value;
  const listed = await directories.listFiles(folder);
  if (!listed.ok) return listed;
  const place = content.repositoryPath;
  /** Repository path → path in the folder. */
  const within = (paths: readonly string[]) =>
    new Map(
      paths.flatMap((path) => {
        const relative = relativeToRepositoryPath(place, path);
        return relative === undefined ? [] : [[path, relative] as const];
      }),
    );
  return ok({
    source: 'directory',
    files: listed.value.map((file) => ({ ...file, path: joinRepositoryPath(place, file.path) })),
    warnings: [],
    async measureFiles(paths) {
      const inside = within(paths);
      const sizes = await directories.measureFiles(folder, [...inside.values()]);
      return complete(paths, renameKeys(inside, sizes));
    },
    async readFiles(paths, maxBytes) {
      const read = [...within(paths)].map(
        async ([path, relative]) => [path, await directories.readFile(folder, relative, maxBytes)] as const,
      );
      return complete(paths, new Map(await Promise.all(read)));
    },
    async readChangeTimes(paths) {
      const inside = within(paths);
      return renameKeys(inside, await directories.readChangeTimes(folder, [...inside.values()]));
    },
    findRenames: async () => new Map(),
  });
}

function renameKeys<Value>(
  names: ReadonlyMap<string, string>,
  values: ReadonlyMap<string, Value>,
): Map<string, Value> {
  const renamed = new Map<string, Value>();
  for (const [name, original] of names) {
    const value = values.get(original);
    if (value !== undefined) renamed.set(name, value);
  }
  return renamed;
}

/** Gives every path a result, in the order asked for. */
function complete<Value>(
  paths: readonly string[],
  results: ReadonlyMap<string, Result<Value, ContentFailure>>,
): ReadonlyMap<string, Result<Value, ContentFailure>> {
  return new Map(paths.map((path) => [path, results.get(path) ?? fail(createMissingFailure(path))]));
}

function createMissingFailure(path: string): ContentFailure {
  return failureOf('content/file-missing', detailOf('file-missing', { path: JSON.stringify(path) }));
}

function createCacheWarning(reason: string): ContentWarning {
  return { code: 'content/from-cache', message: `${reason} The copy of the last fetch stands in.` };
}

function once<Value>(work: () => Promise<Value>): () => Promise<Value> {
  let started: Promise<Value> | undefined;
  return () => {
    started ??= work();
    return started;
  };
}
