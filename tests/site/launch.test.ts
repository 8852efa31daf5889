import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { formatKeptOutputs } from '../../src/core/notebooks/kept-outputs.ts';
import { ASSET_FOLDER } from '../../src/core/site/urls.ts';
import {
  digestKeptOutputs,
  nameKeptOutputs,
  OUTPUT_FOLDER,
  storeKeptOutputs,
} from '../../src/io/files/kept-outputs.ts';
import type { StaticServer } from '../../src/io/site/static-server.ts';
import { BROWSER_PARTS, openBrowser, type TestBrowser } from '../support/browser.ts';
import { createTestRepository } from '../support/git-repository.ts';
import { type HubStandIn, readRecordedBuild, startBinderStandIn } from '../support/hub-stand-ins.ts';
import { type RunningJupyterServer, startJupyterServer } from '../support/jupyter-server.ts';
import { JUPYTERHUB_PARTS, type RunningJupyterHub, startJupyterHub } from '../support/jupyterhub.ts';
import { buildSite, serveSite } from '../support/site.ts';
import { describeWith } from '../support/system-packages.ts';
import { createTemporaryFolder, type TemporaryFolder } from '../support/temporary.ts';

const PATH = 'Week 1/Größe & Gewicht #2.ipynb';
const STUDENT = 'student';

const NOTEBOOK = JSON.stringify({
  nbformat: 4,
  nbformat_minor: 5,
  metadata: { kernelspec: { name: 'python3', display_name: 'Python 3' } },
  cells: [
    {
      cell_type: 'markdown',
      id: 'a',
      metadata: {},
      source: '# Weights and sizes\n\nMeasured in the harbour.',
    },
    {
      cell_type: 'code',
      id: 'b',
      metadata: {},
      source: 'print("afloat")',
      outputs: [],
      execution_count: null,
    },
  ],
});

/** What running the notebook left, with markup that may not reach the page. */
const OUTPUTS = formatKeptOutputs(
  JSON.stringify({
    cells: [
      {
        cell_type: 'code',
        source: 'print("afloat")',
        execution_count: 1,
        outputs: [
          { output_type: 'stream', name: 'stdout', text: 'afloat at last' },
          {
            output_type: 'display_data',
            metadata: {},
            data: { 'text/html': '<b>ashore</b><script>document.title = "taken"</script>' },
          },
        ],
      },
    ],
  }),
);

/** A nightly check in which everything was well, an hour ago, and the notebook ran. */
function renderStatus(commit: string, outputsDigest: string): string {
  const digest = `sha256:${'a'.repeat(64)}`;
  const at = new Date(Date.now() - 3_600_000).toISOString();
  const row = (id: string) => ({ id, verdict: 'ok', since: at, last_ok_at: at, reasons: [], history: [] });
  const environment = { ...row('python'), tag: '2026-06-01', pinned_digest: null, seen_digest: digest };
  const verified = {
    ...{ path: PATH, environment: 'python', tag: '2026-06-01', commit, digest, at },
    ...{ duration_ms: 1, peak_memory_bytes: null, outputs: { digest: outputsDigest, size_bytes: 1 } },
  };
  return JSON.stringify({
    version: 1,
    checked_at: at,
    duration_ms: 1,
    environments: [{ ...environment, created_at: null, size_bytes: null, platforms: [], labels: {} }],
    contents: [{ ...row('course'), commit, missing: [], verified: [verified] }],
    hubs: [row('class'), row('binder')],
  });
}

describeWith([...JUPYTERHUB_PARTS, ...BROWSER_PARTS], 'a student who launches', () => {
  let folder: TemporaryFolder;
  let hub: RunningJupyterHub;
  let binder: HubStandIn;
  let binderServer: RunningJupyterServer;
  let site: StaticServer;
  let browser: TestBrowser;

  beforeAll(async () => {
    folder = await createTemporaryFolder('click');
    const repository = 'https://git.example.org/class/course.git';
    const served = join(folder.path, 'repositories');
    const commit = createTestRepository(served, 'class/course.git').commit('main', { [PATH]: NOTEBOOK });
    const gitConfig = `[url "file://${folder.path}/repositories/"]\n\tinsteadOf = https://git.example.org/\n[protocol "file"]\n\tallow = always\n[safe]\n\tdirectory = *\n`;
    await writeFile(join(folder.path, 'gitconfig'), gitConfig);
    [hub, binder, binderServer] = await Promise.all([
      startJupyterHub({ baseUrl: '/jupyter/', gitConfig }),
      startBinderStandIn(),
      startJupyterServer({ baseUrl: '/user/example-binder-x1y2z3/', gitConfig }),
    ]);
    const content = join(folder.path, 'content');
    await mkdir(content);
    const outputs = await storeKeptOutputs(join(content, OUTPUT_FOLDER), OUTPUTS ?? '');
    await writeFile(join(content, 'status.json'), renderStatus(commit, outputs));
    await writeFile(
      join(content, 'catalog.yaml'),
      `version: 1
site: {title: Harbour course, url: "https://example.org/course/", language: en}
hubs:
  class: {type: jupyterhub, url: "${hub.url}", title: Class hub, environments: [python], app: notebook}
  binder: {type: binderhub, url: "${binder.url}", title: Harbour Binder}
environments:
  python:
    title: Python
    image: quay.io/jupyter/base-notebook
    tag: "2026-06-01"
    app: notebook
    binder: {repository: "https://github.com/example/binder", ref: main}
content:
  course:
    title: Course
    repository: "${repository}"
    branch: main
    environment: python
    notebooks: {"${PATH}": {id: weights}}
`,
    );
    const outDir = join(folder.path, 'dist');
    const built = await buildSite(
      { content, cache: join(folder.path, 'cache'), outDir },
      { GIT_CONFIG_GLOBAL: join(folder.path, 'gitconfig') },
    );
    expect(built).toMatchObject({ exitCode: 0 });
    site = await serveSite(outDir, '/course/');
    browser = await openBrowser();
  });

  afterAll(async () => {
    await browser?.close();
    await site?.stop();
    await Promise.all([hub?.stop(), binder?.stop(), binderServer?.stop()]);
    await folder?.remove();
  });

  /** Signs in as a student who has nothing of the course yet; a server takes as long to start as all the rest. */
  async function signIn(page: Page): Promise<void> {
    await rm(join(hub.notebookDir(STUDENT), 'course'), { recursive: true, force: true });
    await page.getByLabel('Username:').fill(STUDENT);
    await page.getByLabel('Password:').fill('any');
    await page.getByRole('button', { name: 'Sign in' }).click();
  }

  async function expectOpenNotebook(page: Page, folderUrl: string, notebookDir: string): Promise<void> {
    await page.waitForURL(/\/notebooks\//);
    await page.getByRole('heading', { name: 'Weights and sizes' }).waitFor();
    expect(decodeURIComponent(new URL(page.url()).pathname)).toBe(`${folderUrl}notebooks/course/${PATH}`);
    expect(await readFile(join(notebookDir, 'course', PATH), 'utf8')).toContain('Weights and sizes');
  }

  it('reads what the notebook printed in the image, on a page that says when, without its scripts', async () => {
    const { page, context } = await browser.openPage();
    await page.goto(`${site.url}notebooks/course/weights/`);
    const note = await page.locator('[data-results]').innerText();
    expect(note).toMatch(
      /^Results of a run in the image quay\.io\/jupyter\/base-notebook:2026-06-01, .*\d{4}\.$/,
    );
    const preview = page.locator('.notebook');
    expect(await preview.innerText()).toContain('afloat at last');
    expect(await preview.locator('b').innerText()).toBe('ashore');
    expect(await preview.locator('script').count()).toBe(0);
    expect(await page.title()).toContain('Weights and sizes');
    // The next build finds them there.
    const published = await fetch(
      `${site.url}${ASSET_FOLDER}/${nameKeptOutputs(digestKeptOutputs(OUTPUTS ?? ''))}`,
    );
    expect(await published.text()).toBe(OUTPUTS);
    await context.close();
  });

  it('from the page of a notebook signs in, nbgitpuller pulls, and the notebook opens', async () => {
    const { page, context } = await browser.openPage();
    await page.goto(site.url);
    await page.getByRole('link', { name: 'Weights and sizes', exact: true }).click();
    await page.getByRole('link', { name: 'Open on Class hub' }).click();
    await signIn(page);
    await expectOpenNotebook(page, `/jupyter/user/${STUDENT}/`, hub.notebookDir(STUDENT));
    await context.close();
  });

  it('by the permanent link is sent on at once, signs in, and the notebook opens', async () => {
    const { page, context } = await browser.openPage();
    await page.goto(new URL('l/course/weights/', site.url).href);
    await signIn(page);
    await expectOpenNotebook(page, `/jupyter/user/${STUDENT}/`, hub.notebookDir(STUDENT));
    await context.close();
  });

  it('on a hub of their own gets the link for it, and the notebook opens', async () => {
    const { page, context } = await browser.openPage();
    await page.goto(new URL('l/course/weights/?go=0', site.url).href);
    await page.getByText('More options').click();
    await page.getByText('Use your own hub').click();
    // As the address bar shows it.
    await page.getByLabel('Address of your hub').fill(`${hub.url}/hub/home`);
    await page.getByRole('button', { name: 'Use this hub' }).click();
    await page.getByText('This catalogue does not check it').waitFor();
    await page.locator('[data-first] a.go').click();
    await signIn(page);
    await expectOpenNotebook(page, `/jupyter/user/${STUDENT}/`, hub.notebookDir(STUDENT));
    await context.close();
  });

  it('watches a launch on Binder, and the notebook opens on the server that was started', async () => {
    binder.build(readRecordedBuild({ url: binderServer.url, token: binderServer.token }));
    const { page, context } = await browser.openPage();
    await page.goto(new URL('l/course/weights/?go=0&hub=binder', site.url).href);
    await page.getByText('More options').click();
    await page.getByRole('button', { name: 'Start here and follow progress' }).click();
    await expectOpenNotebook(page, '/user/example-binder-x1y2z3/', binderServer.notebookDir);
    expect(binder.requests).toContain('/build/gh/example/binder/main');
    await context.close();
  });
});
