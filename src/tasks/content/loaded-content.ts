import type { Content } from '../../core/catalog/types.ts';
import type { ContentNotice } from '../../core/content/limits.ts';
import type { DetailedFailure } from '../../core/details.ts';
import type { DetectedReason } from '../../core/health/findings.ts';
import type { Result } from '../../core/result.ts';
import type { EarlierText } from '../../core/site/assemble.ts';
import type { DirectoryFailure } from '../../io/directory/types.ts';
import type { GitFailure } from '../../io/git/types.ts';
import type { StoredNotebook } from '../../io/render/types.ts';

export type ContentFailure =
  | GitFailure
  | DirectoryFailure
  | DetailedFailure<'content/file-missing'>
  | { readonly code: 'content/no-notebooks'; readonly message: string };

/** What does not stop a build and should be said. */
export interface ContentWarning {
  readonly code:
    | 'content/from-cache' // the repository could not be fetched: an earlier copy is used
    | 'content/no-notebooks'
    | 'content/notebook-missing' // named in the manifest, not in the repository
    | 'content/notebook-unreadable' // listed without its bytes
    | 'content/too-much' // more than one content may have
    | 'content/unusable-names';
  /** One sentence. */
  readonly message: string;
}

/** A file of the repository, for telling what links lead to. */
export interface ContentFile {
  /** Path in the repository, `/` between segments; with `kind` `unusable` for show only. */
  readonly path: string;
  readonly kind: 'file' | 'symlink' | 'submodule' | 'unusable';
}

export interface LoadedNotebook {
  /** Path in the repository. */
  readonly path: string;
  /** git's id of the bytes: the same id, the same bytes. Absent in a directory. */
  readonly blobId?: string;
  readonly sizeBytes?: number;
  /** In a directory, as `MeasuredFile` has it. */
  readonly version?: string;
  /** ISO 8601, UTC; absent where the history does not reach as far. */
  readonly changedAt?: string;
  /** Why its bytes cannot be had. It still launches. */
  readonly failure?: ContentFailure;
  /** What the last publication said of it, where its content could not be read. */
  readonly published?: EarlierText;
  /** Its preview as it was made from an earlier copy, where its content could not be read. */
  readonly stored?: StoredNotebook;
}

/** Why a content could not be read as it is now, and what is used instead: an earlier fetch, the last publication, or nothing. */
export interface Away {
  readonly finding: DetectedReason;
  readonly shown: 'copy' | 'published' | 'nothing';
}

/** One content of the manifest with what was found for it. Bytes are read when they are asked for. */
export interface LoadedContent {
  readonly content: Content;
  readonly source: 'git' | 'directory';
  /** The commit the files are of; absent in a directory. */
  readonly commit?: string;
  readonly files: readonly ContentFile[];
  /** In the order of the site. */
  readonly notebooks: readonly LoadedNotebook[];
  /** Paths that the manifest names and the repository does not hold. */
  readonly missing: readonly string[];
  /** Of those, path → where the same file is now, as far as the history tells. */
  readonly renames: ReadonlyMap<string, string>;
  /** What is left out of it, for the readers of the site. */
  readonly notices: readonly ContentNotice[];
  readonly warnings: readonly ContentWarning[];
  /** Nothing could be loaded; all lists are empty. */
  readonly failure?: ContentFailure;
  /** Why the files are those of an earlier fetch. */
  readonly staleBecause?: ContentFailure;
  readonly away?: Away;
  /**
   * Reads notebooks in batches of some megabytes, in the order of `paths` (default: all), so that
   * a few are in memory at a time. A path with a failure comes with it.
   */
  readNotebooks(paths?: readonly string[]): AsyncIterable<ReadNotebook>;
  /** Reads any files by their paths, images say, in one go: ask for all that are needed at once. */
  readFiles(
    paths: readonly string[],
    maxBytes: number,
  ): Promise<ReadonlyMap<string, Result<Buffer, ContentFailure>>>;
}

export interface ReadNotebook {
  readonly path: string;
  readonly bytes: Result<Buffer, ContentFailure>;
}
