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
}

/** What a Dockerfile builds upon: the external image of its last stage, which is the one that is built. */
export interface DockerfileBase {
  /** The image as written, variables resolved to their defaults. */
  readonly image: string;
  readonly reference: ImageReference;
  /** Value of `--platform`, resolved; absent where the `FROM` has none. */
  readonly platform?: string;
  /** 1-based line of the `FROM` that names the image. */
  readonly line: number;
  /** Images of other stages and of `COPY --from`, resolved, in order, each once. */
  readonly auxiliary: readonly string[];
}

/**
 * Why a Dockerfile has no base image. Every code but `dockerfile/too-large` and
 * `dockerfile/too-complex` (limits of this reader) means that Docker refuses the file too, or that
 * there is no image to launch.
 */
export interface DockerfileFailure {
  readonly code:
    | 'dockerfile/too-large'
    | 'dockerfile/too-complex'
    | 'dockerfile/not-text'
    | 'dockerfile/line-too-long'
    | 'dockerfile/bad-directive'
    | 'dockerfile/unterminated-heredoc'
    | 'dockerfile/no-from'
    | 'dockerfile/instruction-before-from'
    | 'dockerfile/from-arguments'
    | 'dockerfile/bad-flag'
    | 'dockerfile/bad-stage-name'
    | 'dockerfile/bad-argument'
    | 'dockerfile/bad-substitution'
    | 'dockerfile/empty-image'
    | 'dockerfile/bad-image'
    | 'dockerfile/from-scratch';
  /** One sentence: what is wrong, what is allowed. */
  readonly message: string;
  /** 1-based. */
  readonly line: number;
}
