import type {
  ContentSection,
  Environment,
  EnvironmentVersion,
  FolderRecord,
  Hub,
  Moved,
  NotebookId,
  Retired,
  Site,
} from '../catalog/types.ts';
import type { ContentNotice } from '../content/limits.ts';
import type { LaunchHealth } from '../health/summary.ts';
import type { Reason, Status } from '../health/types.ts';
import type { TextOpening } from '../links/text-notebooks.ts';
import type { Heading, Kernel, NotebookProblem, Notice } from '../notebooks/types.ts';

/**
 * Everything the pages show, gathered before Astro starts. Plain data, written to one file, so that
 * pages neither fetch nor decide.
 */
export interface SiteModel {
  /** ISO 8601, UTC. */
  readonly generatedAt: string;
  readonly site: Site;
  /** Pictures and styles of its own; absent where it has none. */
  readonly brand?: SiteBrand;
  readonly hubs: readonly Hub[];
  readonly environments: readonly Environment[];
  readonly contents: readonly SiteContent[];
  /** In the order of the catalogue: contents as in the manifest, notebooks as chosen there. */
  readonly notebooks: readonly SiteNotebook[];
  readonly moved: readonly Moved[];
  readonly retired: readonly SiteRetired[];
  /** Ids under `moved` and `retired` that the manifest does not record: the build kept them. */
  readonly kept?: readonly NotebookId[];
  readonly formerEnvironments?: readonly FormerEnvironment[];
  /** Every folder that links of this catalogue pull into, or did, for the next publication. */
  readonly folders?: readonly FolderRecord[];
  /** The last nightly check, where one is known. */
  readonly status: Status | null;
}

/** A picture among the published files. */
export interface SitePicture {
  readonly name: string;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

/** What gives a site its face. */
export interface SiteBrand {
  readonly logo?: SitePicture;
  /** In place of the logo on dark pages. */
  readonly logoDark?: SitePicture;
  /** Pages on which the logo does not stand out: it has a ground of its own there. */
  readonly logoHiddenOn?: 'light' | 'dark';
  /** Names among the published files. */
  readonly favicon?: string;
  readonly touchIcon?: string;
  /** On the start page. */
  readonly image?: SitePicture;
  /** Name of the picture beside links to pages that have none of their own. */
  readonly sharePicture?: string;
  /** Style rules that every page loads after its own. */
  readonly styles?: string;
}

/** Something of the manifest that shows only when its files are read; the site is built all the same. */
export interface ManifestProblem {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  /** Keys of the manifest from its root. */
  readonly path: readonly string[];
}

export interface SiteContent {
  readonly id: string;
  readonly title: string;
  readonly repository: string;
  readonly branch: string;
  /** Folder that hubs pull it into; absent: the name of the repository. */
  readonly folder?: string;
  /** The notebooks are in the image that a BinderHub builds from the repository. */
  readonly pull?: 'none';
  readonly commit?: string;
  readonly language: string;
  readonly environment: string;
  /** Ids of its editions, in the order of the manifest. */
  readonly editionIds: readonly string[];
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly description?: string;
  readonly authors?: readonly string[];
  readonly license?: string;
  /** Folders with titles of their own, in the order of the manifest. */
  readonly sections?: readonly ContentSection[];
  /** Name of its picture among the published files. */
  readonly cover?: string;
  /** Name of the picture beside links to it, of `SHARE_PICTURE_SIZE`. */
  readonly sharePicture?: string;
  /** It could not be read as it is now. */
  readonly away?: SiteAway;
  /** What the site leaves out of it, where it is too much. */
  readonly notices?: readonly ContentNotice[];
}

/** Why a content could not be read when the site was made, and what is shown instead: an earlier fetch, the last publication, or nothing. */
export interface SiteAway {
  readonly reason: Omit<Reason, 'since'>;
  readonly shown: 'copy' | 'published' | 'nothing';
}

/** A notebook that left the catalogue, with what is nearest to it now. */
export interface SiteRetired extends Omit<Retired, 'instead'> {
  readonly title: string;
  /** A notebook of this catalogue, or absent. */
  readonly nearest?: { readonly id: NotebookId; readonly title: string };
}

/** An environment that left the catalogue, with what is nearest to it now. */
export interface RetiredEnvironment extends Omit<Retired<string>, 'instead'> {
  readonly title: string;
  /** An environment of this catalogue, or absent. */
  readonly nearest?: EnvironmentReference;
}

interface EnvironmentReference {
  readonly id: string;
  readonly title: string;
}

/** What the page and the badge of an id answer that was an environment's. */
export type FormerEnvironment = {
  readonly id: string;
  /** Whether the manifest says so; else the build kept the id. */
  readonly isRecorded: boolean;
} & (
  | { readonly kind: 'moved'; readonly environment: EnvironmentReference }
  | { readonly kind: 'retired'; readonly retired: RetiredEnvironment }
);

export interface SiteNotebook {
  readonly id: NotebookId;
  readonly contentId: string;
  /** Second half of the id. */
  readonly slug: string;
  /** Path in the content repository. */
  readonly path: string;
  readonly title: string;
  readonly description: string;
  /** Where the preview begins with the same words. */
  readonly isDescriptionInText: boolean;
  readonly language: string;
  readonly tags: readonly string[];
  readonly kernel?: Kernel;
  readonly programmingLanguage: string;
  readonly environmentId: string;
  readonly cellCount: number;
  readonly hasOutputs: boolean;
  readonly sizeBytes: number;
  /** ISO 8601; absent where the history at hand does not tell. */
  readonly changedAt?: string;
  /** Why there is no preview; the notebook still launches. */
  readonly problem?: NotebookProblem;
  /** Name of the rendered fragment in the cache; absent with `problem`. */
  readonly fragment?: string;
  readonly headings: readonly Heading[];
  /** Name of its picture among the published files (`COVER_SIZE`). */
  readonly cover?: string;
  /** Name of the picture beside links to it, of `SHARE_PICTURE_SIZE`. */
  readonly sharePicture?: string;
  /** The notebook that this one is a translation of. */
  readonly translates?: NotebookId;
  readonly notices: readonly Notice[];
  /** Addresses in the fragment of pictures that are not published, where there are any. */
  readonly leftOutImages?: readonly string[];
  /** Its preview has links whose words are those of other notebooks. */
  readonly namesLinks?: true;
  /** ISO 8601: when it last ran to its end in the image that its launches start, as it is now; absent where that is not known. */
  readonly ranAt?: string;
  /** The run whose outputs the preview shows, in place of those in the file: image with tag, ISO 8601. */
  readonly outputsOf?: { readonly image: string; readonly at: string };
  /** Page that shows the notebook with its results, where the manifest names one. */
  readonly executedUrl?: string;
  /** Page of the file at its host, where the host's addresses are known. */
  readonly sourceUrl?: string;
  readonly downloadUrl?: string;
  /** In the order in which they are offered: what works comes first. */
  readonly launches: readonly SiteLaunch[];
  /** Newest first; a version that no hub runs is there without launches. */
  readonly earlierVersions: readonly SiteVersion[];
  readonly editions: readonly SiteEdition[];
  /** Services that open it without the tested environment, as the manifest orders them; absent where there are none. */
  readonly otherWays?: readonly SiteWay[];
}

/** The notebook at a service that is none of the catalogue's hubs. */
export interface SiteWay {
  readonly id: string;
  readonly title: string;
  readonly url: string;
  /** It shows the notebook and runs nothing. */
  readonly isReader?: true;
}

export interface SiteLaunch {
  readonly hubId: string;
  readonly url: string;
  /** The same launch by other Binder repositories of the version, among which launcher pages spread their readers. */
  readonly moreUrls?: readonly string[];
  readonly health: LaunchHealth;
  /** Absent where the hub builds the image of the link. */
  readonly imageChoice?: ImageChoice;
  /** How the reader gets to the notebook, where the link opens it as text. */
  readonly textOpening?: TextOpening['kind'];
  /** Opens a text notebook as a notebook, where Jupytext is installed. */
  readonly notebookUrl?: string;
}

/**
 * Who chooses the image: the hub, which cannot be asked for it; the link; the start page, on which the link has
 * selected it; none any more, since the server of the link has to be running; or there is none, as it runs in the
 * reader's browser.
 */
export type ImageChoice = 'hub' | 'link' | 'form' | 'running-server' | 'browser';

/** The notebook of today in an earlier version of its environment. */
export interface SiteVersion {
  readonly version: EnvironmentVersion;
  /** In the order in which they are offered. */
  readonly launches: readonly SiteLaunch[];
}

/** The same notebook as it was taught: an older content ref in an older environment version. */
export interface SiteEdition extends SiteVersion {
  readonly id: string;
  readonly label: string;
  readonly environmentId: string;
  /** Branch or tag of the content repository. */
  readonly branch: string;
  /** Path at that time. */
  readonly path: string;
  /** Folder that hubs pull it into. */
  readonly folder?: string;
  /** The last nightly check did not find the notebook there: it was added later, or had another path. */
  readonly isMissing: boolean;
}
