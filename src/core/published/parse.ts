import * as z from 'zod';
import { isId } from '../catalog/fields/ids.ts';
import { contentIdOf, parseNotebookId } from '../catalog/notebook-ids.ts';
import type { FolderRecord, NotebookId } from '../catalog/types.ts';
import { HUB_TYPES } from '../hub-kinds/kinds.ts';
import { isDate } from '../is-date.ts';
import { buildRefFolder } from '../links/folders.ts';
import { expectedFolder } from '../links/pulled-repository.ts';
import { fail, ok, type Result } from '../result.ts';
import { isExampleNotebook } from './example.ts';

/** A larger `catalog.json` is not ours: ten thousand notebooks take some 20 MB. */
export const MAX_CATALOG_BYTES = 64 * 1024 * 1024;

const id = z.string().refine(isId);

const notebookId = z.string().transform((text, context) => {
  const parsed = parseNotebookId(text);
  if (parsed !== undefined) return parsed;
  context.addIssue({ code: 'custom', message: 'not an id' });
  return z.NEVER;
});

const EditionSchema = z.object({
  id,
  label: z.string(),
  tag: z.string(),
  branch: z.string(),
  /** Of the notebook at that ref. */
  path: z.string().min(1).optional().catch(undefined),
  environment: id.optional(),
});

const NotebookSchema = z
  .object({
    id: notebookId,
    path: z.string().min(1),
    title: z.string(),
    description: z.string().optional().catch(undefined),
    kernel: z.string().nullish().catch(undefined),
    editions: z.array(EditionSchema).default([]),
    launches: z.array(z.object({ url: z.string() })).catch([]),
  })
  .transform(
    ({ description, kernel, launches, ...row }): PublishedNotebook & { readonly launchUrls: string[] } => ({
      ...row,
      contentId: contentIdOf(row.id),
      launchUrls: launches.map(({ url }) => url),
      ...(description !== undefined && { description }),
      ...(kernel != null && { kernel }),
    }),
  );

const FormerSchema = z
  .object({
    id: notebookId,
    title: z.string(),
    to: notebookId.nullable(),
    on: z.string().refine(isDate).nullable(),
  })
  .transform(
    ({ id: formerId, title, to, on }): PublishedNotebook => ({
      id: formerId,
      contentId: contentIdOf(formerId),
      path: '',
      title,
      editions: [],
      former: { ...(to !== null && { to }), ...(on !== null && { on }) },
    }),
  );

const BinderSchema = z.object({ repository: z.string(), ref: z.string() });

const VersionSchema = z.object({
  tag: z.string(),
  digest: z.string().nullish(),
  binder: BinderSchema.nullish().catch(undefined),
});

const EnvironmentSchema = VersionSchema.extend({
  id,
  title: z.string(),
  image: z.string(),
  more_binders: z.array(BinderSchema).optional().catch(undefined),
  earlier: z.array(VersionSchema).default([]).catch([]),
});

const FormerEnvironmentSchema = z
  .object({
    id,
    title: z.string(),
    to: id.nullable(),
    on: z.string().refine(isDate).nullable(),
  })
  .transform(({ to, on, ...row }) => ({ ...row, ...(to !== null && { to }), ...(on !== null && { on }) }));

const ContentSchema = z.object({
  id,
  repository: z.string(),
  branch: z.string(),
  folder: z.string().min(1).optional().catch(undefined),
  /** That was read; of a folder beside the manifest none. */
  commit: z.string().nullish().catch(undefined),
  include: z.array(z.string()),
  exclude: z.array(z.string()),
});

const FolderSchema = z.object({
  repository: z.string().min(1),
  branch: z.string().min(1),
  folder: z.string().min(1),
});

const HubSchema = z.object({ type: z.enum(HUB_TYPES), url: z.string() });

const DocumentSchema = z.object({
  version: z.literal(1),
  site: z.object({ url: z.url(), example: z.boolean().catch(false).default(false) }),
  environments: z.array(z.unknown()),
  hubs: z.array(z.unknown()).default([]),
  contents: z.array(z.unknown()).default([]),
  notebooks: z.array(z.unknown()),
  folders: z.array(z.unknown()).default([]),
  former: z.array(z.unknown()).default([]),
  former_environments: z.array(z.unknown()).default([]),
});

/** A permanent id that was published. */
export interface PublishedNotebook {
  readonly id: NotebookId;
  readonly contentId: string;
  /** Empty for an id that is no longer that of a notebook. */
  readonly path: string;
  readonly title: string;
  readonly description?: string;
  /** Name of its kernel. */
  readonly kernel?: string;
  readonly editions: readonly PublishedEdition[];
  /** Where an id leads that is no longer that of a notebook; without `to` its notebook left. */
  readonly former?: { readonly to?: NotebookId; readonly on?: string };
}

export type PublishedEdition = z.output<typeof EditionSchema>;
export type PublishedFormerEnvironment = z.output<typeof FormerEnvironmentSchema>;
export type PublishedEnvironment = z.output<typeof EnvironmentSchema>;
export type PublishedContent = z.output<typeof ContentSchema>;
export type PublishedHub = z.output<typeof HubSchema>;

/** What a published `catalog.json` promised: its ids, and enough to find the notebooks they named. */
export interface PublishedCatalog {
  readonly siteUrl: string;
  /** It is the shipped example, whose ids are not permanent: no links lead there. */
  readonly isExample: boolean;
  readonly environments: readonly PublishedEnvironment[];
  /** Ids that were environments' before; without `to` the environment left. */
  readonly formerEnvironments: readonly PublishedFormerEnvironment[];
  /** Empty where an earlier Slipway published it. */
  readonly contents: readonly PublishedContent[];
  readonly hubs: readonly PublishedHub[];
  /** What links pulled into which folder, the latest last. */
  readonly folders: readonly FolderRecord[];
  /** Notebooks but for those of the shipped example, then former ids. */
  readonly notebooks: readonly PublishedNotebook[];
  /** Rows that make no sense, and of which therefore nothing is known. */
  readonly damagedCount: number;
}

export interface PublishedFailure {
  readonly code: 'previous/not-a-catalogue' | 'previous/damaged' | 'previous/newer';
  /** One sentence, without the place. */
  readonly message: string;
}

/** Reads a published `catalog.json`; rows that are damaged are counted and left. Never throws. */
export function parsePublishedCatalog(text: string): Result<PublishedCatalog, PublishedFailure> {
  const data = parseJson(text);
  if (!data.ok) return data;
  const document = DocumentSchema.safeParse(data.value);
  if (!document.success) {
    const version = z.object({ version: z.number().min(2) }).safeParse(data.value);
    return version.success
      ? fail({
          code: 'previous/newer',
          message: `It is of version ${version.data.version}, which a later Slipway wrote; this one reads version 1.`,
        })
      : fail({
          code: 'previous/not-a-catalogue',
          message: 'This JSON is not the catalog.json of a Slipway site.',
        });
  }
  const environments = readRows(document.data.environments, EnvironmentSchema);
  const notebooks = readRows(document.data.notebooks, NotebookSchema);
  const former = readRows(document.data.former, FormerSchema);
  const formerEnvironments = readRows(document.data.former_environments, FormerEnvironmentSchema);
  const { site } = document.data;
  const contents = readRows(document.data.contents, ContentSchema).rows;
  const repositories = new Map(contents.map(({ id: contentId, repository }) => [contentId, repository]));
  const own = notebooks.rows
    .filter((row) => !isExampleNotebook(row, repositories))
    .map(({ launchUrls: _, ...row }) => row);
  const isExample = site.example || (notebooks.rows.length > 0 && own.length === 0);
  return ok({
    siteUrl: site.url,
    isExample,
    environments: isExample ? [] : environments.rows,
    formerEnvironments: isExample ? [] : formerEnvironments.rows,
    contents,
    hubs: readRows(document.data.hubs, HubSchema).rows,
    folders: isExample ? [] : listFolders(readRows(document.data.folders, FolderSchema).rows, contents, own),
    notebooks: isExample ? [] : [...own, ...former.rows],
    damagedCount:
      environments.damagedCount +
      notebooks.damagedCount +
      former.damagedCount +
      formerEnvironments.damagedCount,
  });
}

/** The part of a notebook's id that is its own. */
export function slugOf({ id: notebook, contentId }: Pick<PublishedNotebook, 'id' | 'contentId'>): string {
  return notebook.slice(contentId.length + 1);
}

/** The folders of a publication; one of an earlier Slipway does not list them, and had always the same rule. */
function listFolders(
  records: readonly FolderRecord[],
  contents: readonly PublishedContent[],
  notebooks: readonly PublishedNotebook[],
): readonly FolderRecord[] {
  if (records.length > 0) return records;
  return contents.flatMap(({ id: contentId, repository, branch, folder }) => {
    const base = folder ?? expectedFolder(repository);
    const editions = notebooks
      .filter((notebook) => notebook.contentId === contentId)
      .flatMap((row) => row.editions);
    const branches = new Set(editions.map((edition) => edition.branch).filter((name) => name !== branch));
    return [
      ...[...branches].map((name) => ({ repository, branch: name, folder: buildRefFolder(base, name) })),
      { repository, branch, folder: base },
    ];
  });
}

function parseJson(text: string): Result<unknown, PublishedFailure> {
  try {
    return ok(JSON.parse(text));
  } catch {
    return fail({
      code: 'previous/damaged',
      message: 'It is not whole: this is no JSON, or JSON cut short.',
    });
  }
}

function readRows<Row>(values: readonly unknown[], schema: z.ZodType<Row>) {
  const rows: Row[] = [];
  for (const value of values) {
    const row = schema.safeParse(value);
    if (row.success) rows.push(row.data);
  }
  return { rows, damagedCount: values.length - rows.length };
}
