import { locate, type ManifestPath, type SourceMap, type SourceNode } from '../source/tree.ts';

/**
 * What the rules between keys look at, taken from the manifest as far as it is sound: a missing or
 * wrong part is simply absent, since the schema has reported it.
 */
export interface Outline {
  readonly root: SourceMap;
  readonly hubs: ReadonlyMap<string, HubOutline>;
  readonly environments: ReadonlyMap<string, EnvironmentOutline>;
  readonly contents: ReadonlyMap<string, ContentOutline>;
  /** Of each planned maintenance that several hubs share: the hubs that it names. */
  readonly maintenance: readonly (readonly TextAt[])[];
  /** Former id of a notebook or an environment → present one. */
  readonly moved: ReadonlyMap<string, string>;
  /** Retired id of a notebook or an environment → what its entry names instead; undefined where the entry names nothing. */
  readonly retired: ReadonlyMap<string, string | undefined>;
}

export interface HubOutline {
  readonly type: string | undefined;
  readonly url: string | undefined;
  readonly environments: readonly TextAt[] | undefined;
  /** Also where it is no list, which the schema has reported. */
  readonly hasEnvironments: boolean;
  readonly hasParentPath: boolean;
  readonly accepted: readonly TextAt[];
}

export interface EnvironmentOutline {
  /** Whether the current version has a Binder repository. */
  readonly hasBinder: boolean;
  readonly binder: { readonly repository: string | undefined; readonly ref: string | undefined };
  readonly tag: string | undefined;
  readonly earlierTags: readonly TextAt[];
  /** False where "earlier" is no list, which the schema has reported. */
  readonly areTagsKnown: boolean;
  /** Of every version, its reasons by themselves. */
  readonly accepted: readonly (readonly TextAt[])[];
}

export interface ContentOutline {
  readonly repository: string | undefined;
  readonly branch: string | undefined;
  readonly folder: string | undefined;
  /** `none` where the notebooks are in the image. */
  readonly pull: string | undefined;
  readonly environment: string | undefined;
  readonly hubs: readonly TextAt[] | undefined;
  readonly hasDirectory: boolean;
  readonly hasRepositoryPath: boolean;
  readonly accepted: readonly TextAt[];
  readonly notebooks: ReadonlyMap<
    string,
    { readonly id: string | undefined; readonly environment: string | undefined }
  >;
  readonly editions: ReadonlyMap<
    string,
    {
      readonly environment: string | undefined;
      readonly tag: string | undefined;
      readonly renamedPaths: readonly string[];
    }
  >;
}

/** A text and where it stands. */
export interface TextAt {
  readonly text: string;
  readonly path: ManifestPath;
}

export function createOutline(root: SourceMap): Outline {
  const at = (path: ManifestPath) => locate(root, path)?.node;
  const text = (path: ManifestPath) => {
    const node = at(path);
    return node?.kind === 'text' ? node.value : undefined;
  };
  const has = (path: ManifestPath) => (at(path)?.kind ?? 'empty') !== 'empty';
  const texts = (path: ManifestPath, key?: string): TextAt[] | undefined => {
    const node = at(path);
    if (node?.kind !== 'list') return undefined;
    return node.items.flatMap((_, index) => {
      const itemPath = key === undefined ? [...path, index] : [...path, index, key];
      const value = text(itemPath);
      return value === undefined ? [] : [{ text: value, path: itemPath }];
    });
  };
  const reasons = (path: ManifestPath) => texts([...path, 'accepted'], 'reason') ?? [];
  const itemsOf = (path: ManifestPath): ManifestPath[] => {
    const node = at(path);
    return node?.kind === 'list' ? node.items.map((_, index) => [...path, index]) : [];
  };
  const each = <Value>(
    path: ManifestPath,
    build: (path: ManifestPath) => Value,
  ): ReadonlyMap<string, Value> => new Map(keysOf(at(path)).map((key) => [key, build([...path, key])]));

  return {
    root,
    hubs: each(['hubs'], (path) => ({
      type: text([...path, 'type']),
      url: text([...path, 'url']),
      environments: texts([...path, 'environments']),
      hasEnvironments: has([...path, 'environments']),
      hasParentPath: has([...path, 'parent_path']),
      accepted: reasons(path),
    })),
    maintenance: itemsOf(['maintenance']).map((path) => texts([...path, 'hubs']) ?? []),
    environments: each(['environments'], (path) => ({
      hasBinder: has([...path, 'binder']),
      binder: { repository: text([...path, 'binder', 'repository']), ref: text([...path, 'binder', 'ref']) },
      tag: text([...path, 'tag']),
      earlierTags: texts([...path, 'earlier'], 'tag') ?? [],
      areTagsKnown: ['list', 'empty', undefined].includes(at([...path, 'earlier'])?.kind),
      accepted: [path, ...itemsOf([...path, 'earlier'])].map(reasons),
    })),
    contents: each(['content'], (path) => ({
      repository: text([...path, 'repository']),
      branch: text([...path, 'branch']),
      folder: text([...path, 'folder']),
      pull: text([...path, 'pull']),
      environment: text([...path, 'environment']),
      hubs: texts([...path, 'hubs']),
      hasDirectory: has([...path, 'directory']),
      hasRepositoryPath: has([...path, 'repository_path']),
      accepted: reasons(path),
      notebooks: each([...path, 'notebooks'], (entry) => ({
        id: text([...entry, 'id']),
        environment: text([...entry, 'environment']),
      })),
      editions: each([...path, 'editions'], (edition) => ({
        environment: text([...edition, 'environment']),
        tag: text([...edition, 'tag']),
        renamedPaths: keysOf(at([...edition, 'paths'])),
      })),
    })),
    moved: new Map(
      keysOf(at(['moved'])).flatMap((from) => {
        const to = text(['moved', from]);
        return to === undefined ? [] : [[from, to] as const];
      }),
    ),
    retired: each(['retired'], (entry) => text([...entry, 'instead'])),
  };
}

function keysOf(node: SourceNode | undefined): string[] {
  return node?.kind === 'map' ? [...node.entries.keys()] : [];
}
