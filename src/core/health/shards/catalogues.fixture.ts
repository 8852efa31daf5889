import type { Catalog } from '../../catalog/types.ts';

export interface CatalogSizes {
  readonly environmentCount: number;
  /** Of each environment. */
  readonly versionCount: number;
  /** Image repositories, used in turn. */
  readonly imageCount: number;
  /** Binder repositories, used in turn; none with 0. */
  readonly binderCount: number;
  readonly contentCount: number;
  /** Content repositories, used in turn. */
  readonly repositoryCount: number;
  readonly hubCount: number;
}

/** A catalogue of some size for tests; contents have an edition where their number is odd. */
export function makeCatalog(sizes: CatalogSizes): Catalog {
  const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);
  return {
    site: { title: 'Night', url: 'https://night.example.org/', language: 'en' },
    hubs: numbers(sizes.hubCount).map((hub) => ({
      id: `hub${hub}`,
      type: 'binderhub',
      url: `https://hub${hub % 3}.example.org`,
      title: `Hub ${hub}`,
      signIn: false,
    })),
    environments: numbers(sizes.environmentCount).map((environment) => {
      const [current = { tag: 'v1' }, ...earlier] = numbers(sizes.versionCount).map((version) => ({
        tag: `v${sizes.versionCount - version}`,
        ...(sizes.binderCount === 0
          ? {}
          : {
              binder: {
                repository: `https://git.example.org/binder${environment % sizes.binderCount}`,
                ref: `v${version}`,
              },
            }),
      }));
      return {
        id: `environment${environment}`,
        title: `Environment ${environment}`,
        image: `registry${environment % 2}.example.org/course/image${environment % sizes.imageCount}`,
        current,
        earlier,
      };
    }),
    contents: numbers(sizes.contentCount).map((content) => ({
      id: `content${content}`,
      title: `Content ${content}`,
      repository: `https://git.example.org/content${content % sizes.repositoryCount}`,
      branch: 'main',
      environment: 'environment0',
      language: 'en',
      tags: [],
      include: ['**/*.ipynb'],
      exclude: [],
      repositoryPath: '',
      notebooks: [],
      editions: content % 2 === 0 ? [] : [{ id: 'spring', label: 'Spring', branch: 'spring', tag: 'v1' }],
    })),
    moved: [],
    retired: [],
  };
}
