import type { Detail } from '../details.ts';
import type { BinderPreflight } from '../images/binder-preflight.ts';
import type { ReasonCode } from '../reasons.ts';
import type { Verdict } from '../verdicts.ts';
import type { VerifiedCommand, VerifiedNotebook } from '../verify/types.ts';

/** The published `status.json`, as docs/nightly.md and the schema in `public/` describe it. */

export interface Reason {
  readonly code: ReasonCode;
  /** One plain sentence for people. */
  readonly message: string;
  /** ISO 8601, UTC: the first night of an unbroken run in which this reason was seen. */
  readonly since: string;
  /** With `content/notebook-missing`: the notebook, as its path in the repository. */
  readonly path?: string;
  /** What the message is about (`image`, `repository`, `ref`, `hub` …), for saying it in another language. */
  readonly about?: Readonly<Record<string, string>>;
  /** Why, where something failed; absent where a Slipway wrote the status that did not know it yet. */
  readonly detail?: Detail;
  /** The manifest accepts this reason, so it does not worsen the verdict. */
  readonly accepted?: { readonly because: string; readonly until: string };
}

export interface Night {
  /** UTC day, `YYYY-MM-DD`. */
  readonly date: string;
  readonly verdict: Verdict;
}

/** What every row of the status has. */
export interface StatusRow {
  readonly id: string;
  readonly verdict: Verdict;
  /** ISO 8601: when this row was looked at; absent where that is the status' own `checked_at`. */
  readonly checked_at?: string;
  /** ISO 8601: since when the verdict has been this one. */
  readonly since: string;
  /** ISO 8601; null when it was never seen to work. */
  readonly last_ok_at: string | null;
  /** With verdict `unknown`: the last one that could be determined. */
  readonly last_known?: { readonly verdict: Verdict; readonly at: string };
  readonly reasons: readonly Reason[];
  /** Oldest first, one row a day, 90 at most. */
  readonly history: readonly Night[];
}

/** One version of an environment; `id` is the environment's, `tag` tells its versions apart. */
export interface EnvironmentStatus extends StatusRow {
  readonly tag: string;
  readonly pinned_digest: string | null;
  readonly seen_digest: string | null;
  readonly created_at: string | null;
  /** Compressed download, in bytes, of linux/amd64. */
  readonly size_bytes: number | null;
  /** Such as `linux/amd64`. */
  readonly platforms: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  /** Whether Binder and nbgitpuller find what they need, as far as the image's configuration tells. */
  readonly preflight?: BinderPreflight;
  /** Its own check, as last run in the image by `slipway verify`. */
  readonly verified?: VerifiedCommand;
}

export interface ContentStatus extends StatusRow {
  /** Id of an edition, whose older ref has a row of its own after that of its content. */
  readonly edition?: string;
  readonly commit: string | null;
  /** Notebooks that the catalogue offers of it; absent where no night of this Slipway has counted them. */
  readonly notebook_count?: number;
  /** Paths of catalogued notebooks that the ref no longer holds. */
  readonly missing: readonly string[];
  /** How many there are, where they are too many to name all of them. */
  readonly missing_count?: number;
  /** Notebooks as last run by `slipway verify`, one entry for each environment version that ran it. */
  readonly verified?: readonly VerifiedNotebook[];
}

export interface HubStatus extends StatusRow {
  /** Notebooks that a JupyterLite site lacks, as `<content>/<path>`; absent where it lacks none. */
  readonly missing?: readonly string[];
}

export interface Status {
  readonly version: 1;
  /** ISO 8601, UTC. */
  readonly checked_at: string;
  readonly duration_ms: number;
  readonly environments: readonly EnvironmentStatus[];
  readonly contents: readonly ContentStatus[];
  readonly hubs: readonly HubStatus[];
}
