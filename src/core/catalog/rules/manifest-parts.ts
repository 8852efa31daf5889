import type * as z from 'zod';
import type { ContentSchema, EditionSchema } from '../schema/content.ts';
import type { EnvironmentSchema } from '../schema/environment.ts';
import type { HubSchema } from '../schema/hub.ts';
import type { ManifestSchema } from '../schema/manifest.ts';
import type { SiteSchema } from '../schema/site.ts';
import { entriesOf } from '../schema/values.ts';
import { locate, type ManifestPath, type SourceMap, toPlainData } from '../source/tree.ts';
import { versionPath } from '../views.ts';

/** The manifest's own keys and texts, as far as they have the shape that the schema asks for; the rest is undefined. */
type Shaped<Value> = Value extends string | undefined
  ? Value
  : Value extends readonly (infer Item)[]
    ? readonly (Shaped<Item> | undefined)[]
    : { readonly [Key in keyof Value]?: Shaped<Value[Key]> | undefined };

export type SiteParts = Shaped<z.input<typeof SiteSchema>>;
export type HubParts = Shaped<z.input<typeof HubSchema>>;
export type EnvironmentParts = Shaped<z.input<typeof EnvironmentSchema>>;
export type ContentParts = Shaped<z.input<typeof ContentSchema>>;
export type EditionParts = Shaped<z.input<typeof EditionSchema>>;

/** What the rules between keys look at: texts as written, whatever the schema says of their form. */
export interface ManifestParts {
  readonly root: SourceMap;
  readonly site: SiteParts;
  readonly hubs: ReadonlyMap<string, HubParts>;
  readonly environments: ReadonlyMap<string, EnvironmentParts>;
  readonly contents: ReadonlyMap<string, ContentParts>;
  /** Ids of services of the manifest's own. */
  readonly otherWays: ReadonlyMap<string, object>;
  readonly maintenance: NonNullable<ShapedManifest['maintenance']>;
  /** Former id of a notebook or an environment → present one. */
  readonly moved: ReadonlyMap<string, string>;
  /** Retired id of a notebook or an environment → what its entry names instead; undefined where it names nothing. */
  readonly retired: ReadonlyMap<string, string | undefined>;
  /** Whether a key has a value, of whatever shape. */
  isWritten(path: ManifestPath): boolean;
  /** The keys of the mapping at a path, in the order of the file; none where there is no mapping. */
  keysAt(path: ManifestPath): readonly string[];
}

type Mapping<Value> = Readonly<Record<string, Value | undefined>>;

type ShapedManifest = Shaped<Omit<z.input<typeof ManifestSchema>, 'retired'>> & {
  /** A text alone says why. */
  readonly retired?: Mapping<string | { readonly instead?: string }>;
};

/** @param issues of the schema, which reports each part that has another shape */
export function createManifestParts(root: SourceMap, issues: readonly z.core.$ZodIssue[]): ManifestParts {
  const data = toPlainData(root);
  for (const { code, path } of issues) if (code === 'invalid_type') removeAt(data, path);
  // The schema has found no other fault of shape.
  const { site, hubs, environments, content, other_ways, maintenance, moved, retired } =
    data as ShapedManifest;
  return {
    root,
    site: site ?? {},
    hubs: mapOf(hubs),
    environments: mapOf(environments),
    contents: mapOf(content),
    otherWays: mapOf(other_ways),
    maintenance: maintenance ?? [],
    moved: new Map(entriesOf(moved ?? {}).flatMap(([from, to]) => (to === undefined ? [] : [[from, to]]))),
    retired: new Map(
      entriesOf(retired ?? {}).map(([id, entry]) => [
        id,
        typeof entry === 'object' ? entry.instead : undefined,
      ]),
    ),
    isWritten: (path) => (locate(root, path)?.node.kind ?? 'empty') !== 'empty',
    keysAt(path) {
      const node = locate(root, path)?.node;
      return node?.kind === 'map' ? [...node.entries.keys()] : [];
    },
  };
}

function removeAt(data: unknown, path: readonly PropertyKey[]): void {
  let parent = data;
  for (const step of path.slice(0, -1)) parent = isCollection(parent) ? parent[step] : undefined;
  const last = path.at(-1);
  if (last !== undefined && isCollection(parent)) parent[last] = undefined;
}

function isCollection(value: unknown): value is Record<PropertyKey, unknown> {
  return typeof value === 'object' && value !== null;
}

/** The entries of a mapping by their keys; one without a sound value is there all the same. */
export function mapOf<Value extends object>(mapping: Mapping<Value> | undefined): ReadonlyMap<string, Value> {
  return new Map(entriesOf(mapping ?? {}).map(([key, value]) => [key, value ?? ({} as Value)]));
}

/** Whether an environment names several Binder repositories. */
export function isBinderList(
  binder: EnvironmentParts['binder'],
): binder is Extract<EnvironmentParts['binder'], readonly unknown[]> {
  return Array.isArray(binder);
}

/** A text and its path in the manifest. */
export interface TextAt {
  readonly text: string;
  readonly path: ManifestPath;
}

/** The text at a key; none where that has no sound value. */
export function textAt<Key extends string>(
  parts: { readonly [Name in Key]?: string | undefined },
  path: ManifestPath,
  key: Key,
): readonly TextAt[] {
  const text = parts[key];
  return text === undefined ? [] : [{ text, path: [...path, key] }];
}

/** The texts of a list. */
export function textsAt(
  list: readonly (string | undefined)[] | undefined,
  path: ManifestPath,
): readonly TextAt[] {
  return (list ?? []).flatMap((text, index) =>
    text === undefined ? [] : [{ text, path: [...path, index] }],
  );
}

/** The codes that `accepted` of an entry names. */
export function reasonsAt({ accepted }: Pick<HubParts, 'accepted'>, path: ManifestPath): readonly TextAt[] {
  return (accepted ?? []).flatMap((item, index) =>
    textAt(item ?? {}, [...path, 'accepted', index], 'reason'),
  );
}

/** The current version of an environment, which is the environment itself, and the earlier ones. */
export function versionsAt(id: string, environment: EnvironmentParts) {
  const versions = [environment, ...(environment.earlier ?? [])];
  return versions.map((version, index) => ({ version: version ?? {}, path: versionPath(id, index) }));
}
