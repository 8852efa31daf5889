import type * as z from 'zod';
import type { DeepReadonly } from '../deep-readonly.ts';
import type { OtherWay } from '../links/other-ways.ts';
import type { BinderRepository } from '../links/types.ts';
import type { NotebookId } from './fields/ids.ts';
import type { ContentSchema, EditionSchema } from './schema/content.ts';
import type { EnvironmentSchema, VersionSchema } from './schema/environment.ts';
import type { HubSchema } from './schema/hub.ts';
import type { SiteSchema } from './schema/site.ts';

/**
 * The catalogue after parsing: what the schemas of the manifest's parts give, with ids, in the order of the file.
 * Defaults are filled in and references known to exist. Keys are camelCase here and snake_case in the file; what they
 * mean is said in `schema/`. What is added here is not of the manifest.
 */

type Parsed<Schema extends z.ZodType> = DeepReadonly<z.output<Schema>>;

export type { BinderRepository, LaunchApp } from '../links/types.ts';
export type { NotebookId } from './fields/ids.ts';

export interface Catalog {
  readonly site: Site;
  readonly hubs: readonly Hub[];
  readonly environments: readonly Environment[];
  readonly contents: readonly Content[];
  /** Services that the manifest adds to those that are known. */
  readonly otherWays?: readonly OtherWay[];
  readonly moved: readonly Moved[];
  readonly retired: readonly Retired[];
  /** Absent where every environment has the id that it always had. */
  readonly formerEnvironments?: FormerEnvironments;
  /** Every folder that links pull into, or did, once `assignFolders` has chosen them. */
  readonly folders?: readonly FolderRecord[];
}

export type Site = Parsed<typeof SiteSchema>;
/** A line at the top of every page, from one moment to another (ISO 8601, UTC; `until` is the first moment after it). */
export type Announcement = NonNullable<Site['announcement']>;

export interface Hub extends Parsed<typeof HubSchema> {
  readonly id: string;
}
/** What a student meets on a hub, as far as the manifest says it; the rest follows from the hub (`expectationsOf`). */
export type HubExpectations = NonNullable<Hub['expect']>;
/** Planned maintenance of a hub (ISO 8601, UTC; `end` is the first moment after it). */
export type MaintenanceWindow = NonNullable<Hub['maintenance']>[number];
/** A reason of the nightly check that the manifest accepts for a time; `until` is the last day, UTC. */
export type AcceptedReason = NonNullable<Hub['accepted']>[number];

export interface Environment extends Omit<Parsed<typeof EnvironmentSchema>, 'current' | 'earlier'> {
  readonly id: string;
  readonly title: string;
  readonly current: EnvironmentVersion;
  /** Newest first. */
  readonly earlier: readonly EnvironmentVersion[];
}

/** `accepted` of the current version is also what holds for the whole image repository (`core/health/acceptance.ts`). */
export interface EnvironmentVersion extends Omit<Parsed<typeof VersionSchema>, 'binder'> {
  /** With `isBinderManaged`: the catalogue's own repository at the commit that follows from the pin (`managed-binder.ts`). */
  readonly binder?: BinderRepository;
}

export interface Content extends Omit<Parsed<typeof ContentSchema>, 'editions'> {
  readonly id: string;
  readonly language: string;
  /** As the manifest names it, or as `assignFolders` chose it. Absent: the name of the repository. */
  readonly folder?: string;
  readonly editions: readonly Edition[];
}

/** A branch or tag of a repository, and the folder that links pull it into, below a hub's parent path. */
export interface FolderRecord {
  readonly repository: string;
  readonly branch: string;
  readonly folder: string;
}

/** A folder of a content repository with a title of its own; the folder is without slashes at its ends. */
export type ContentSection = NonNullable<Content['sections']>[number];
/** What the manifest says of one notebook. */
export type NotebookEntry = Content['notebooks'][number];

/** An older pairing of a content ref with an environment version. */
export interface Edition extends Parsed<typeof EditionSchema> {
  readonly id: string;
  readonly label: string;
  /** Folder that hubs pull it into, once `assignFolders` has chosen it. */
  readonly folder?: string;
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

/** A notebook, or an environment, that was removed from the catalogue. Its page keeps saying so. */
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
