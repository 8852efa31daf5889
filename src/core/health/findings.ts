import type { RegistryTrouble } from './observations.ts';
import type { ReasonCode } from './types.ts';

/** A reason before it is known since when it holds. */
export interface Finding {
  readonly code: ReasonCode;
  /** One plain sentence for people. */
  readonly message: string;
  /** With `content/notebook-missing`: the notebook. */
  readonly path?: string;
}

/** What a registry could not tell, and why. */
export function judgeRegistryTrouble({ kind, registry, detail }: RegistryTrouble): Finding {
  switch (kind) {
    case 'rate-limited':
      return {
        code: 'registry/rate-limited',
        message: `${registry} asked us to come back later, so the image could not be checked: ${detail}.`,
      };
    case 'unauthorized':
      return {
        code: 'registry/unauthorized',
        message: `${registry} did not accept our sign-in, so the image could not be checked: ${detail}.`,
      };
    case 'unreachable':
      return {
        code: 'registry/unreachable',
        message: `${registry} could not be asked about the image: ${detail}.`,
      };
  }
}

/** `sha256:0123456789ab…`: enough of a digest to tell two apart. */
export function shortenDigest(digest: string): string {
  const colon = digest.indexOf(':');
  return digest.length > colon + 13 ? `${digest.slice(0, colon + 13)}…` : digest;
}

/** A repository as people name it: `github.com/OGGM/binder`. */
export function nameRepository(repository: string): string {
  return repository.replace(/^[a-z+]+:\/\//i, '').replace(/\/$/, '');
}
