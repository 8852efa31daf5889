import { hubKind } from '../hub-kinds/kinds.ts';
import { isReasonCode } from '../reasons.ts';
import { trimEndSlashes } from '../trim.ts';
import { buildContentLook, buildSiteLook } from './build-site-look.ts';
import { addBuiltFrom } from './built-from.ts';
import { environmentIdOf } from './environment-keys.ts';
import { parseMoment } from './fields/moments.ts';
import { canonicalLanguage } from './fields/words.ts';
import { DEFAULT_INCLUDE } from './schema/content.ts';
import type { Manifest } from './schema/manifest.ts';
import { locate, type ManifestPath, type SourceMap } from './source/tree.ts';
import type {
  AcceptedReason,
  Catalog,
  Content,
  Edition,
  Environment,
  EnvironmentVersion,
  Hub,
  MaintenanceWindow,
  Moved,
  NotebookEntry,
  NotebookId,
  Retired,
  Site,
} from './types.ts';

type ManifestHub = Manifest['hubs'][string];
type ManifestEnvironment = Manifest['environments'][string];
type ManifestContent = Manifest['content'][string];

const DEFAULT_LANGUAGE = 'en';

/**
 * Makes the catalogue of a manifest that passed the schema and the rules: defaults filled in,
 * addresses in one spelling, everything in the order of the file (which objects would not keep for
 * ids such as `2024`).
 */
export function buildCatalog(manifest: Manifest, root: SourceMap): Catalog {
  const site = buildSite(manifest.site);
  const contents = inOrder(manifest.content, root, ['content']).map(([id, content]) =>
    buildContent(id, content, site.language, root),
  );
  return {
    site,
    hubs: inOrder(manifest.hubs, root, ['hubs']).map(([id, hub]) =>
      buildHub(id, hub, manifest.maintenance ?? []),
    ),
    environments: inOrder(manifest.environments, root, ['environments']).map(([id, environment]) =>
      addBuiltFrom(buildEnvironment(id, environment), contents),
    ),
    contents,
    ...buildFormer(manifest, root),
  };
}

/** What `moved` and `retired` say, of notebooks and of environments. */
function buildFormer(
  manifest: Manifest,
  root: SourceMap,
): Pick<Catalog, 'moved' | 'retired' | 'formerEnvironments'> {
  const contentIds = new Set(Object.keys(manifest.content));
  const moved: Moved[] = [];
  const retired: Retired[] = [];
  const environments = { moved: [] as Moved<string>[], retired: [] as Retired<string>[], kept: [] };
  for (const [from, to] of inOrder(manifest.moved ?? {}, root, ['moved'])) {
    const id = environmentIdOf(from, contentIds);
    if (id === undefined) moved.push({ from: from as NotebookId, to: to as NotebookId });
    else environments.moved.push({ from: id, to: environmentIdOf(to, contentIds) ?? to });
  }
  for (const [key, { title, on, because, instead }] of inOrder(manifest.retired ?? {}, root, ['retired'])) {
    const told = {
      ...(title === undefined ? {} : { title }),
      ...(on === undefined ? {} : { on }),
      ...(because === undefined ? {} : { because }),
    };
    const id = environmentIdOf(key, contentIds);
    const next = instead === undefined ? undefined : (environmentIdOf(instead, contentIds) ?? instead);
    if (id !== undefined)
      environments.retired.push({ id, ...told, ...(next !== undefined && { instead: next }) });
    else
      retired.push({
        id: key as NotebookId,
        ...told,
        ...(instead !== undefined && { instead: instead as NotebookId }),
      });
  }
  const hasEnvironments = environments.moved.length + environments.retired.length > 0;
  return { moved, retired, ...(hasEnvironments && { formerEnvironments: environments }) };
}

/** Entries of a mapping in the order of the file. */
function inOrder<Value>(
  record: Readonly<Record<string, Value>>,
  root: SourceMap,
  path: ManifestPath,
): [string, Value][] {
  const node = locate(root, path)?.node;
  if (node?.kind !== 'map') return [];
  return [...node.entries.keys()].flatMap((key): [string, Value][] => {
    const value = Object.hasOwn(record, key) ? record[key] : undefined;
    return value === undefined ? [] : [[key, value]];
  });
}

function buildSite(site: Manifest['site']): Site {
  return {
    title: site.title,
    url: `${withoutSlashes(new URL(site.url).href)}/`,
    ...(site.description === undefined ? {} : { description: site.description }),
    language: canonicalLanguage(site.language ?? DEFAULT_LANGUAGE) ?? DEFAULT_LANGUAGE,
    ...(site.repository === undefined ? {} : { repository: withoutSlashes(site.repository) }),
    ...buildSiteLook(site),
  };
}

function buildHub(id: string, hub: ManifestHub, shared: NonNullable<Manifest['maintenance']>): Hub {
  const url = new URL(hub.url);
  const windows = [...(hub.maintenance ?? []), ...shared.filter(({ hubs }) => hubs?.includes(id) ?? true)];
  const kind = hubKind(hub.type);
  const environments = hub.environments ?? (kind.runs === 'given-images' ? [] : undefined);
  return {
    id,
    type: hub.type,
    url: withoutSlashes(url.href),
    title: hub.title ?? url.host,
    ...(hub.app === undefined ? {} : { app: hub.app }),
    ...(hub.expect === undefined ? {} : { expect: hub.expect }),
    ...(windows.length === 0 ? {} : { maintenance: windows.map(buildWindow) }),
    ...buildAccepted(hub),
    ...(environments === undefined ? {} : { environments }),
    ...(kind.hasParentPath && { parentPath: trimFolder(hub.parent_path ?? '') }),
    signIn: hub.sign_in ?? kind.signIn,
  };
}

function buildWindow({
  from,
  until,
  note,
}: NonNullable<ManifestHub['maintenance']>[number]): MaintenanceWindow {
  return {
    start: parseMoment(from, 'start'),
    end: parseMoment(until, 'end'),
    ...(note === undefined ? {} : { note }),
  };
}

/** Codes have passed the schema. */
function buildAccepted({ accepted }: Pick<ManifestHub, 'accepted'>): {
  readonly accepted?: readonly AcceptedReason[];
} {
  if (accepted === undefined) return {};
  return {
    accepted: accepted.flatMap(({ reason, because, until }) =>
      isReasonCode(reason) ? [{ code: reason, because, until }] : [],
    ),
  };
}

function buildEnvironment(id: string, environment: ManifestEnvironment): Environment {
  const { source, stale_after_days: staleAfterDays, app } = environment;
  return {
    id,
    title: environment.title ?? id,
    image: environment.image,
    current: buildVersion(environment),
    earlier: (environment.earlier ?? []).map(buildVersion),
    ...(source === undefined ? {} : { source: withoutSlashes(source) }),
    ...(staleAfterDays === undefined ? {} : { staleAfterDays }),
    ...(app === undefined ? {} : { app }),
  };
}

type ManifestVersion = Pick<ManifestEnvironment, 'tag' | 'digest' | 'label' | 'binder' | 'accepted'>;

function buildVersion({ tag, digest, label, binder, accepted }: ManifestVersion): EnvironmentVersion {
  return {
    tag,
    ...(digest === undefined ? {} : { digest }),
    ...(label === undefined ? {} : { label }),
    ...(binder === undefined
      ? {}
      : { binder: { repository: withoutSlashes(binder.repository), ref: binder.ref } }),
    ...buildAccepted({ accepted }),
  };
}

function buildContent(id: string, content: ManifestContent, siteLanguage: string, root: SourceMap): Content {
  const path = ['content', id];
  const { hubs, directory, folder } = content;
  return {
    id,
    title: content.title,
    repository: withoutSlashes(content.repository),
    branch: content.branch,
    ...(folder === undefined ? {} : { folder }),
    ...(content.pull === 'none' ? { pull: 'none' as const } : {}),
    environment: content.environment,
    ...(hubs === undefined ? {} : { hubs }),
    language:
      (content.language === undefined ? undefined : canonicalLanguage(content.language)) ?? siteLanguage,
    tags: [...new Set(content.tags)],
    ...buildContentLook(content, root, path),
    include: content.include ?? DEFAULT_INCLUDE,
    exclude: content.exclude ?? [],
    ...(directory === undefined ? {} : { directory }),
    repositoryPath: trimFolder(content.repository_path ?? ''),
    ...(content.max_notebooks !== undefined && { maxNotebooks: content.max_notebooks }),
    ...(content.executed === undefined ? {} : { executed: content.executed }),
    notebooks: buildEntries(content, path, root),
    ...buildAccepted(content),
    editions: inOrder(content.editions ?? {}, root, [...path, 'editions']).map(
      ([editionId, { label, branch, environment, tag, paths }]): Edition => ({
        id: editionId,
        label: label ?? editionId,
        branch,
        ...(environment === undefined ? {} : { environment }),
        tag,
        ...(paths === undefined ? {} : { paths }),
      }),
    ),
  };
}

/** A path without a value is an entry too: it gives the notebook its place in the order. */
function buildEntries(content: ManifestContent, path: ManifestPath, root: SourceMap): NotebookEntry[] {
  const node = locate(root, [...path, 'notebooks'])?.node;
  if (node?.kind !== 'map') return [];
  return [...node.entries.keys()].map((file) => {
    const entries = content.notebooks ?? {};
    const { id, title, description, tags, environment, executed, image, translates } =
      (Object.hasOwn(entries, file) ? entries[file] : undefined) ?? {};
    return {
      path: file,
      ...(id === undefined ? {} : { id }),
      ...(title === undefined ? {} : { title }),
      ...(description === undefined ? {} : { description }),
      ...(tags === undefined ? {} : { tags: [...new Set(tags)] }),
      ...(environment === undefined ? {} : { environment }),
      ...(executed === undefined ? {} : { executed }),
      ...(image === undefined ? {} : { image }),
      ...(translates === undefined ? {} : { translates: translates as NotebookId }),
    };
  });
}

function withoutSlashes(address: string): string {
  return trimEndSlashes(address);
}

/** `./a/b/` → `a/b`, `.` → empty. */
function trimFolder(folder: string): string {
  return folder
    .split('/')
    .filter((segment) => segment !== '' && segment !== '.')
    .join('/');
}
