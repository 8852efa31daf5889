import type { AcceptedReason, MaintenanceWindow } from '../catalog/types.ts';
import type { Detail } from '../details.ts';
import type { HubType } from '../hub-kinds/kinds.ts';
import type { BinderPreflight } from '../images/binder-preflight.ts';

/**
 * What one nightly check saw, not yet judged: plain data that the adapters fill in and
 * `foldStatus` reduces. `detail` is why something failed, without secrets.
 */
export interface NightObservations {
  readonly durationMs: number;
  /** One for every version of the catalogue, in its order; those that `--only` leaves out are `skipped`. */
  readonly environments: readonly VersionObservation[];
  readonly contents: readonly ContentObservation[];
  readonly hubs: readonly HubObservation[];
}

/** An entry that was not checked (`--only`): it keeps its previous row. */
export interface Skipped {
  readonly kind: 'skipped';
}

export interface VersionObservation {
  readonly environmentId: string;
  readonly tag: string;
  /** Full name with the tag, for sentences, such as `ghcr.io/oggm/r2d:20230310T1959`. */
  readonly image: string;
  readonly pinnedDigest: string | null;
  /** Only where age matters: earlier versions are old by intention and carry none. */
  readonly staleAfterDays?: number;
  /** What the manifest accepts. */
  readonly accepted?: readonly AcceptedReason[];
  readonly registry: ImageObservation | Skipped;
  /** Absent where the version has no Binder repository. */
  readonly binder?: BinderObservation | Skipped;
  /** What the mirror says, where the first registry does not serve the image; its name is without tag. */
  readonly mirror?: { readonly image: string; readonly check: ImageObservation };
  /** A tag of the same pattern that is higher, where the registry lists one. */
  readonly newerTag?: string;
  /** The last attempt to build it again from its source, where its repository writes that down. */
  readonly rebuild?: Rebuild;
}

/** The last attempt to build a version again from its source. */
export interface Rebuild {
  readonly isBuilt: boolean;
  /** ISO 8601. */
  readonly at: string;
}

/** Why a registry could not tell. None of these says anything about the image. */
export interface RegistryTrouble {
  readonly kind: 'unreachable' | 'rate-limited' | 'unauthorized';
  readonly registry: string;
  readonly detail: Detail;
}

export type ImageObservation =
  | {
      readonly kind: 'present';
      /** Digest the tag has now. */
      readonly digest: string;
      readonly pin: PinObservation;
      /** Why it cannot be pulled although its tag is there; absent where nothing of the kind was seen. */
      readonly fault?: ImageFault;
      /** The same of the pinned image, with `served`. */
      readonly pinFault?: ImageFault;
      readonly facts: ImageFacts | RegistryTrouble;
    }
  | {
      readonly kind: 'missing';
      /** What the registry says it does not have. */
      readonly what: 'tag' | 'repository';
      readonly pin: PinObservation;
    }
  /** Registries do not tell a missing image from a private one. */
  | { readonly kind: 'not-public-or-missing'; readonly registry: string; readonly detail: Detail }
  | RegistryTrouble;

/** Why no client can pull an image, or with `platform-unknown` some cannot, as its registry describes the parts. */
export type ImageFault =
  /** Nothing but the tag and what it names directly is proven by the tag's own digest. */
  | {
      readonly kind: 'part-gone';
      readonly part: 'manifest' | 'configuration' | 'layer';
      readonly digest: string;
    }
  /** A Helm chart, a signature, a file: `holds` is the media type that says so. */
  | { readonly kind: 'no-image'; readonly holds: string }
  /** Docker's manifest schema 1. */
  | { readonly kind: 'old-schema' }
  /** Nothing for linux/amd64; an index that is empty or holds attestations only has no platform at all. */
  | { readonly kind: 'wrong-platform'; readonly platforms: readonly string[] }
  /**
   * Neither the index nor the image in it names a platform. containerd and BuildKit refuse it; containers/image (podman,
   * CRI-O) and the classic store of Docker's engine start it.
   */
  | { readonly kind: 'platform-unknown' };

/**
 * The pinned digest against what the registry serves: `same` as the tag's, a `platform` image inside
 * the tag's index, another image that is still `served`, `gone` (or a part of it is), `not-told`, or no pin at all.
 */
export type PinObservation = 'none' | 'same' | 'platform' | 'served' | 'gone' | 'not-told';

export interface ImageFacts {
  readonly kind: 'facts';
  /** ISO 8601; null where the image does not tell (reproducible builds zero it). */
  readonly createdAt: string | null;
  /** Compressed download of linux/amd64; null without that platform. */
  readonly sizeBytes: number | null;
  /** `os/architecture[/variant]`, attestations left out; empty where the image does not tell. */
  readonly platforms: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  /** `User` of the configuration; empty means root. */
  readonly user: string;
  /** `Entrypoint` in one line; absent without one. */
  readonly entrypoint?: string;
  /** Absent where no image for linux/amd64 was read. */
  readonly preflight?: BinderPreflight;
}

export type BinderObservation = BinderTrouble | BinderDockerfile;

export interface BinderTrouble {
  readonly kind:
    | 'repository-missing'
    | 'ref-missing'
    | 'dockerfile-missing'
    | 'dockerfile-invalid'
    | 'unreachable';
  readonly repository: string;
  readonly ref: string;
  readonly detail: Detail;
  /** With `ref-missing`: what the repository's `HEAD` is. */
  readonly defaultBranch?: string;
}

export interface BinderDockerfile {
  readonly kind: 'dockerfile';
  /** With false, no file of the repository is in the image. */
  readonly copiesFiles?: boolean;
  readonly repository: string;
  readonly ref: string;
  readonly commit: string;
  /** Path of the Dockerfile that repo2docker takes. */
  readonly path: string;
  /** The image its last stage starts from, as written and resolved. */
  readonly from: string;
  /** The digest in it. */
  readonly fromDigest?: string;
  /** Value of `--platform`. */
  readonly platform?: string;
  /**
   * The same as the catalogue's: `same`, `same-by-digest`, without tag and digest (or `latest`): `unpinned`, another, or
   * none, where Binder installs what another file lists.
   */
  readonly match: 'same' | 'same-by-digest' | 'unpinned' | 'differs' | 'no-image';
  /** Whether the image it names is there, where that is not the catalogue's own. */
  readonly fromImage?: 'present' | 'missing' | 'not-public-or-missing' | 'not-told';
  /** Images of its other stages and of `COPY --from` that are not there, or of which it could not be determined. */
  readonly otherImages?: readonly {
    readonly image: string;
    readonly presence: 'missing' | 'not-public-or-missing' | 'not-told';
  }[];
  /** Why it cannot be determined whether Docker builds it. */
  readonly doubt?: Detail;
}

export interface ContentObservation {
  readonly id: string;
  /** Id of an edition: an older ref of the same content, with a row of its own. */
  readonly edition?: string;
  readonly repository: string;
  /** Branch or tag. */
  readonly branch: string;
  readonly accepted?: readonly AcceptedReason[];
  readonly check:
    | {
        readonly kind: 'read';
        readonly commit: string;
        /** Catalogued notebooks. */
        readonly notebookCount: number;
        /** Those that the ref does not hold. */
        readonly missing: readonly string[];
        /** How many there are, where they are too many to name all of them. */
        readonly missingCount?: number;
        /** Where missing ones are now, as far as the history tells. */
        readonly moved?: Readonly<Record<string, string>>;
      }
    | {
        readonly kind: 'repository-missing' | 'ref-missing' | 'unreachable';
        readonly detail: Detail;
        /** With `ref-missing`: what the repository's `HEAD` is. */
        readonly defaultBranch?: string;
      }
    | Skipped;
}

export interface HubObservation {
  readonly id: string;
  readonly title: string;
  readonly accepted?: readonly AcceptedReason[];
  readonly maintenance?: readonly MaintenanceWindow[];
  readonly check: HubCheck | Skipped;
}

export type HubCheck =
  | {
      readonly kind: 'healthy';
      readonly version?: string;
      /** Of the files that it should have: those that it lacks. */
      readonly missing?: readonly string[];
    }
  | { readonly kind: 'wrong-kind'; readonly expected: HubType; readonly found: HubType }
  /** It reported a problem, or did not answer like a hub. */
  | { readonly kind: 'unhealthy'; readonly detail: Detail }
  | { readonly kind: 'unreachable'; readonly detail: Detail }
  /** It asked us to retry later, so it runs, and nothing more is known. */
  | { readonly kind: 'rate-limited'; readonly detail: Detail }
  /** A proxy or the hub itself blocks the check, which says nothing about its users. */
  | { readonly kind: 'refused'; readonly detail: Detail }
  /** Our own network was down; `foldStatus` sets this. */
  | { readonly kind: 'not-asked' };
