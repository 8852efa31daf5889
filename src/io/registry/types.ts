import type { Detail } from '../../core/details.ts';
import type { ImageObservation, RegistryTrouble } from '../../core/health/observations.ts';
import type { ImageReference } from '../../core/images/types.ts';

/**
 * Asks registries about images (OCI distribution specification), about the same tag, digest or list of tags
 * once: a client is for one run, and what it was told, or not told, holds for the whole of it. Nothing
 * here throws.
 */
export interface RegistryClient {
  /**
   * Everything a nightly check needs about one tag.
   *
   * @param pinnedDigest what the tag should hold; null where the catalogue pins none
   */
  checkImage(reference: ImageReference, pinnedDigest: string | null): Promise<ImageObservation>;
  /** Whether an image is there, by its digest where the reference carries one (as pulling does), else by its tag. */
  checkPresence(reference: ImageReference): Promise<Presence>;
  /** All tags of a repository; undefined where the registry does not tell. */
  listTags(reference: ImageReference): Promise<readonly string[] | undefined>;
}

export type Presence = 'present' | 'missing' | 'not-public-or-missing' | 'not-told';

/** What a registry said no to, or why it could not be asked. */
export type RegistryRefusal =
  | { readonly kind: 'missing'; readonly what: 'tag' | 'repository' }
  | { readonly kind: 'not-public-or-missing'; readonly registry: string; readonly detail: Detail }
  | RegistryTrouble;

/** Bytes by their digest, kept for ever: what a digest names never changes. */
export interface ContentCache {
  read(digest: string): Promise<Buffer | undefined>;
  write(digest: string, bytes: Buffer): Promise<void>;
  remove(digest: string): Promise<void>;
}

export interface Credentials {
  readonly username: string;
  /** Empty beside an identity token. */
  readonly password: string;
  /** What some registries give for a password at sign-in (`identitytoken`); good for getting pull tokens only. */
  readonly identityToken?: string;
}

/** Finds what to sign in with; undefined means: ask without signing in, and send nothing. */
export interface CredentialStore {
  find(reference: Pick<ImageReference, 'registry' | 'repository'>): Credentials | undefined;
}
