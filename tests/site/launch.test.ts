import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { createContentRepository } from '../support/content-repositories.ts';
import { JUPYTERHUB_PARTS, startJupyterHub } from '../support/jupyterhub.ts';
import { buildSite, serveSite } from '../support/site.ts';
import { describeWith } from '../support/system-packages.ts';
import { createTemporaryFolder } from '../support/temporary.ts';

const PATH = 'Week 1/Größe & Gewicht #2.ipynb';

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

describeWith([...JUPYTERHUB_PARTS, 'chromium'], 'a student who clicks a launch button', () => {
  it('signs in, nbgitpuller pulls the repository, and the notebook opens', async () => {
    await using folder = await createTemporaryFolder('click');
    const repository = 'https://git.example.org/class/course.git';
    await createContentRepository({
      folder: join(folder.path, 'repositories', 'class', 'course.git'),
      files: new Map([[PATH, NOTEBOOK]]),
      branches: ['main'],
    });
    const gitConfig = `[url "file://${folder.path}/repositories/"]\n\tinsteadOf = https://git.example.org/\n[protocol "file"]\n\tallow = always\n[safe]\n\tdirectory = *\n`;
    await writeFile(join(folder.path, 'gitconfig'), gitConfig);
    await using hub = await startJupyterHub({ baseUrl: '/jupyter/', gitConfig });
    await mkdir(join(folder.path, 'content'));
    await writeFile(
      join(folder.path, 'content', 'catalog.yaml'),
      `version: 1
site: {title: Harbour course, url: "https://example.org/course/", language: en}
hubs:
  class: {type: jupyterhub, url: "${hub.url}", title: Class hub, environments: [python], app: notebook}
environments:
  python: {title: Python, image: quay.io/jupyter/base-notebook, tag: "2026-06-01"}
content:
  course: {title: Course, repository: "${repository}", branch: main, environment: python}
`,
    );
    const outDir = join(folder.path, 'dist');
    const built = await buildSite(
      { content: join(folder.path, 'content'), cache: join(folder.path, 'cache'), outDir },
      { GIT_CONFIG_GLOBAL: join(folder.path, 'gitconfig') },
    );
    expect(built).toMatchObject({ exitCode: 0 });
    const server = await serveSite(outDir, '/course/');
    await using browser = await openBrowser();
    const { page } = await browser.openPage();

    await page.goto(server.url);
    await page.getByRole('link', { name: 'Weights and sizes' }).click();
    await page.getByRole('link', { name: 'Open on Class hub' }).click();
    await page.getByLabel('Username:').fill('student');
    await page.getByLabel('Password:').fill('any');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL(/\/notebooks\//, { timeout: 60_000 });

    await page.getByRole('heading', { name: 'Weights and sizes' }).waitFor();
    expect(decodeURIComponent(new URL(page.url()).pathname)).toBe(
      `/jupyter/user/student/notebooks/course/${PATH}`,
    );
    expect(await readFile(join(hub.notebookDir('student'), 'course', PATH), 'utf8')).toContain(
      'Weights and sizes',
    );
    await server.stop();
  });
});
