import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseBinderLaunch } from '../../src/core/launcher/binder-launch.ts';
import { loadBinderPage } from '../support/binder-page.ts';
import {
  JUPYTER_SERVER_PARTS,
  type RunningJupyterServer,
  startJupyterServer,
} from '../support/jupyter-server.ts';
import {
  allLaunches,
  createRepositories,
  headingOf,
  refusedLaunches,
  renderGitConfig,
  renderNotebook,
} from '../support/launch-cases.ts';
import { composeOnBinderHub } from '../support/launch-links.ts';
import { createTokenVisitor } from '../support/launch-visitor.ts';
import { createPool, type Pool } from '../support/pool.ts';
import { chooseSample } from '../support/sample.ts';
import { findFreePorts } from '../support/servers.ts';
import { describeWith } from '../support/system-packages.ts';
import { createTemporaryFolder, type TemporaryFolder } from '../support/temporary.ts';

describe('what no link through a BinderHub can open', () => {
  it('leaves at least 60 names that can be opened', () => {
    expect(allLaunches.length).toBeGreaterThanOrEqual(60);
  });

  it.each(refusedLaunches)('is refused with its code: $label', (launch) => {
    expect(composeOnBinderHub(launch)).toMatchObject({ ok: false, failure: { code: 'link/bad-path' } });
  });
});

/** A part; all of them with `SLIPWAY_TEST_ALL`. */
const LAUNCHES = chooseSample('SLIPWAY_TEST_ALL', allLaunches, 20);

/** A server pulls one repository at a time, and spends half of that waiting. */
const SERVERS = 2;

describeWith(
  JUPYTER_SERVER_PARTS,
  'launch links through a BinderHub, on a real Jupyter server (all: SLIPWAY_TEST_ALL)',
  () => {
    let content: TemporaryFolder;
    let servers: readonly RunningJupyterServer[] = [];
    let pool: Pool<RunningJupyterServer>;
    let pages: Awaited<ReturnType<typeof loadBinderPage>>;

    beforeAll(async () => {
      content = await createTemporaryFolder('content');
      await createRepositories(content.path, LAUNCHES);
      const options = {
        baseUrl: '/user/org-environment-x1y2z3/',
        gitConfig: renderGitConfig(content.path),
      };
      servers = await Promise.all(
        (await findFreePorts(SERVERS)).map((port) => startJupyterServer({ ...options, port })),
      );
      pool = createPool(servers);
      pages = await loadBinderPage();
    });
    afterAll(async () => {
      await Promise.all(servers.map((server) => server.stop()));
      await content?.remove();
    });

    it.concurrent.each(LAUNCHES)('opens $label', async (launch) => {
      const composed = composeOnBinderHub(launch);
      if (!composed.ok) throw new Error(composed.failure.message);
      const { search } = new URL(composed.value.url);

      await pool.use(async (server) => {
        await emptyFolder(server.notebookDir);
        const addresses = [pages.today, pages.sound].map(
          (page) => page.redirect(search, new URL(server.url), server.token).href,
        );
        // And without the hub's page: a launcher page that follows the launch redirects by itself.
        const watched = parseBinderLaunch(composed.value.url, new URL(composed.value.url).origin);
        addresses.push(pages.open(watched?.urlpath ?? '', new URL(server.url), server.token).href);
        for (const address of new Set(addresses)) {
          const landing = await createTokenVisitor().follow(address);

          expect(landing.status, landing.target).toBe(200);
          expect(landing.notebookPath).toBe(`${launch.folder}/${launch.path}`);
          expect(await readFile(join(server.notebookDir, launch.folder, launch.path), 'utf8')).toBe(
            renderNotebook(headingOf(launch)),
          );
        }
      });
    });
  },
);

/** Every server of a BinderHub is new: nothing of an earlier launch may help. */
async function emptyFolder(folder: string): Promise<void> {
  for (const name of await readdir(folder)) await rm(join(folder, name), { recursive: true });
}
