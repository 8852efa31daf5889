import { shortenKernelName } from './kernel-name.ts';
import type { SiteContent, SiteModel, SiteNotebook } from './types.ts';

/** A collection of this size, or smaller, is listed on the start page, unless there are many. */
const LISTED_UP_TO = 12;
/** More notebooks than this are too many for one page that people scroll through. */
const LISTED_IN_ALL = 36;

export interface HomeCollection {
  readonly content: SiteContent;
  readonly notebooks: readonly SiteNotebook[];
  /** Whether its notebooks are listed there, not only named by a card. */
  readonly isListed: boolean;
}

/** What the start page shows of each collection, in the order of the manifest. */
export function listHomeCollections({
  contents,
  notebooks,
}: Pick<SiteModel, 'contents' | 'notebooks'>): HomeCollection[] {
  const groups = contents.map((content) => ({
    content,
    notebooks: notebooks.filter(({ contentId }) => contentId === content.id),
  }));
  const small = groups.filter((group) => group.notebooks.length <= LISTED_UP_TO);
  const isListed =
    groups.length === 1 || small.reduce((sum, group) => sum + group.notebooks.length, 0) <= LISTED_IN_ALL;
  return groups.map((group) => ({
    ...group,
    isListed: isListed && group.notebooks.length <= LISTED_UP_TO,
  }));
}

/** Where a newcomer starts: the first notebook with the tag `start`, else the first that can be launched, else the first. */
export function chooseStart(notebooks: readonly SiteNotebook[]): SiteNotebook | undefined {
  return (
    notebooks.find(({ tags }) => tags.includes('start')) ??
    notebooks.find(({ launches }) => launches.some(({ health }) => health.verdict !== 'failing')) ??
    notebooks[0]
  );
}

/** Tags that all of several notebooks have, which tell none from the others. */
export function listSharedTags(notebooks: readonly SiteNotebook[]): readonly string[] {
  const [first, ...others] = notebooks;
  if (first === undefined || others.length === 0) return [];
  return first.tags.filter((tag) => others.every(({ tags }) => tags.includes(tag)));
}

/** Whether most notebooks have a picture; tiles in place of many would say nothing. */
export function arePictured(notebooks: readonly SiteNotebook[]): boolean {
  return notebooks.filter(({ cover }) => cover !== undefined).length * 2 >= notebooks.length;
}

/** What is known of a collection from its notebooks, where the manifest says little of it. */
export interface CollectionFacts {
  /** Tags, the most common first; those as common as each other in the order of the notebooks. */
  readonly topics: readonly string[];
  /** Names of kernels as people read them, in the order of the notebooks. */
  readonly kernels: readonly string[];
  /** ISO 8601: when the notebook that changed last did; absent where no change is known. */
  readonly changedAt?: string;
}

const MAX_TOPICS = 6;

export function summarizeCollection(notebooks: readonly SiteNotebook[]): CollectionFacts {
  const counts = new Map<string, number>();
  for (const tag of notebooks.flatMap(({ tags }) => tags)) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  const topics = [...counts].sort(([, one], [, other]) => other - one).map(([tag]) => tag);
  const kernels = new Set(
    notebooks.flatMap(({ kernel }) => (kernel === undefined ? [] : shortenKernelName(kernel.displayName))),
  );
  const changedAt = notebooks
    .flatMap((notebook) => notebook.changedAt ?? [])
    .reduce<string | undefined>(
      (last, at) => (last === undefined || Date.parse(at) > Date.parse(last) ? at : last),
      undefined,
    );
  return {
    topics: topics.slice(0, MAX_TOPICS),
    kernels: [...kernels],
    ...(changedAt !== undefined && { changedAt }),
  };
}
