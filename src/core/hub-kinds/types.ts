/**
 * What follows from the kind of a hub. A new kind is a file like `binderhub.ts`, its line in `kinds.ts`, and what the
 * compiler then asks for: how its links are made (`core/links/hub-links.ts`), and how its health is asked by the
 * nightly check (`io/hub/client.ts`) and by a reader's browser (`site/browser/launcher-live.ts`).
 */
export interface HubKind {
  /** For people. */
  readonly name: string;
  /**
   * `binder-repositories`: builds the Dockerfile of any version that has one. `given-images`: has to be told
   * which environments it offers, and offers their current versions. `own-files`: opens files that were built into
   * it, without any image, so that nothing of an environment is tested there; offered after all that is.
   */
  readonly runs: 'binder-repositories' | 'given-images' | 'own-files';
  /** Whether people sign in, where the manifest doesn't say. */
  readonly signIn: boolean;
  /** Whether files are kept when a server ends, where the manifest doesn't say. */
  readonly keepsFiles: boolean;
  /** How long the first start of an environment may take, as far as the kind tells. */
  readonly firstStartMinutes?: number;
  /** Whose `app` wins where both name one: the hub knows what its servers have, or the image decides. */
  readonly appFrom: 'hub' | 'environment';
  /** Whether it may pull into a folder of its own choice (`NBGITPULLER_PARENTPATH`). */
  readonly hasParentPath: boolean;
  /** Whether a page asks what to start, and a link can answer it. */
  readonly hasStartPage: boolean;
  /** Whether learning platforms may sign students in to it (LTI). */
  readonly hasLti: boolean;
  /** Whether its servers may have keys for ssh addresses. */
  readonly hasSshKeys: boolean;
  /** Whether a start can be followed from another page. */
  readonly canBeWatched: boolean;
}
