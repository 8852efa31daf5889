/** What repo2docker reads the packages from. */
export const ENVIRONMENT_KINDS = ['conda', 'requirements', 'apt', 'r'] as const;

export type EnvironmentKind = (typeof ENVIRONMENT_KINDS)[number];

export const IMAGE_REGISTRIES = ['ghcr', 'docker', 'quay'] as const;

export type ImageRegistry = (typeof IMAGE_REGISTRIES)[number];

interface RegistryFacts {
  readonly host: string;
  /** Settings of the repository that the workflow signs in with; GHCR needs none. */
  readonly secrets?: { readonly user: string; readonly token: string };
  readonly title: string;
}

export const REGISTRY_FACTS: Readonly<Record<ImageRegistry, RegistryFacts>> = {
  ghcr: { host: 'ghcr.io', title: 'GitHub Packages' },
  docker: {
    host: 'docker.io',
    title: 'Docker Hub',
    secrets: { user: 'DOCKERHUB_USER', token: 'DOCKERHUB_TOKEN' },
  },
  quay: { host: 'quay.io', title: 'Quay', secrets: { user: 'QUAY_USER', token: 'QUAY_TOKEN' } },
};

/** All that a new environment repository is written from. */
export interface NewEnvironment {
  /** Id in the catalogue's manifest, and name of the image. */
  readonly name: string;
  readonly kind: EnvironmentKind;
  readonly registry: ImageRegistry;
  /** Account at the registry, in lower case. */
  readonly owner: string;
}

/** Name of the image without a tag. */
export function imageOf({ name, registry, owner }: NewEnvironment): string {
  return `${REGISTRY_FACTS[registry].host}/${owner}/${name}`;
}
