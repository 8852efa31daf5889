import { join } from 'node:path';
import { createContentRepository } from './content-repositories.ts';
import { NASTY_BRANCHES, NASTY_PATHS, NASTY_TAGS } from './nasty-names.ts';

/** Launches with nasty names that both the JupyterHub and the Binder chain have to get right. */

/** One launch: what is pulled, and where it has to be on the server's disk afterwards. */
export interface Launch {
  readonly label: string;
  readonly repository: string;
  readonly branch: string;
  readonly path: string;
  readonly targetPath?: string;
  /** Folder of the clone, below the parent path. */
  readonly folder: string;
}

/** No such host exists: git is configured to read a folder instead. */
export const HOST = 'https://git.example.org/';

const pathLaunches: readonly Launch[] = [...NASTY_PATHS].map(([path, label]) => ({
  label: `path with ${label}`,
  repository: `${HOST}org/course`,
  branch: 'main',
  path,
  folder: 'course',
}));

export const refLaunches: readonly Launch[] = [
  ...[...NASTY_BRANCHES].map(([name, label]) => ({ name, label: `branch with ${label}` })),
  ...[...NASTY_TAGS].map(([name, label]) => ({ name, label: `tag with ${label}` })),
].map(({ name, label }, index) => ({
  label,
  repository: `${HOST}refs/r${index}`,
  branch: name,
  path: 'index.ipynb',
  folder: `r${index}`,
}));

export const repositoryLaunches: readonly Launch[] = [
  { label: 'a repository with .git', repository: 'org/dot-git.git', folder: 'dot-git' },
  { label: 'a repository with a slash at the end', repository: 'org/slash/', folder: 'slash' },
  { label: 'a repository with .git and a slash', repository: 'org/both.git/', folder: 'both' },
  { label: 'nested groups', repository: 'group/sub-group/team/nested.git', folder: 'nested' },
  { label: 'dots in the name', repository: 'org/course.v2.1', folder: 'course.v2.1' },
  { label: '.git within the name', repository: 'org/a.github.notes', folder: 'a.github.notes' },
  { label: 'capitals and underscores', repository: 'Org/My_Course-2', folder: 'My_Course-2' },
  { label: 'an encoded space in the address', repository: 'org/my%20course', folder: 'my%20course' },
  { label: 'a target path', repository: 'org/t1', targetPath: 'work', folder: 'work' },
  {
    label: 'a nested target path',
    repository: 'org/t2',
    targetPath: 'courses/2026/glaciers',
    folder: 'courses/2026/glaciers',
  },
  {
    label: 'a target path with spaces',
    repository: 'org/t3',
    targetPath: 'my work/week 1',
    folder: 'my work/week 1',
  },
  {
    label: 'a target path with # ? % + &',
    repository: 'org/t4',
    targetPath: 'a#b?c%20d+e&f=g',
    folder: 'a#b?c%20d+e&f=g',
  },
  {
    label: 'a target path that is not ASCII',
    repository: 'org/t5',
    targetPath: 'Übungen/日本 🧊',
    folder: 'Übungen/日本 🧊',
  },
  {
    label: 'a target path and .git',
    repository: 'org/t6.git',
    targetPath: 't6-by-branch/main',
    folder: 't6-by-branch/main',
  },
].map(({ repository, ...launch }) => ({
  ...launch,
  repository: HOST + repository,
  branch: 'main',
  path: 'Week 1/intro.ipynb',
}));

/** What git stores and a launch link cannot open: names with backslashes and control characters. */
export const refusedLaunches = pathLaunches.filter(({ path }) => /[\\\p{Cc}]/u.test(path));
export const openedPaths = pathLaunches.filter((launch) => !refusedLaunches.includes(launch));
export const allLaunches = [...openedPaths, ...refLaunches, ...repositoryLaunches];

/** A notebook whose heading is unique. */
export function renderNotebook(heading: string): string {
  return `${JSON.stringify({
    cells: [{ cell_type: 'markdown', metadata: {}, source: [`# ${heading}`] }],
    metadata: { kernelspec: { name: 'python3', display_name: 'Python 3 (ipykernel)', language: 'python' } },
    nbformat: 4,
    nbformat_minor: 4,
  })}\n`;
}

/** Headings are plain: the name of the file is what is tested, not the rendering of Markdown. */
export function headingOf(launch: Pick<Launch, 'path'>): string {
  const index = [...NASTY_PATHS.keys()].indexOf(launch.path);
  return `Notebook number ${index === -1 ? 'one' : index + 100}`;
}

/** Makes the repositories of launches below a folder, which is then used as `HOST`. */
export async function createRepositories(
  root: string,
  wanted: readonly Launch[] = allLaunches,
): Promise<void> {
  const byAddress = Map.groupBy(wanted, (launch) => launch.repository);
  for (const [address, launches] of byAddress) {
    const refs = [...new Set(launches.map(({ branch }) => branch))];
    const [tags, branches] = [refs.filter(isTag), refs.filter((ref) => !isTag(ref))];
    await createContentRepository({
      // git decodes an address before it looks for the folder.
      folder: join(root, decodeURIComponent(address.slice(HOST.length))),
      branches: branches.length > 0 ? branches : ['main'],
      tags,
      files: new Map(launches.map((launch) => [launch.path, renderNotebook(headingOf(launch))])),
    });
  }
}

function isTag(ref: string): boolean {
  return NASTY_TAGS.has(ref);
}

/** Text of a git configuration that reads the repositories of a folder instead of `HOST`. */
export function renderGitConfig(root: string): string {
  return `[url "file://${root}/"]\n\tinsteadOf = ${HOST}\n`;
}
