import type { HubType } from '../hub-kinds/kinds.ts';
import type { ReasonCode } from '../reasons.ts';

/**
 * The catalogue after parsing: defaults filled in, references known to exist, order as in the
 * manifest. Keys are camelCase here and snake_case in the file.
 */

/** Permanent id of a notebook, `<content>/<slug>`. Made by `createNotebookIds` only. */
export type NotebookId = string & { readonly __brand: 'NotebookId' };

/**
 * How a launched server opens a file: an application by name, or a path template that contains
 * `{path}` (which stands for `<parent path>/<folder>/<file>`, already percent-encoded).
 */
export type LaunchApp = string;

/** Applications with a name of their own; any other `LaunchApp` is a template. */
export const NAMED_APPS = ['lab', 'notebook', 'classic', 'rstudio', 'shiny', 'voila'] as const;

export interface Catalog {
  readonly site: Site;
  readonly hubs: readonly Hub[];
  readonly environments: readonly Environment[];
  readonly contents: readonly Content[];
  readonly moved: readonly Moved[];
  readonly retired: readonly Retired[];
  /** Absent where every environment has the id that it always had. */
  readonly formerEnvironments?: FormerEnvironments;
  /** Every folder that links pull into, or did, once `assignFolders` has chosen them. */
  readonly folders?: readonly FolderRecord[];
}

export interface Site {
  readonly title: string;
  /** Where the site is published; always ends in `/`. Gives Astro's `site` (origin) and `base` (path). */
  readonly url: string;
  readonly description?: string;
  /** BCP 47 tag. */
  readonly language: string;
  /** Address of the catalogue's own repository. */
  readonly repository?: string;
  /** Colour of links and buttons, `#rrggbb`, as it was given. */
  readonly accent?: string;
  /** Pictures beside the manifest, as relative paths. */
  readonly logo?: string;
  readonly logoDark?: string;
  readonly favicon?: string;
  readonly image?: string;
  readonly links?: readonly SiteLink[];
  /** One sentence at the foot of every page. */
  readonly footer?: string;
  readonly announcement?: Announcement;
  /** E-mail address, or address of a page. */
  readonly contact?: string;
  readonly license?: string;
}

/** A link at the top or at the foot of every page. */
export interface SiteLink {
  readonly title: string;
  /** An address, or a page below the site's home. */
  readonly url: string;
  readonly place: 'header' | 'footer';
}

/** A line at the top of every page, from one moment to another. */
export interface Announcement {
  readonly text: string;
  readonly url?: string;
  /** ISO 8601, UTC. */
  readonly from?: string;
  /** ISO 8601, UTC; the first moment after it. */
  readonly until?: string;
}

/** A reason of the nightly check that the manifest accepts for a time. */
export interface AcceptedReason {
  readonly code: ReasonCode;
  /** One sentence for readers. */
  readonly because: string;
  /** Last day, `YYYY-MM-DD`, UTC. */
  readonly until: string;
}

/** Planned maintenance of a hub. */
export interface MaintenanceWindow {
  /** ISO 8601, UTC. */
  readonly start: string;
  /** ISO 8601, UTC; the first moment after it. */
  readonly end: string;
  readonly note?: string;
}

export interface Hub {
  readonly id: string;
  readonly type: HubType;
  /** http(s) address without a trailing slash; may have a path prefix. */
  readonly url: string;
  readonly title: string;
  /** Ids of the environments the hub runs; absent means any. Always there for a kind that runs given images. */
  readonly environments?: readonly string[];
  /** Whether a student has to sign in. */
  readonly signIn: boolean;
  /** The hub's `NBGITPULLER_PARENTPATH`, without slashes at its ends; absent where that is unset. */
  readonly parentPath?: string;
  readonly app?: LaunchApp;
  /** What the manifest says of it; what it leaves out follows from the hub (`expectationsOf`). */
  readonly expect?: HubExpectations;
  readonly maintenance?: readonly MaintenanceWindow[];
  readonly accepted?: readonly AcceptedReason[];
}

/** What a student meets on a hub. */
export interface HubExpectations {
  /** Whether files stay when the server ends. */
  readonly kept?: boolean;
  /** Minutes without activity after which a server is ended. */
  readonly idleMinutes?: number;
  /** Hours after which a server is ended in any case. */
  readonly maxHours?: number;
  readonly memoryBytes?: number;
  /** How long the first start of an environment may take. */
  readonly firstStartMinutes?: number;
  /** How many servers of one Binder repository may run at a time. */
  readonly sharedSessions?: number;
  /** A sentence of the catalogue's own. */
  readonly note?: string;
}

export interface Environment {
  readonly id: string;
  readonly title: string;
  /** Image name without tag or digest, as written. */
  readonly image: string;
  readonly current: EnvironmentVersion;
  /** Newest first. */
  readonly earlier: readonly EnvironmentVersion[];
  /** Repository in which the image is built. */
  readonly source?: string;
  readonly staleAfterDays?: number;
  readonly app?: LaunchApp;
}

export interface EnvironmentVersion {
  readonly tag: string;
  /** `sha256:` and 64 hexadecimal digits. */
  readonly digest?: string;
  readonly label?: string;
  readonly binder?: BinderRepository;
  /** Of the current version: also what holds for the whole image repository (`core/health/acceptance.ts`). */
  readonly accepted?: readonly AcceptedReason[];
}

export interface BinderRepository {
  readonly repository: string;
  /** Branch, tag or commit. */
  readonly ref: string;
  /** It is the repository of a content with `pull: none`, so any file that repo2docker builds will do. */
  readonly buildsContent?: true;
}

export interface Content {
  readonly id: string;
  readonly title: string;
  readonly repository: string;
  /** Branch or tag, never a commit. */
  readonly branch: string;
  /**
   * Folder that hubs pull the repository into, below their parent path, without slashes at its ends: as the
   * manifest names it, or as `assignFolders` chose it. Absent: the name of the repository.
   */
  readonly folder?: string;
  /**
   * `none`: the notebooks are in the image, as a BinderHub builds it from this repository, and nbgitpuller brings
   * nothing. Absent: nbgitpuller pulls them.
   */
  readonly pull?: 'none';
  /** Id of the environment its notebooks run in, unless a notebook says otherwise. */
  readonly environment: string;
  /** Ids of the hubs to offer, in order. Absent: every hub that can run the environment. */
  readonly hubs?: readonly string[];
  readonly language: string;
  readonly tags: readonly string[];
  readonly description?: string;
  /** Picture of the collection: path in the repository. */
  readonly image?: string;
  readonly authors?: readonly string[];
  readonly license?: string;
  /** Titles of its folders, in the order of the manifest. */
  readonly sections?: readonly ContentSection[];
  /** Globs over paths in the repository. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  /** Folder to read the files from instead of cloning, as written, relative to the manifest's folder. */
  readonly directory?: string;
  /**
   * Where `directory` stands in `repository`, without slashes at its ends; empty for the root. All
   * paths and globs of the manifest are paths in the repository, so they include it.
   */
  readonly repositoryPath: string;
  /** Where the manifest sets its own bound. */
  readonly maxNotebooks?: number;
  /** Template of the pages that show the notebooks with their results; see `buildExecutedUrl`. */
  readonly executed?: string;
  readonly notebooks: readonly NotebookEntry[];
  readonly editions: readonly Edition[];
  /** For all its editions, too. */
  readonly accepted?: readonly AcceptedReason[];
}

/** A branch or tag of a repository, and the folder that links pull it into, below a hub's parent path. */
export interface FolderRecord {
  readonly repository: string;
  readonly branch: string;
  readonly folder: string;
}

/** A folder of a content repository with a title of its own. */
export interface ContentSection {
  /** Path in the repository, without slashes at its ends. */
  readonly folder: string;
  readonly title: string;
}

/** What the manifest says of one notebook. */
export interface NotebookEntry {
  /** Path in the repository, `/` between segments. */
  readonly path: string;
  readonly id?: string;
  readonly title?: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly environment?: string;
  /** Page that shows it with its results. */
  readonly executed?: string;
  /** Its picture in lists: path in the repository. */
  readonly image?: string;
  /** The notebook that this one is a translation of. */
  readonly translates?: NotebookId;
}

/** An older pairing of a content ref with an environment version. */
export interface Edition {
  readonly id: string;
  readonly label: string;
  /** Branch or tag of the content repository. */
  readonly branch: string;
  /** Folder that hubs pull it into, once `assignFolders` has chosen it. */
  readonly folder?: string;
  /** Id of the environment at that time; absent: that of each notebook today. */
  readonly environment?: string;
  /** Tag of the environment: the current one or one of `earlier`. */
  readonly tag: string;
  /** Path today → path at that time, for files that have been renamed since. */
  readonly paths?: Readonly<Record<string, string>>;
}

export interface Moved<Id extends string = NotebookId> {
  readonly from: Id;
  readonly to: Id;
}

/** Ids that were those of environments; their pages and badges go on answering. */
export interface FormerEnvironments {
  readonly moved: readonly Moved<string>[];
  readonly retired: readonly Retired<string>[];
  /** Ids among them that the manifest does not record: the build kept them. */
  readonly kept: readonly string[];
}

/** A notebook, or an environment, that left the catalogue. Its address goes on saying so. */
export interface Retired<Id extends string = NotebookId> {
  readonly id: Id;
  readonly title?: string;
  /** Day on which it left, `YYYY-MM-DD`. */
  readonly on?: string;
  /** Why it left, in a sentence. */
  readonly because?: string;
  /** What to use now; may itself have moved or been retired since. */
  readonly instead?: Id;
}
