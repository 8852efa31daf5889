import type {
  Heading,
  NotebookProblem,
  NotebookSummary,
  Notice,
  RenderedNotebook,
  SafeHtml,
} from '../../core/notebooks/types.ts';
import type { Result } from '../../core/result.ts';
import type { StartWorker } from './start-worker.ts';

/**
 * What the notebooks of one content have in common: addresses for the files of the repository, by their path in
 * it, and languages. Plain data, so that it reaches a worker.
 */
export interface FileTable {
  /** What a link to a file leads to: the page of another notebook, or the file at its host. */
  readonly links: Readonly<Record<string, string>>;
  /** Where an image of the repository will be published, on the site itself. */
  readonly images: Readonly<Record<string, string>>;
  /** BCP 47 tags in the order in which the preview's own words are looked for: the notebooks', then the site's. */
  readonly languages: readonly string[];
}

/** A file of the repository that a notebook links to or shows, by its path there. */
export type FileReference = readonly [kind: 'link' | 'image', path: string];

/** Where a notebook is, which decides what its relative addresses lead to. */
export interface NotebookPlace {
  /** Its path in the repository. */
  readonly path: string;
  readonly files: FileTable | undefined;
}

/** One notebook to render. Plain data. */
export interface RenderJob {
  /** Comes back with the outcome; unique among the jobs. */
  readonly id: string;
  /** Path of the notebook in its repository. */
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Kept outputs of a run, as `formatKeptOutputs` gives them. */
  readonly outputs?: string;
  /** Key in `RenderSettings.tables`. */
  readonly table: string;
  /** What it is stored under in the cache, together with what its relative addresses lead to. */
  readonly key: string;
}

export interface RenderSettings {
  /** Address of the folder in which assets are published, with a final slash. */
  readonly assetBase: string;
  readonly tables: Readonly<Record<string, FileTable>>;
  /** Folder of the fragment cache, where the results are written. */
  readonly folder: string;
  /** Number of worker processes; 0 renders in this one, where no time limit can hold. See `workerCount`. */
  readonly workers: number;
  /** A notebook that takes longer is given up. Default 30,000. */
  readonly timeoutMs?: number;
  /** A notebook for which a worker needs more is given up. Default 2048. */
  readonly memoryMegabytes?: number | undefined;
  /** Gives workers in another way, whatever memory they have. */
  readonly startWorker?: StartWorker | undefined;
}

export interface RenderedFile extends RenderedNotebook {
  /** Paths of the repository's images that the page shows, sorted: they have to be published too. */
  readonly images: readonly string[];
  /** As in `StoredNotebook`. */
  readonly namesLinks: boolean;
  /** What its relative addresses were taken for; absent where it has none, and looks the same in any folder of any repository. */
  readonly references?: readonly FileReference[];
  /** What of the HTML the search reads. */
  readonly searchable: SafeHtml;
}

/** What is kept of a rendered notebook beside its HTML. */
export interface StoredNotebook {
  /** Name of the fragment's file. */
  readonly fragment: string;
  readonly summary: NotebookSummary;
  readonly headings: readonly Heading[];
  readonly notices: readonly Notice[];
  /** Of its links, some get the words of other notebooks. */
  readonly namesLinks?: true;
  /** Names of the files taken out of the notebook. */
  readonly assets: readonly string[];
  /** Repository paths of the images that its Markdown shows. */
  readonly images: readonly string[];
  /** Of the fragment and the files taken out of the notebook. */
  readonly publishedBytes: number;
}

export type RenderOutcome = Result<StoredNotebook, NotebookProblem>;

/** What a worker is sent, its settings before all else, and what it answers. */
export type WorkerSettings = Pick<RenderSettings, 'assetBase' | 'tables' | 'folder'>;

export type WorkerRequest = { readonly settings: WorkerSettings } | { readonly job: AnnouncedJob };

/** A job of which the bytes follow on standard input: messages would copy them several times. */
export interface AnnouncedJob extends Omit<RenderJob, 'bytes'> {
  readonly sizeBytes: number;
}

export type WorkerAnswer = { readonly id: string } & (
  | { readonly outcome: RenderOutcome }
  /** Message of the file system, where the outcome could not be stored. */
  | { readonly unwritable: string }
);
