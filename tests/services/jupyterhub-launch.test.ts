import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, type RecordedPage, type TestBrowser } from '../support/browser.ts';
import { createContentRepository } from '../support/content-repositories.ts';
import { JUPYTERHUB_PARTS, type RunningJupyterHub, startJupyterHub } from '../support/jupyterhub.ts';
import { composeJupyterHubLink, composeOnJupyterHub } from '../support/launch-links.ts';
import { createLaunchVisitor, type LaunchVisitor } from '../support/launch-visitor.ts';
import { NASTY_BRANCHES, NASTY_PATHS, NASTY_TAGS } from '../support/nasty-names.ts';
import { describeWith } from '../support/system-packages.ts';
import { createTemporaryFolder, type TemporaryFolder } from '../support/temporary.ts';

/** One launch: what is pulled, and where it has to be on the server's disk afterwards. */
interface Launch {
  readonly label: string;
  readonly repository: string;
  readonly branch: string;
  readonly path: string;
  readonly targetPath?: string;
  /** Folder of the clone, below the parent path. */
  readonly folder: string;
}

const HOST = 'https://git.example.org/';
const PARENT_PATH = 'classes/2026 50% #1';

const pathLaunches: readonly Launch[] = [...NASTY_PATHS].map(([path, label]) => ({
  label: `path with ${label}`,
  repository: `${HOST}org/course`,
  branch: 'main',
  path,
  folder: 'course',
}));

const refLaunches: readonly Launch[] = [
  ...[...NASTY_BRANCHES].map(([name, label]) => ({ name, label: `branch with ${label}` })),
  ...[...NASTY_TAGS].map(([name, label]) => ({ name, label: `tag with ${label}` })),
].map(({ name, label }, index) => ({
  label,
  repository: `${HOST}refs/r${index}`,
  branch: name,
  path: 'index.ipynb',
  folder: `r${index}`,
}));

const repositoryLaunches: readonly Launch[] = [
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
const refusedLaunches = pathLaunches.filter(({ path }) => /[\\\p{Cc}]/u.test(path));
const openedPaths = pathLaunches.filter((launch) => !refusedLaunches.includes(launch));
const allLaunches = [...openedPaths, ...refLaunches, ...repositoryLaunches];

/** Launches that a whole browser follows too; the first is the plain one. */
const browserLaunches = [
  'path with spaces',
  'path with the mark of a fragment',
  'path with the mark of a query',
  'path with what looks like an encoded slash',
  'path with much at once',
  'path with markup that would run',
  'path with Hebrew',
  'path with emoji joined from several',
  'branch with the mark of a fragment',
  'branch with an ampersand and an equals sign',
  'nested groups',
  'a target path with # ? % + &',
].map((label) => {
  const launch = allLaunches.find((candidate) => candidate.label === label);
  if (launch === undefined) throw new Error(`no launch is called "${label}"`);
  return launch;
});

/** A notebook that can be told from all others by its heading. */
function renderNotebook(heading: string): string {
  return `${JSON.stringify({
    cells: [{ cell_type: 'markdown', metadata: {}, source: [`# ${heading}`] }],
    metadata: { kernelspec: { name: 'python3', display_name: 'Python 3 (ipykernel)', language: 'python' } },
    nbformat: 4,
    nbformat_minor: 4,
  })}\n`;
}

/** Headings are plain: the name of the file is what is tested, not the rendering of Markdown. */
function headingOf(launch: Pick<Launch, 'path'>): string {
  const index = [...NASTY_PATHS.keys()].indexOf(launch.path);
  return `Notebook number ${index === -1 ? 'one' : index + 100}`;
}

async function createRepositories(root: string): Promise<void> {
  const byAddress = Map.groupBy(allLaunches, (launch) => launch.repository);
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

describe('what no launch link can open', () => {
  it('is a few names of many', () => {
    expect(allLaunches.length).toBeGreaterThanOrEqual(60);
    expect(refusedLaunches.map(({ path }) => path)).toEqual(['a\\b.ipynb', 'a\tb.ipynb']);
  });

  it.each(refusedLaunches)('is refused with its code: $label', (launch) => {
    const composed = composeOnJupyterHub({ ...launch, hubUrl: 'https://hub.example.org', parentPath: '' });
    expect(composed).toMatchObject({ ok: false, failure: { code: 'link/bad-path' } });
  });
});

describeWith(['chromium', ...JUPYTERHUB_PARTS], 'launch links in a real JupyterHub', () => {
  let content: TemporaryFolder;
  let gitConfig: string;

  beforeAll(async () => {
    content = await createTemporaryFolder('content');
    await createRepositories(content.path);
    gitConfig = `[url "file://${content.path}/"]\n\tinsteadOf = ${HOST}\n`;
  });
  afterAll(() => content.remove());

  describe.each([
    { name: 'a hub below a path', baseUrl: '/jupyter/', parentPath: '', launches: allLaunches },
    {
      name: 'a hub at the root, with NBGITPULLER_PARENTPATH',
      baseUrl: '/',
      parentPath: PARENT_PATH,
      launches: [...openedPaths.slice(0, 8), ...refLaunches.slice(0, 3), ...repositoryLaunches],
    },
  ])('$name', ({ baseUrl, parentPath, launches }) => {
    let hub: RunningJupyterHub;
    let visitors: VisitorPool;

    const composeLink = (launch: Launch) => composeJupyterHubLink({ ...launch, hubUrl: hub.url, parentPath });

    const readFromDisk = (user: string, launch: Launch) =>
      readFile(join(hub.notebookDir(user), parentPath, launch.folder, launch.path), 'utf8');

    beforeAll(async () => {
      hub = await startJupyterHub({
        baseUrl,
        gitConfig,
        ...(parentPath === '' ? {} : { env: { NBGITPULLER_PARENTPATH: parentPath } }),
      });
      visitors = createVisitorPool(hub.url, ['ada', 'bo', 'cy', 'di']);
    });
    afterAll(() => hub?.stop());

    describe('in a browser', () => {
      let browser: TestBrowser;
      let recorded: RecordedPage;
      beforeAll(async () => {
        browser = await openBrowser();
        recorded = await browser.openPage();
      });
      afterAll(() => browser?.close());

      it.each(baseUrl === '/' ? browserLaunches.slice(0, 2) : browserLaunches)(
        'opens $label',
        async (launch) => {
          const { page, record } = recorded;
          await page.goto(composeLink(launch));
          if (new URL(page.url()).pathname.endsWith('/hub/login')) {
            await page.getByLabel('Username:').fill('grace');
            await page.getByLabel('Password:').fill('any');
            await page.getByRole('button', { name: 'Sign in' }).click();
          }
          await page.locator('.rendered h1').waitFor();

          expect(await page.locator('.rendered h1').textContent()).toContain(headingOf(launch));
          const fileName = launch.path.slice(launch.path.lastIndexOf('/') + 1);
          expect(await page.locator('#notebook_name').textContent()).toBe(fileName.replace(/\.ipynb$/, ''));
          expect(await readFromDisk('grace', launch)).toBe(renderNotebook(headingOf(launch)));
          expect(record.executions).toEqual([]);
          expect(record.blockedRequests).toEqual([]);
        },
      );
    });

    it.concurrent.each(launches)('opens $label', async (launch) => {
      await visitors.use(async (user, visitor) => {
        const landing = await visitor.follow(composeLink(launch));

        expect(landing.status, landing.target).toBe(200);
        const file = [parentPath, launch.folder, launch.path].filter((part) => part !== '').join('/');
        expect(landing.notebookPath).toBe(file);
        expect(await readFromDisk(user, launch)).toBe(renderNotebook(headingOf(launch)));
      });
    });
  });
});

interface VisitorPool {
  use(act: (user: string, visitor: LaunchVisitor) => Promise<void>): Promise<void>;
}

/** Several users at once, one launch at a time for each: a server pulls one repository at a time. */
function createVisitorPool(hubUrl: string, users: readonly string[]): VisitorPool {
  const queues = users.map((user) => ({
    user,
    visitor: createLaunchVisitor(hubUrl, user),
    last: Promise.resolve(),
    waiting: 0,
  }));
  return {
    use: async (act) => {
      const queue = queues.reduce((best, other) => (other.waiting < best.waiting ? other : best));
      const { last } = queue;
      const { promise, resolve } = Promise.withResolvers<void>();
      queue.last = promise;
      queue.waiting += 1;
      try {
        await last;
        await act(queue.user, await queue.visitor);
      } finally {
        queue.waiting -= 1;
        resolve();
      }
    },
  };
}
