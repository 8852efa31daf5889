import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerStartPage, type HubStart } from '../../src/core/links/start-page.ts';
import { openBrowser, type RecordedPage, type TestBrowser } from '../support/browser.ts';
import { JUPYTERHUB_PARTS, type RunningJupyterHub, startJupyterHub } from '../support/jupyterhub.ts';
import {
  allLaunches,
  createRepositories,
  headingOf,
  type Launch,
  openedPaths,
  refLaunches,
  refusedLaunches,
  renderGitConfig,
  renderNotebook,
  repositoryLaunches,
} from '../support/launch-cases.ts';
import { composeJupyterHubLink, composeOnJupyterHub } from '../support/launch-links.ts';
import { createLaunchVisitor, type LaunchVisitor } from '../support/launch-visitor.ts';
import { createPool, type Pool } from '../support/pool.ts';
import { chooseSample } from '../support/sample.ts';
import { describeWith } from '../support/system-packages.ts';
import { createTemporaryFolder, type TemporaryFolder } from '../support/temporary.ts';

const PARENT_PATH = 'classes/2026 50% #1';

/** Parts, in two hubs and a browser; all of them with `SLIPWAY_TEST_ALL`. */
const LAUNCHES = chooseSample('SLIPWAY_TEST_ALL', allLaunches, 10);
const ROOT_LAUNCHES = chooseSample(
  'SLIPWAY_TEST_ALL',
  [...openedPaths.slice(0, 8), ...refLaunches.slice(0, 3), ...repositoryLaunches],
  4,
);

/** Launches that a whole browser follows too; the first is the plain one. */
const allBrowserLaunches = [
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

const ENVIRONMENT = { id: 'rivers', image: 'quay.io/example/rivers' };
const PROFILES = { rivers: { 'spring-2022': 'example/rivers:1', now: 'example/rivers:2' } };
const NO_CHOICES = {
  form: 'kubespawner',
  hasPrefix: false,
  isAutomatic: false,
  options: {},
  environments: {},
} as const;
const VERSION = { tag: '1', digest: `sha256:${'ab'.repeat(32)}` };
const STARTS: readonly {
  readonly label: string;
  readonly user: string;
  readonly version: { readonly tag: string; readonly digest: string };
  readonly start: Partial<HubStart>;
  readonly kernel?: string;
}[] = [
  {
    label: "the earlier version by its profile's choice",
    user: 'eva',
    version: VERSION,
    start: {
      environments: {
        rivers: { profile: 'rivers', options: {}, versions: { 1: { options: { image: 'spring-2022' } } } },
      },
    },
    kernel: 'example/rivers:1',
  },
  {
    label: 'the pinned image where any may be named',
    user: 'fay',
    version: VERSION,
    start: { profile: 'rivers', unlisted: 'image' },
    kernel: `quay.io/example/rivers:1@${VERSION.digest}`,
  },
  {
    // The hub has no such form: what is shown is that the way through the page to sign in ends at the notebook.
    label: 'at a permanent link of fancy-profiles',
    user: 'gus',
    version: VERSION,
    start: { form: 'fancy-profiles', profile: 'rivers', unlisted: 'image' },
  },
];

const browserLaunches = chooseSample('SLIPWAY_TEST_ALL', allBrowserLaunches, 4);

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

describeWith(
  ['chromium', ...JUPYTERHUB_PARTS],
  'launch links in a real JupyterHub (all: SLIPWAY_TEST_ALL)',
  () => {
    let content: TemporaryFolder;
    let gitConfig: string;

    beforeAll(async () => {
      content = await createTemporaryFolder('content');
      await createRepositories(content.path, [...LAUNCHES, ...ROOT_LAUNCHES, ...browserLaunches]);
      gitConfig = renderGitConfig(content.path);
    });
    afterAll(() => content.remove());

    describe.each([
      { name: 'a hub below a path', baseUrl: '/jupyter/', parentPath: '', launches: LAUNCHES },
      {
        name: 'a hub at the root, with NBGITPULLER_PARENTPATH',
        baseUrl: '/',
        parentPath: PARENT_PATH,
        launches: ROOT_LAUNCHES,
      },
    ])('$name', ({ baseUrl, parentPath, launches }) => {
      let hub: RunningJupyterHub;
      /** Several users at once, one launch at a time for each: a server pulls one repository at a time. */
      let visitors: Pool<{ readonly user: string; signIn(): Promise<LaunchVisitor> }>;

      const composeLink = (launch: Launch) =>
        composeJupyterHubLink({ ...launch, hubUrl: hub.url, parentPath });

      const readFromDisk = (user: string, launch: Launch) =>
        readFile(join(hub.notebookDir(user), parentPath, launch.folder, launch.path), 'utf8');

      beforeAll(async () => {
        hub = await startJupyterHub({
          baseUrl,
          gitConfig,
          ...(parentPath === '' ? { profiles: PROFILES } : { env: { NBGITPULLER_PARENTPATH: parentPath } }),
        });
        visitors = createPool(
          // A server that runs already is used again: each takes as long to start as ten launches.
          [...STARTS.map(({ user }) => user), 'ada'].slice(0, Math.ceil(launches.length / 10)).map((user) => {
            let visitor: Promise<LaunchVisitor> | undefined;
            return { user, signIn: () => (visitor ??= createLaunchVisitor(hub.url, user)) };
          }),
        );
      });
      afterAll(() => hub?.stop());

      // Each student's first server: what runs already is not started anew.
      it.runIf(parentPath === '').each(STARTS)('starts $label', async ({ user, version, start, kernel }) => {
        const [launch] = launches;
        if (launch === undefined) throw new Error('no launch');
        const answer = answerStartPage({ ...NO_CHOICES, ...start }, ENVIRONMENT, version, false);
        if (answer === undefined) throw new Error('no choice');
        const link = composeJupyterHubLink({ ...launch, start: answer, hubUrl: hub.url, parentPath });
        const visitor = await createLaunchVisitor(hub.url, user, '/hub/home');
        const landing = await visitor.follow(link);

        expect(landing.notebookPath).toBe(`${launch.folder}/${launch.path}`);
        const kernels = await visitor.read(`${hub.url}/user/${user}/api/kernelspecs`);
        const names = [...kernels.matchAll(/"display_name": "([^"]*)"/g)].map(([, name]) => name);
        if (kernel === undefined) expect(names).not.toContainEqual(expect.stringContaining('example'));
        else expect(names).toContain(kernel);
      });

      describe('in a browser', () => {
        let browser: TestBrowser;
        let recorded: RecordedPage;
        beforeAll(async () => {
          browser = await openBrowser();
          recorded = await browser.openPage();
        });
        afterAll(() => browser?.close());

        it.each(baseUrl === '/' ? browserLaunches.slice(0, 1) : browserLaunches)(
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
        await visitors.use(async ({ user, signIn }) => {
          const landing = await (await signIn()).follow(composeLink(launch));

          expect(landing.status, landing.target).toBe(200);
          const file = [parentPath, launch.folder, launch.path].filter((part) => part !== '').join('/');
          expect(landing.notebookPath).toBe(file);
          expect(await readFromDisk(user, launch)).toBe(renderNotebook(headingOf(launch)));
        });
      });
    });
  },
);
