import type { Catalog, NotebookId } from '../catalog/types.ts';
import type { Diagnostic, Position } from '../diagnostics/types.ts';
import type { AddressBook } from '../site/permanent-addresses.ts';
import type { ManifestAddition } from './additions.ts';
import type {
  PublishedEdition,
  PublishedEnvironment,
  PublishedFormerEnvironment,
  PublishedNotebook,
} from './parse.ts';

/** A notebook of the catalogue as it is about to be published. */
export interface PresentNotebook {
  readonly id: NotebookId;
  readonly contentId: string;
  readonly path: string;
  /** Whether `id:` of the manifest gives it its id. */
  readonly isDeclared: boolean;
  readonly editions: readonly { readonly id: string }[];
}

/** What the next publication will answer. */
export interface PresentCatalog extends AddressBook<PresentNotebook, { readonly id: NotebookId }> {
  readonly environments: readonly { readonly id: string; readonly image: string }[];
  /** Ids of environments that answer without being in use. */
  readonly formerEnvironmentIds: readonly string[];
}

/** Where a notebook is now whose id would vanish. */
export interface Successor {
  readonly id: NotebookId;
  readonly path: string;
  /** How it is known: it was published so, the path is the same, git says so, or only the name is like it. */
  readonly by: 'record' | 'path' | 'blob' | 'name';
}

export interface VanishedNotebook {
  readonly notebook: PublishedNotebook;
  readonly successor?: Successor;
}

/** Something that was published and would no longer lead where it led. */
export type Vanished =
  | ({ readonly kind: 'notebook' } & VanishedNotebook)
  /** All that was left of a content whose id is gone. */
  | { readonly kind: 'content'; readonly contentId: string; readonly notebooks: readonly VanishedNotebook[] }
  /** The id belongs to another file, while the one that had it is still there. */
  | {
      readonly kind: 'reassigned';
      readonly notebook: PublishedNotebook;
      readonly holder: PresentNotebook;
      /** Where the file that had the id is now, with what id. */
      readonly successor: Successor;
    }
  /** The file that had the id is gone, and another one, which was published with an id of its own, slipped into it. */
  | {
      readonly kind: 'inherited';
      readonly notebook: PublishedNotebook;
      readonly holder: PresentNotebook;
      /** The holder as it was published; that id would vanish. */
      readonly before: PublishedNotebook;
    }
  | {
      readonly kind: 'edition';
      readonly contentId: string;
      readonly edition: PublishedEdition;
      /** Notebooks whose address of this edition would vanish. */
      readonly notebookIds: readonly NotebookId[];
    }
  | {
      readonly kind: 'environment';
      /** As it was published: in use, or as a former id. */
      readonly environment: PublishedEnvironment | PublishedFormerEnvironment;
      readonly renamedTo?: string;
    };

/** What is said of one vanished id, with the lines that keep it. */
export interface VanishedReport {
  readonly diagnostic: Diagnostic;
  readonly additions: readonly ManifestAddition[];
}

export interface ReportContext {
  readonly catalog: Catalog;
  /** As `parseCatalog` gives it. */
  readonly positionOf: (path: readonly (string | number)[]) => Position;
  /** `YYYY-MM-DD`, for what is retired. */
  readonly today: string;
}
