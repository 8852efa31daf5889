import { parseRepositoryAddress } from '../addresses/repository-address.ts';
import { checksum } from '../checksum.ts';
import { buildRefFolder } from '../links/folders.ts';
import { expectedFolder } from '../links/pulled-repository.ts';
import { trimEndSlashes } from '../trim.ts';
import type { Catalog, Content, Edition, FolderRecord } from './types.ts';

/** A repository at one branch or tag: what one folder of a student can hold. */
type Clone = Pick<FolderRecord, 'repository' | 'branch'>;

/**
 * Chooses the folder that each content and each edition is pulled into, so that a student who comes back never
 * has another branch or another repository in it: nbgitpuller cannot switch a folder, and fails with an error of git
 * (nbgitpuller #124). What links used before is kept. A repository that two contents take at different branches
 * gets a folder for each branch; repositories of one name get their owner's in front.
 *
 * @param records what earlier publications pulled, the latest last
 * @param rewritten ids of contents whose branch was pushed by force since: into the folder of before nbgitpuller cannot
 *   pull it, so that they get a new one, unless the manifest names one
 */
export function assignFolders<Value extends Pick<Catalog, 'contents'>>(
  catalog: Value,
  records: readonly FolderRecord[] = [],
  rewritten: ReadonlySet<string> = new Set(),
): Value & { readonly contents: readonly Content[]; readonly folders: readonly FolderRecord[] } {
  const book = createFolderBook(records);
  const { contents } = catalog;
  // By id, so that another order in the manifest changes nothing.
  const sorted = contents.toSorted((left, right) => (left.id < right.id ? -1 : 1));
  for (const content of sorted) if (content.folder !== undefined) book.add(content, content.folder);
  const clones = sorted.flatMap((content) => [
    content,
    ...content.editions.map(({ branch }) => ({ repository: content.repository, branch })),
  ]);
  const replaced = sorted.filter(({ id }) => rewritten.has(id));
  for (const clone of clones) {
    if (!replaced.some((content) => isSameClone(content, clone))) book.keep(clone);
  }
  const bases = new Map(contents.map((content) => [content.id, chooseBase(content, contents, records)]));
  for (const content of sorted) {
    const base = bases.get(content.id) ?? '';
    const isShared = contents.some(
      (other) => isSameRepository(other, content) && !isSameClone(other, content),
    );
    const refFolder = buildRefFolder(base, content.branch);
    if (content.folder !== undefined) continue;
    if (replaced.some((other) => isSameClone(other, content))) book.renew(content, refFolder);
    else book.choose(content, isShared ? [refFolder] : [base, refFolder]);
  }
  const folderOf = (content: Content, { branch }: Edition): string => {
    const clone = { repository: content.repository, branch };
    if (branch === content.branch) return content.folder ?? book.find(clone);
    return book.choose(clone, [buildRefFolder(content.folder ?? bases.get(content.id) ?? '', branch)]);
  };
  const assigned = contents.map((content): Content => {
    const folder = content.folder ?? book.find(content);
    return {
      ...content,
      ...(folder !== expectedFolder(content.repository) && { folder }),
      editions: content.editions.map((edition) => ({ ...edition, folder: folderOf(content, edition) })),
    };
  });
  return { ...catalog, contents: assigned, folders: book.list() };
}

/**
 * The folder for one more repository at a branch, beside all that links pull into; undefined where it is the name of
 * the repository.
 *
 * @param records of the catalogue, as `assignFolders` lists them
 */
export function findFolder(clone: Clone, records: readonly FolderRecord[]): string | undefined {
  const book = createFolderBook(records);
  book.keep(clone);
  const base = chooseBase(
    clone,
    records.map(({ repository }) => ({ repository })),
    records,
  );
  const refFolder = buildRefFolder(base, clone.branch);
  const isShared = records.some((record) => isSameRepository(record, clone) && !isSameClone(record, clone));
  const folder = book.choose(clone, isShared ? [refFolder] : [base, refFolder]);
  return folder === expectedFolder(clone.repository) ? undefined : folder;
}

/** Whether two contents or records pull the same branch or tag of the same repository. */
export function isSameClone(left: Clone, right: Clone): boolean {
  return isSameRepository(left, right) && left.branch === right.branch;
}

function isSameRepository(left: Pick<Clone, 'repository'>, right: Pick<Clone, 'repository'>): boolean {
  return repositoryKey(left.repository) === repositoryKey(right.repository);
}

function repositoryKey(repository: string): string {
  const address = parseRepositoryAddress(repository);
  return (address.ok ? address.value.repository : repository).toLowerCase();
}

/** The name of the repository, or with its owner where another repository of the same name is, or was, pulled too. */
function chooseBase(
  { repository }: Pick<Clone, 'repository'>,
  contents: readonly Pick<Content, 'repository' | 'folder'>[],
  records: readonly FolderRecord[],
): string {
  const name = expectedFolder(repository);
  const isOther = (other: Pick<Clone, 'repository'>, folder: string) =>
    !isSameRepository(other, { repository }) && folder.toLowerCase() === name.toLowerCase();
  const isTaken =
    contents.some((other) => isOther(other, other.folder ?? expectedFolder(other.repository))) ||
    records.some((record) => isOther(record, record.folder));
  if (!isTaken) return name;
  const owner = trimEndSlashes(repository).split(/[/:]/).at(-2) ?? '';
  return `${owner.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[-.]+/, '')}-${name}`.replace(/^-/, '');
}

interface FolderBook {
  /** Notes that a clone is pulled into a folder. */
  add(clone: Clone, folder: string): void;
  /** Gives a clone the folder that it had last, where nothing else was ever pulled into it. */
  keep(clone: Clone): void;
  /** The folder of a clone: the one it has, or the first candidate that nothing else was ever pulled into. */
  choose(clone: Clone, candidates: readonly string[]): string;
  /** Gives a clone a folder that nothing was ever pulled into, not even itself. */
  renew(clone: Clone, candidate: string): void;
  /** The folder of a clone that has one. */
  find(clone: Clone): string;
  /** Everything noted, in a stable order, without repetitions. */
  list(): readonly FolderRecord[];
}

function createFolderBook(records: readonly FolderRecord[]): FolderBook {
  const noted: FolderRecord[] = [...records];
  const chosen = new Map<string, string>();
  const keyOf = ({ repository, branch }: Clone) => `${repositoryKey(repository)}\n${branch}`;
  const isFree = (clone: Clone, folder: string) =>
    noted.every(
      (record) => record.folder.toLowerCase() !== folder.toLowerCase() || isSameClone(record, clone),
    );
  const add = ({ repository, branch }: Clone, folder: string) => {
    if (!noted.some((record) => record.folder === folder && isSameClone(record, { repository, branch })))
      noted.push({ repository, branch, folder });
  };
  const assign = (clone: Clone, folder: string) => {
    chosen.set(keyOf(clone), folder);
    add(clone, folder);
    return folder;
  };
  return {
    add,
    keep(clone) {
      const before = records.findLast((record) => isSameClone(record, clone) && isFree(clone, record.folder));
      if (before !== undefined) assign(clone, before.folder);
    },
    choose(clone, candidates) {
      const own = chosen.get(keyOf(clone));
      if (own !== undefined) return own;
      const free = candidates.find((candidate) => isFree(clone, candidate));
      return assign(clone, free ?? `${candidates.at(-1)}-${checksum(keyOf(clone))}`);
    },
    renew(clone, candidate) {
      if (chosen.has(keyOf(clone))) return;
      const taken = new Set(noted.map(({ folder }) => folder.toLowerCase()));
      let folder = candidate;
      for (let count = 2; taken.has(folder.toLowerCase()); count += 1) folder = `${candidate}-${count}`;
      assign(clone, folder);
    },
    find: (clone) => chosen.get(keyOf(clone)) ?? expectedFolder(clone.repository),
    list: () => noted,
  };
}
