import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LearningResource } from '../support/learning-resource.ts';
import { digestPublished } from '../support/published-bytes.ts';
import { readShareData } from '../support/share-data.ts';
import { buildSite, listFiles, listPages, PROJECT, readJson, runCommand } from '../support/site.ts';
import { createTemporaryFolder, type TemporaryFolder } from '../support/temporary.ts';

const SHARED = resolve(PROJECT, process.env.SLIPWAY_SHARED ?? '../shared');
const MIRRORS = join(SHARED, 'corpus', 'mirrors.sh');

const IS_WHOLE = process.env.SLIPWAY_TEST_ALL !== undefined;

const ALL_REPOSITORIES = [
  ['tutorials', 'OGGM/tutorials', 'master', 40],
  ['edu', 'OGGM/oggm-edu-notebooks', 'master', 14],
  ['foundations', 'ProjectPythia/pythia-foundations', 'main', 18],
  ['whirlwind', 'jakevdp/WhirlwindTourOfPython', 'master', 19],
  ['in-depth', 'ipython/ipython-in-depth', 'master', 94],
  ['handson', 'ageron/handson-ml3', 'main', 28],
] as const;

/** The three that the last test changes; a build of all of them takes a minute, and there are three builds. */
const REPOSITORIES = ALL_REPOSITORIES.slice(0, IS_WHOLE ? undefined : 3);
const COUNT = REPOSITORIES.reduce<number>((sum, [, , , count]) => sum + count, 0);
const NAME = `a catalogue of ${COUNT} public notebooks (needs ../shared; 213 with SLIPWAY_TEST_ALL)`;

const SITE_URL = 'https://example.github.io/public/';
const MANIFEST = `version: 1
site:
  title: Public notebooks
  url: ${SITE_URL}
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
    tags: [public]
    authors: [Ada Example, Grace Sample]
    editions:
      spring-2022: {label: Spring 2022, branch: spring, tag: 20230310T1959-latest}
`,
).join('')}`;

/** The catalogue some years on: another title, hub and version, and one content under another id. */
const LATER_MANIFEST = MANIFEST.replace('title: Public notebooks', 'title: Notebooks for everybody')
  .replace('https://mybinder.org', 'https://binder.example.edu')
  .replace('hub.example.edu/jupyter', 'hub.example.org')
  .replace(
    'tag: 20230310T1959-latest\n    binder: {repository: "https://github.com/OGGM/binder", ref: stable}',
    `tag: "2028.1"
    binder: {repository: "https://github.com/OGGM/binder", ref: v2028}
    earlier:
      - {tag: 20230310T1959-latest, binder: {repository: "https://github.com/OGGM/binder", ref: stable}}`,
  )
  .replace('  foundations:', '  basics:');

interface CatalogDocument {
  readonly generated_at: string;
  readonly notebooks: readonly PublishedNotebook[];
}

interface PublishedNotebook {
  readonly id: string;
  readonly content: string;
  readonly path: string;
  readonly title: string;
  readonly description: string;
  readonly page: string;
  readonly permalink: string;
  readonly launches: readonly PublishedLaunch[];
  readonly editions: readonly { readonly permalink: string; readonly launches: readonly PublishedLaunch[] }[];
}

interface PublishedLaunch {
  readonly hub: string;
  readonly url: string;
}

/** Needs the shared folder beside the project, which holds the public notebooks (`SLIPWAY_SHARED`). */
describe.skipIf(!existsSync(MIRRORS))(NAME, () => {
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
    const pages = (await listPages(first)).filter(
      (page) => page.startsWith('notebooks/') && page !== 'notebooks/',
    );
    expect(pages).toHaveLength(COUNT);
    for (const page of pages) {
      const html = await readFile(join(first, page, 'index.html'), 'utf8');
      expect(html, page).toContain('href="https://mybinder.org/v2/gh/OGGM/binder/stable?urlpath=');
      expect(html, page).toContain('href="https://hub.example.edu/jupyter/hub/user-redirect/git-pull?');
    }
    for (const { launches } of notebooks)
      expect(launches.map(({ hub }) => hub)).toEqual(['mybinder', 'class']);
  });

  it('describes each to whoever shows a link to it, on its page and its launcher', async () => {
    const { notebooks } = (await readJson(first, 'catalog.json')) as CatalogDocument;
    const pictures = new Set<string>();
    for (const { title, description, page, permalink, editions } of notebooks) {
      for (const path of [page, permalink, ...editions.map((edition) => edition.permalink)]) {
        const url = new URL(path, SITE_URL).href;
        const address = url.replace(SITE_URL, '');
        const html = await readFile(join(first, address, 'index.html'), 'utf8');
        const { properties, structured } = readShareData(html);
        expect(properties, address).toMatchObject({
          'og:site_name': 'Public notebooks',
          'og:type': 'article',
          'og:url': url,
          'og:title': expect.stringContaining(title),
          'twitter:card': 'summary_large_image',
          'og:image:width': '1200',
          'og:image:height': '630',
        });
        const picture = properties['og:image'] ?? '';
        const { error, data } = LearningResource.safeParse(structured);
        expect(error?.message, address).toBeUndefined();
        expect(data, address).toMatchObject({
          name: title,
          url: new URL(page, SITE_URL).href,
          inLanguage: 'en',
          image: picture,
        });
        // Of code alone, a notebook is described by where it belongs.
        expect(data?.description, address).toEqual(
          description || expect.stringMatching(/^A notebook of the collection “/),
        );
        expect(properties['og:description'], address).toBe(data?.description);
        pictures.add(picture.replace(SITE_URL, ''));
      }
    }
    expect(pictures.size).toBeGreaterThan(COUNT / 2);
    for (const file of pictures) {
      expect(file).toMatch(/\.png$/);
      const { data, info } = await sharp(await readFile(join(first, file)))
        .raw()
        .toBuffer({ resolveWithObject: true });
      expect(info, file).toMatchObject({ width: 1200, height: 630 });
      expect(data.length, file).toBe(1200 * 630 * info.channels);
    }
  });

  it('indexes each of them for the search', async () => {
    const entry = (await readJson(first, 'pagefind/pagefind-entry.json')) as {
      languages: Record<string, { page_count: number }>;
    };
    expect(Object.values(entry.languages).reduce((sum, { page_count }) => sum + page_count, 0)).toBe(COUNT);
  });

  it('comes out the same when it is built again, apart from dates', async () => {
    expect(await build('second')).toMatchObject({ exitCode: 0 });
    const second = join(folder.path, 'second');
    expect(await listFiles(second)).toEqual(await listFiles(first));
    const differing: string[] = [];
    for (const file of await listFiles(first)) {
      if ((await digestPublished(first, file)) !== (await digestPublished(second, file)))
        differing.push(file);
    }
    expect(differing).toEqual([]);
  });

  it('keeps every permanent address through years of changes, by the lines that the check says', async () => {
    const { notebooks } = (await readJson(first, 'catalog.json')) as CatalogDocument;
    const [renamed, rewritten, deleted] = notebooks
      .filter(({ content }) => content === 'tutorials')
      .map(({ path }) => path);
    const [given] = notebooks.filter(({ content }) => content === 'edu').map(({ path }) => path);
    if (!renamed || !rewritten || !deleted || !given) throw new Error('the corpus has these notebooks');
    const nearby = rewritten.replace(/\.ipynb$/, '_new.ipynb');
    const paths = new Map([
      [renamed, 'elsewhere/Called anew.ipynb'],
      [rewritten, nearby],
    ]);
    await changeFiles(join(folder.path, 'mirrors', 'github.com', 'OGGM', 'tutorials.git'), [
      `R ${quotePath(renamed)} "elsewhere/Called anew.ipynb"`,
      `D ${quotePath(rewritten)}`,
      `M 100644 inline ${quotePath(nearby)}\ndata 2\n{}`,
      `D ${quotePath(deleted)}`,
    ]);

    const content = join(folder.path, 'later');
    const cache = join(folder.path, 'cache-first');
    const changed = LATER_MANIFEST.replace(
      /( {2}edu:\n(?:.*\n){4})/,
      `$1    notebooks: {${JSON.stringify(given)}: {id: beautiful}}\n`,
    );
    await mkdir(content);
    const check = async (manifest: string) => {
      await writeFile(join(content, 'catalog.yaml'), manifest);
      const previous = join(first, 'catalog.json');
      const { exitCode, stdout } = await runCommand(
        'check',
        ['--ids', '--previous', previous, '--format', 'json'],
        {
          ...environment,
          SLIPWAY_CONTENT: content,
          SLIPWAY_CACHE: cache,
        },
      );
      const { diagnostics, additions = '' } = JSON.parse(stdout) as {
        diagnostics: readonly { code: string }[];
        additions?: string;
      };
      return { exitCode, codes: diagnostics.map(({ code }) => code).sort(), additions };
    };
    const refused = await check(changed);
    expect(refused).toMatchObject({
      exitCode: 1,
      codes: ['id/content-vanished', 'id/vanished', 'id/vanished', 'id/vanished', 'id/vanished'],
    });
    expect(await check(`${changed}${refused.additions}`)).toEqual({
      exitCode: 0,
      codes: [],
      additions: '',
    });

    const later = join(folder.path, 'later-site');
    expect(await buildSite({ content, cache, outDir: later }, environment)).toMatchObject({ exitCode: 0 });
    const after = (await readJson(later, 'catalog.json')) as CatalogDocument;
    expect(after.notebooks).toHaveLength(COUNT - 1);
    for (const { id, content: collection, path, title, page, permalink, editions } of notebooks) {
      if (collection === 'tutorials' && path === deleted) {
        for (const address of [permalink, ...editions.map((edition) => edition.permalink)])
          expect(await readPage(later, address), address).toContain(title);
        expect(await readPage(later, page), page).toContain(title);
        continue;
      }
      const target = after.notebooks.find(
        (notebook) =>
          notebook.content === (collection === 'foundations' ? 'basics' : collection) &&
          notebook.path === ((collection === 'tutorials' ? paths.get(path) : undefined) ?? path),
      );
      const [launch] = target?.launches ?? [];
      const [edition] = target?.editions ?? [];
      const launcher = await readPage(later, permalink);
      expect(launcher, id).toContain(escapeAttribute(launch?.url ?? 'no launch'));
      expect(launch?.url, id).toContain('https://binder.example.edu/v2/gh/OGGM/binder/v2028?');
      expect(await readPage(later, page), id).toContain(escapeAttribute(launch?.url ?? 'no launch'));
      expect(editions, id).toHaveLength(1);
      const older = await readPage(later, editions[0]?.permalink ?? 'none');
      expect(older, id).toContain(escapeAttribute(edition?.launches[0]?.url ?? 'no launch'));
      expect(edition?.launches[0]?.url, id).toContain('https://binder.example.edu/v2/gh/OGGM/binder/stable?');
    }
  });
});

/** Adds a commit to a bare repository, in the commands of `git fast-import`. */
async function changeFiles(repository: string, commands: readonly string[]): Promise<void> {
  const { stdout } = await promisify(execFile)('git', ['-C', repository, 'symbolic-ref', 'HEAD']);
  const branch = stdout.trim();
  const stream = `commit ${branch}\ncommitter Test <test@example.invalid> 1800000000 +0000\ndata 5\nLater\nfrom ${branch}^0\n${commands.join('\n')}\n\ndone\n`;
  const importing = promisify(execFile)('git', ['-C', repository, 'fast-import', '--quiet', '--done']);
  importing.child.stdin?.end(stream);
  await importing;
}

function quotePath(path: string): string {
  return JSON.stringify(path);
}

/** What a published address answers in the end, redirects within the site followed. */
async function readPage(outDir: string, address: string): Promise<string> {
  let path = address;
  for (let steps = 0; steps < 5; steps += 1) {
    expect(path.startsWith('/public/'), path).toBe(true);
    const html = await readFile(join(outDir, path.slice('/public/'.length), 'index.html'), 'utf8');
    const next = /http-equiv="refresh" content="\d+; ?url=(\/public\/[^"]*)"/.exec(html)?.[1];
    if (next === undefined) return html;
    path = next;
  }
  throw new Error(`${address} leads in a circle`);
}

function escapeAttribute(text: string): string {
  return text.replaceAll('&', '&amp;');
}
