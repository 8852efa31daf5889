import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildSite, listFiles, listPages, PROJECT, readJson } from '../support/site.ts';
import { createTemporaryFolder, type TemporaryFolder } from '../support/temporary.ts';

const SHARED = resolve(PROJECT, process.env.SLIPWAY_SHARED ?? '../shared');
const MIRRORS = join(SHARED, 'corpus', 'mirrors.sh');

const REPOSITORIES = [
  ['tutorials', 'OGGM/tutorials', 'master', 40],
  ['edu', 'OGGM/oggm-edu-notebooks', 'master', 14],
  ['foundations', 'ProjectPythia/pythia-foundations', 'main', 18],
  ['whirlwind', 'jakevdp/WhirlwindTourOfPython', 'master', 19],
  ['in-depth', 'ipython/ipython-in-depth', 'master', 94],
  ['handson', 'ageron/handson-ml3', 'main', 28],
] as const;

const MANIFEST = `version: 1
site:
  title: Public notebooks
  url: https://example.github.io/public/
  language: en
hubs:
  mybinder: {type: binderhub, url: "https://mybinder.org", title: mybinder.org}
  class: {type: jupyterhub, url: "https://hub.example.edu/jupyter", title: Class hub, environments: [oggm]}
environments:
  oggm:
    title: OGGM
    image: ghcr.io/oggm/r2d
    tag: 20230310T1959-latest
    binder: {repository: "https://github.com/OGGM/binder", ref: stable}
content:
${REPOSITORIES.map(
  ([id, repository, branch]) => `  ${id}:
    title: ${repository}
    repository: https://github.com/${repository}
    branch: ${branch}
    environment: oggm
`,
).join('')}`;

interface CatalogDocument {
  readonly generated_at: string;
  readonly notebooks: readonly {
    readonly content: string;
    readonly title: string;
    readonly launches: readonly { readonly hub: string }[];
  }[];
}

/** Needs the shared folder beside the project, which holds the public notebooks (`SLIPWAY_SHARED`). */
describe.skipIf(!existsSync(MIRRORS))('a catalogue of 213 public notebooks (needs ../shared)', () => {
  let folder: TemporaryFolder;
  let first: string;
  let environment: Record<string, string>;

  const build = (name: string) =>
    buildSite(
      {
        content: join(folder.path, 'content'),
        cache: join(folder.path, `cache-${name}`),
        outDir: join(folder.path, name),
      },
      environment,
    );

  beforeAll(async () => {
    folder = await createTemporaryFolder('corpus');
    await promisify(execFile)('bash', [MIRRORS, join(folder.path, 'mirrors')]);
    environment = { GIT_CONFIG_GLOBAL: join(folder.path, 'mirrors', 'gitconfig') };
    await mkdir(join(folder.path, 'content'));
    await writeFile(join(folder.path, 'content', 'catalog.yaml'), MANIFEST);
    first = join(folder.path, 'first');
    expect(await build('first')).toMatchObject({ exitCode: 0 });
  });

  afterAll(() => folder?.remove());

  it('has a page for each, with a launch button for each hub', async () => {
    const { notebooks } = (await readJson(first, 'catalog.json')) as CatalogDocument;
    const counts = REPOSITORIES.map(([id]) => notebooks.filter(({ content }) => content === id).length);
    expect(counts).toEqual(REPOSITORIES.map(([, , , count]) => count));
    const pages = (await listPages(first)).filter((page) => page.startsWith('notebooks/'));
    expect(pages).toHaveLength(213);
    for (const page of pages) {
      const html = await readFile(join(first, page, 'index.html'), 'utf8');
      expect(html, page).toContain('href="https://mybinder.org/v2/gh/OGGM/binder/stable?urlpath=');
      expect(html, page).toContain('href="https://hub.example.edu/jupyter/hub/user-redirect/git-pull?');
    }
    for (const { launches } of notebooks)
      expect(launches.map(({ hub }) => hub)).toEqual(['mybinder', 'class']);
  });

  it('indexes each of them for the search', async () => {
    const entry = (await readJson(first, 'pagefind/pagefind-entry.json')) as {
      languages: Record<string, { page_count: number }>;
    };
    expect(Object.values(entry.languages).reduce((sum, { page_count }) => sum + page_count, 0)).toBe(213);
  });

  it('comes out the same when it is built again, apart from dates', async () => {
    expect(await build('second')).toMatchObject({ exitCode: 0 });
    const second = join(folder.path, 'second');
    expect(await listFiles(second)).toEqual(await listFiles(first));
    const differing: string[] = [];
    for (const file of await listFiles(first)) {
      if ((await digest(first, file)) !== (await digest(second, file))) differing.push(file);
    }
    expect(differing).toEqual([]);
  });
});

/** Content of a published file without the time at which it was made. */
async function digest(folder: string, file: string): Promise<string> {
  const bytes = await readFile(join(folder, file));
  const content = file === 'catalog.json' ? bytes.toString().replace(/"generated_at":"[^"]*"/, '') : bytes;
  return createHash('sha256').update(content).digest('hex');
}
