import type { DetailedFailure } from '../../core/details.ts';
import type { Result } from '../../core/result.ts';

/** Why a folder beside the manifest, or a file in it, cannot be read. */
export type DirectoryFailure = DetailedFailure<
  | 'directory/missing'
  | 'directory/outside' // leads out of the folder it has to stay in, by `..` or by a link
  | 'directory/unreadable'
  | 'directory/too-large'
  | 'directory/refused' // not a plain file
>;

export interface DirectoryFile {
  /** Relative to the folder, `/` between segments. */
  readonly path: string;
  /** `unusable`: the name is not UTF-8. */
  readonly kind: 'file' | 'symlink' | 'unusable';
}

export interface MeasuredFile {
  readonly sizeBytes: number;
  /**
   * Stands for the bytes: no file of this machine that has the same has others. Absent for a file that was changed a moment
   * ago, and might be changed again without its times telling.
   */
  readonly version?: string;
}

/** Reads folders on this machine without leaving them. `createDirectoryReader` makes the real one. */
export interface DirectoryReader {
  /** Where `directory` is, if it is a folder inside of `baseFolder` after all links are followed. */
  resolveFolder(baseFolder: string, directory: string): Promise<Result<string, DirectoryFailure>>;
  /** All files below a folder that are not hidden. Links are listed, never followed. */
  listFiles(folder: string): Promise<Result<readonly DirectoryFile[], DirectoryFailure>>;
  /** Size and version of each path, or why the file cannot be read. */
  measureFiles(
    folder: string,
    paths: readonly string[],
  ): Promise<ReadonlyMap<string, Result<MeasuredFile, DirectoryFailure>>>;
  readFile(folder: string, path: string, maxBytes: number): Promise<Result<Buffer, DirectoryFailure>>;
  /** Path → ISO 8601 time of its last commit. Empty outside of a git work tree; what was never committed is absent. */
  readChangeTimes(folder: string, paths: readonly string[]): Promise<ReadonlyMap<string, string>>;
}
