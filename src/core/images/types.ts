import type { Detail } from '../details.ts';

/**
 * A parsed image reference, normalised as the Docker and OCI tools do (distribution/reference,
 * `reference.go` and `normalize.go`).
 */
export interface ImageReference {
  /** Host and optional port; `docker.io` for Docker Hub. */
  readonly registry: string;
  /** Path below the registry, `library/` added where Docker Hub adds it. */
  readonly repository: string;
  readonly tag?: string;
  /** `sha256:` and 64 hexadecimal digits, or another algorithm of the specification. */
  readonly digest?: string;
}

export interface ImageReferenceFailure {
  readonly code:
    | 'image-reference/empty'
    | 'image-reference/uppercase'
    | 'image-reference/malformed'
    | 'image-reference/bad-tag'
    | 'image-reference/bad-digest';
  /** One sentence: what is wrong, what is allowed. */
  readonly message: string;
  /** The same as data. */
  readonly detail: Detail;
}
