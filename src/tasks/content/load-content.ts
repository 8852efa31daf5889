import pLimit from 'p-limit';
import type { Catalog, Content } from '../../core/catalog/types.ts';
import { CONTENT_LIMITS, type ContentNotice } from '../../core/content/limits.ts';
import { findMissingNotebooks, selectNotebooks } from '../../core/content/selection.ts';
import { detailOf, failureOf } from '../../core/details.ts';
import { formatMegabytes } from '../../core/diagnostics/format-megabytes.ts';
import { quote } from '../../core/diagnostics/quote.ts';
import { nameHolder } from '../../core/health/findings.ts';
import { findMissingNotebook } from '../../core/health/judge-content.ts';
import { LIMITS } from '../../core/notebooks/limits.ts';
import { fail, type Result } from '../../core/result.ts';
import type { DirectoryReader } from '../../io/directory/types.ts';
import { MAX_PATH_BYTES } from '../../io/git/tree.ts';
import type { GitClient } from '../../io/git/types.ts';
import { type ContentSource, openDirectory, openRepository } from './content-source.ts';
import type {
  ContentFailure,
  ContentWarning,
  LoadedContent,
  LoadedNotebook,
  ReadNotebook,
} from './loaded-content.ts';

export type { LoadedContent } from './loaded-content.ts';

const BATCH_BYTES = 16_000_000;
const CONCURRENCY = 6;

export interface ContentPorts {
  readonly git: GitClient;
  readonly directories: DirectoryReader;
  /** Folder of `catalog.yaml`, from which `directory` starts. */
  readonly contentFolder: string;
}

export interface ContentProgress {
  readonly contentId: string;
  readonly phase: 'started' | 'finished';
  readonly finishedCount: number;
  readonly totalCount: number;
}

/**
 * Finds the notebooks of every content of the catalogue, fetching each repository and branch once.
 * Never rejects for what is wrong with a content: its `failure` and `warnings` say it.
 *
 * @returns one row for each content, in the manifest's order
 */
export async function loadContents(
  catalog: Pick<Catalog, 'contents'>,
  ports: ContentPorts,
  onProgress: (progress: ContentProgress) => void = () => undefined,
): Promise<LoadedContent[]> {
  const limit = pLimit(CONCURRENCY);
  const repositories = new Map<string, Promise<Result<ContentSource, ContentFailure>>>();
  const totalCount = catalog.contents.length;
  let finishedCount = 0;

  const open = (content: Content) => {
    if (content.directory !== undefined) {
      return openDirectory(ports.directories, ports.contentFolder, content, content.directory);
    }
    const key = JSON.stringify([content.repository, content.branch]);
    const opening = repositories.get(key) ?? openRepository(ports.git, content.repository, content.branch);
    repositories.set(key, opening);
    return opening;
  };
  const load = async (content: Content) => {
    onProgress({ contentId: content.id, phase: 'started', finishedCount, totalCount });
    const source = await open(content);
    const loaded = source.ok
      ? await createLoadedContent(content, source.value)
      : createFailedContent(content, source.failure);
    finishedCount += 1;
    onProgress({ contentId: content.id, phase: 'finished', finishedCount, totalCount });
    return loaded;
  };
  return limit.map(catalog.contents, load);
}

async function createLoadedContent(content: Content, source: ContentSource): Promise<LoadedContent> {
  const selected = selectNotebooks(source.files, content);
  const maxNotebooks = content.maxNotebooks ?? CONTENT_LIMITS.notebooks;
  const paths = selected.slice(0, maxNotebooks);
  const notices: ContentNotice[] = [
    { kind: 'notebooks' as const, count: selected.length - maxNotebooks, limit: maxNotebooks },
    {
      kind: 'files' as const,
      count: source.files.length - CONTENT_LIMITS.files,
      limit: CONTENT_LIMITS.files,
    },
  ].filter(({ count }) => count > 0);
  const missing = findMissingNotebooks(source.files, content);
  const [sizes, times, renames] = await Promise.all([
    source.measureFiles(paths),
    source.readChangeTimes(paths),
    source.findRenames(missing),
  ]);
  const blobIds = new Map(source.files.map(({ path, blobId }) => [path, blobId]));
  const notebooks = paths.map((path): LoadedNotebook => {
    const blobId = blobIds.get(path);
    const changedAt = times.get(path);
    const measured = sizes.get(path);
    const file = measured?.ok === true ? measured.value : undefined;
    const failure =
      measured?.ok === true ? findSizeFault(source, path, measured.value.sizeBytes) : measured?.failure;
    return {
      path,
      ...(blobId === undefined ? {} : { blobId }),
      ...(file !== undefined && { sizeBytes: file.sizeBytes }),
      ...(file?.version !== undefined && { version: file.version }),
      ...(changedAt === undefined ? {} : { changedAt }),
      ...(failure === undefined ? {} : { failure }),
    };
  });
  return {
    content,
    source: source.source,
    ...(source.commit === undefined ? {} : { commit: source.commit }),
    ...(source.staleBecause === undefined ? {} : { staleBecause: source.staleBecause }),
    files: source.files.map(({ path, kind }) => ({ path, kind })),
    notebooks,
    missing,
    renames,
    notices,
    warnings: [
      ...source.warnings,
      ...notices.map((notice) => createLimitWarning(content, notice)),
      ...findWarnings(content, source, notebooks, missing, renames),
    ],
    readNotebooks: (chosen) => readNotebooks(source, notebooks, chosen),
    readFiles: source.readFiles,
  };
}

function createFailedContent(content: Content, failure: ContentFailure): LoadedContent {
  return {
    content,
    source: content.directory === undefined ? 'git' : 'directory',
    files: [],
    notebooks: [],
    missing: [],
    renames: new Map(),
    notices: [],
    warnings: [],
    failure,
    async *readNotebooks() {},
    readFiles: async (paths) => new Map(paths.map((path) => [path, fail(failure)])),
  };
}

async function* readNotebooks(
  source: ContentSource,
  notebooks: readonly LoadedNotebook[],
  chosen: readonly string[] | undefined,
): AsyncGenerator<ReadNotebook> {
  const byPath = new Map(notebooks.map((notebook) => [notebook.path, notebook]));
  const wanted =
    chosen === undefined ? notebooks : chosen.map((path): LoadedNotebook => byPath.get(path) ?? { path });
  let start = 0;
  while (start < wanted.length) {
    let end = start;
    let bytes = 0;
    do {
      bytes += weigh(wanted[end]);
      end += 1;
    } while (end < wanted.length && bytes + weigh(wanted[end]) <= BATCH_BYTES);
    const batch = wanted.slice(start, end);
    const readable = batch.filter(({ failure }) => failure === undefined).map(({ path }) => path);
    const read = await source.readFiles(readable, LIMITS.notebookBytes);
    for (const { path, failure } of batch) {
      const result = failure === undefined ? read.get(path) : fail(failure);
      if (result !== undefined) yield { path, bytes: result };
    }
    start = end;
  }
}

/** What a notebook adds to a batch: nothing where it will not be read. */
function weigh(notebook: LoadedNotebook | undefined): number {
  return notebook?.failure === undefined ? (notebook?.sizeBytes ?? 0) : 0;
}

function findSizeFault(source: ContentSource, path: string, sizeBytes: number): ContentFailure | undefined {
  if (sizeBytes <= LIMITS.notebookBytes) return undefined;
  return failureOf(
    source.source === 'git' ? 'git/too-large' : 'directory/too-large',
    detailOf('notebook-too-large', {
      path: JSON.stringify(path),
      size: formatMegabytes(sizeBytes),
      limit: formatMegabytes(LIMITS.notebookBytes),
    }),
  );
}

function findWarnings(
  content: Content,
  source: ContentSource,
  notebooks: readonly LoadedNotebook[],
  missing: readonly string[],
  renames: ReadonlyMap<string, string>,
): ContentWarning[] {
  const place = nameHolder(content);
  const warnings = missing.map(
    (path): ContentWarning => ({
      code: 'content/notebook-missing',
      message: findMissingNotebook(place, path, renames.get(path)).message,
    }),
  );
  if (notebooks.length === 0) {
    warnings.push({
      code: 'content/no-notebooks',
      message: `No file of ${describePlace(content)} matches ${content.include.join(', ') || 'an empty "include"'}; check "include" and "exclude".`,
    });
  }
  for (const { failure } of notebooks) {
    if (failure !== undefined) {
      warnings.push({ code: 'content/notebook-unreadable', message: failure.message });
    }
  }
  const unusable = source.files.filter(({ kind }) => kind === 'unusable').map(({ path }) => quote(path));
  if (unusable.length > 0) {
    warnings.push({
      code: 'content/unusable-names',
      message: `Files are left out of ${describePlace(content)} because their names are not UTF-8, lead out of it, or are longer than ${MAX_PATH_BYTES} bytes with their folders; rename ${unusable.slice(0, 5).join(', ')}${unusable.length > 5 ? ' …' : ''}.`,
    });
  }
  return warnings;
}

function createLimitWarning(content: Content, { kind, count, limit }: ContentNotice): ContentWarning {
  const message =
    kind === 'notebooks'
      ? `${describePlace(content)} has ${count + limit} notebooks that match, of which the first ${limit} are listed; narrow "include", or set "max_notebooks" to more.`
      : `${describePlace(content)} has ${count + limit} files; links of its notebooks lead to the first ${limit} only.`;
  return { code: 'content/too-much', message };
}

function describePlace(content: Content): string {
  return content.directory === undefined
    ? `${content.repository} at ${content.branch}`
    : `the folder ${JSON.stringify(content.directory)}`;
}
