import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { en } from '../../src/core/texts/en.ts';
import type { Verdict } from '../../src/core/verdicts.ts';
import { BROWSER_PARTS, openBrowser, type RecordedPage, type TestBrowser } from '../support/browser.ts';
import { runCommandHere } from '../support/command-line.ts';
import { createContentRepository } from '../support/content-repositories.ts';
import { startHttpServer, type TestServer } from '../support/http-server.ts';
import { startRegistry, type TestRegistry } from '../support/registry.ts';
import { buildSite, serveSite } from '../support/site.ts';
import { describeWith } from '../support/system-packages.ts';
import { createTemporaryFolder, type TemporaryFolder } from '../support/temporary.ts';
import { openReasons, readPlaces } from '../support/verdict-places.ts';

const NOTEBOOK = JSON.stringify({
  nbformat: 4,
  nbformat_minor: 5,
  metadata: {},
  cells: [{ cell_type: 'markdown', id: 'a', metadata: {}, source: '# Tides' }],
});

interface StatusDocument {
  readonly environments: readonly {
    readonly id: string;
    readonly verdict: string;
    readonly last_known?: { readonly verdict: string };
    readonly reasons: readonly { readonly code: string; readonly message: string }[];
  }[];
}

describeWith(
  ['docker-registry', 'git', ...BROWSER_PARTS],
  'a night, and the site that is built from it',
  () => {
    let folder: TemporaryFolder;
    let registry: TestRegistry;
    let binder: TestServer;
    let browser: TestBrowser;
    let reader: RecordedPage | undefined;
    let digests: Record<'steady' | 'moved' | 'gone', string>;
    let environment: Record<string, string>;

    const place = (name: string) => join(folder.path, name);
    const walk = async () => {
      const night = await runCommandHere(
        'nightly',
        ['--out', place('status.json'), '--previous', place('status.json')],
        environment,
      );
      return { night, status: JSON.parse(await readFile(place('status.json'), 'utf8')) as StatusDocument };
    };
    const describeRow = ({ environments }: StatusDocument, id: string) => {
      const row = environments.find((candidate) => candidate.id === id);
      return {
        verdict: row?.verdict,
        codes: row?.reasons.map(({ code }) => code),
        lastKnown: row?.last_known?.verdict,
      };
    };
    const readPanel = async (id: string) => {
      const html = await readFile(place(`dist/notebooks/${id}/tides/index.html`), 'utf8');
      const panel = /<section class="panel"[\s\S]*?<\/section>/.exec(html)?.[0] ?? '';
      return panel.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
    };

    /** Every place where the site shows the state of the one version of an environment. */
    const readSite = async (id: string) => {
      const server = await serveSite(place('dist'), '/');
      reader ??= await browser.openPage();
      try {
        const address = { environmentId: id, tag: '2026.1', notebookId: `${id}-course/tides` };
        return await readPlaces(reader.page, server.url, address);
      } finally {
        expect(reader.record.pageErrors).toEqual([]);
        await server.stop();
      }
    };
    /** Places that do not say the verdict, or say another one. */
    const findOtherWords = (places: Readonly<Record<string, string>>, verdict: Verdict, known?: Verdict) => {
      // As a word: not in `older` or `folder`.
      const said = (text: string, word: string) => new RegExp(`\\b${word}\\b`, 'i').test(text);
      return Object.entries(places).filter(([, text]) => {
        const others = Object.entries(en.verdicts).filter(([name]) => name !== verdict && name !== known);
        return !said(text, en.verdicts[verdict]) || others.some(([, word]) => said(text, word));
      });
    };

    beforeAll(async () => {
      folder = await createTemporaryFolder('night');
      registry = await startRegistry();
      binder = await startBinderStandIn();
      browser = await openBrowser();
      digests = {
        steady: await registry.push('course/steady', '2026.1', { kind: 'image', image: { text: 'steady' } }),
        moved: await registry.push('course/moved', '2026.1', { kind: 'image', image: { text: 'before' } }),
        gone: await registry.push('course/gone', '2026.1', { kind: 'image', image: { text: 'gone' } }),
      };
      const repositories = place('repositories');
      await createContentRepository({
        folder: join(repositories, 'org/course.git'),
        files: new Map([['tides.ipynb', NOTEBOOK]]),
        branches: ['main'],
      });
      // As it is in public: the default branch cannot be built.
      await createContentRepository({
        folder: join(repositories, 'OGGM/binder.git'),
        files: new Map([['binder/Dockerfile', 'FROM FROM ghcr.io/oggm/r2d:latest\n']]),
        branches: ['master'],
      });
      await writeFile(
        place('gitconfig'),
        `[url "file://${repositories}/"]\n\tinsteadOf = https://github.com/\n[protocol "file"]\n\tallow = always\n[safe]\n\tdirectory = *\n`,
      );
      environment = {
        SLIPWAY_CONTENT: place('content'),
        SLIPWAY_CACHE: place('cache'),
        SLIPWAY_STATUS: place('status.json'),
        GIT_CONFIG_GLOBAL: place('gitconfig'),
      };
      for (const name of Object.keys(digests)) {
        await createContentRepository({
          folder: join(repositories, `org/${name}.git`),
          files: new Map([['Dockerfile', `FROM ${registry.host}/course/${name}:2026.1\n`]]),
          branches: ['main'],
        });
      }
      await mkdir(place('content'));
      await writeFile(place('content/catalog.yaml'), renderManifest(registry.host, binder.host, digests));
    });

    afterAll(async () => {
      await registry?.stop();
      await binder?.stop();
      await browser?.close();
      await folder?.remove();
    });

    it('finds what works, what moved and what is gone, and the buttons say so', async () => {
      await walk();
      const after = { kind: 'image', image: { text: 'after', user: 'root' } } as const;
      await registry.push('course/moved', '2026.1', after);
      await registry.remove('course/gone', digests.gone);
      const { night, status } = await walk();
      expect(night).toMatchObject({ exitCode: 0 });
      expect(describeRow(status, 'steady')).toMatchObject({ verdict: 'ok' });
      expect(describeRow(status, 'moved')).toMatchObject({ verdict: 'stale' });
      expect(describeRow(status, 'moved').codes).toContain('image/tag-moved');
      expect(describeRow(status, 'gone')).toMatchObject({ verdict: 'failing' });
      expect(describeRow(status, 'gone').codes).toContain('image/missing');
      expect(describeRow(status, 'broken')).toMatchObject({ verdict: 'failing' });
      expect(describeRow(status, 'broken').codes).toContain('binder/dockerfile-invalid');

      const built = await buildSite(
        { content: place('content'), cache: place('cache'), outDir: place('dist') },
        environment,
      );
      expect(built).toMatchObject({ exitCode: 0 });
      expect(await readPanel('moved-course')).toMatch(
        /Changed.*The software was replaced after it was tested\./s,
      );
      expect(await readPanel('gone-course')).toMatch(/Will not start.*The software image is gone\./s);
      expect(await readPanel('broken-course')).toMatch(/Will not start.*contains an error\./s);
      const reason = status.environments.find(({ id }) => id === 'gone')?.reasons[0]?.message ?? 'none';
      expect(await readPanel('gone-course')).toContain(reason.slice(0, 20));
      expect(await readFile(place('dist/status.json'), 'utf8')).toContain('image/missing');
      expect(await readFile(place('dist/badge/gone.svg'), 'utf8')).toContain('will not start');
    });

    it.each([
      ['moved', 'stale'],
      ['gone', 'failing'],
      ['broken', 'failing'],
    ] as const)('says in the same words everywhere that %s is %s', async (id, verdict) => {
      expect(findOtherWords(await readSite(id), verdict)).toEqual([]);
    });

    it('warns of a check that two nights have missed, on every page that speaks of launches', async () => {
      const server = await serveSite(place('dist'), '/');
      const hours = 3_600_000;
      for (const [ageHours, isWarned] of [
        [1, false],
        [50, false],
        [9 * 24 + 1, true],
      ] as const) {
        const { page, context } = await browser.openPage();
        await page.clock.setFixedTime(Date.now() + ageHours * hours);
        for (const path of [
          '',
          'notebooks/steady-course/tides/',
          'environments/',
          'environments/steady/',
          'status/',
        ]) {
          await page.goto(new URL(path, server.url).href);
          const warning = page.locator('[data-old-note]');
          expect([path, ageHours, await warning.isVisible()]).toEqual([path, ageHours, isWarned]);
          if (isWarned) expect(await warning.innerText()).toContain('Last checked 9 days ago.');
        }
        await context.close();
      }
      await server.stop();
    });

    it('says of what works that it works, and nothing where only trouble is listed', async () => {
      const { home, feed, ...places } = await readSite('steady');
      expect([home, feed]).toEqual(['', '']);
      expect(findOtherWords(places, 'ok')).toEqual([]);
    });

    it('tells whoever keeps the catalogue what an image lacks, and what it does not tell', async () => {
      const server = await serveSite(place('dist'), '/');
      const { page, context } = await browser.openPage();
      const read = async (path: string, selector: string) => {
        await page.goto(new URL(path, server.url).href);
        await openReasons(page);
        return page.locator(selector).allInnerTexts();
      };
      const untold = 'Not known until verified: nbgitpuller and git';
      expect(await read('environments/steady/', '[data-told]')).toEqual([
        'Present: user 1000 and no fixed start command',
        untold,
      ]);
      expect(await read('environments/moved/', '[data-told]')).toEqual([
        'Missing: user 1000',
        'Present: no fixed start command',
        untold,
      ]);
      for (const [path, selector] of [
        ['environments/moved/', '.now'],
        ['status/', '[id="environment/moved/2026.1"]'],
      ] as const) {
        const [text] = await read(path, selector);
        expect(text).toMatch(/starts as root.*Build the image as repo2docker does/s);
      }
      await context.close();
      await server.stop();
    });

    it('does not blame the image when the registry cannot be reached, and keeps what was known', async () => {
      await registry.stop();
      const { night, status } = await walk();
      expect(night).toMatchObject({ exitCode: 0 });
      expect(describeRow(status, 'steady')).toMatchObject({ verdict: 'unknown', lastKnown: 'ok' });
      expect(describeRow(status, 'steady').codes).toContain('registry/unreachable');
      const built = await buildSite(
        { content: place('content'), cache: place('cache'), outDir: place('dist') },
        environment,
      );
      expect(built).toMatchObject({ exitCode: 0 });
    });

    it.each([
      ['steady', 'ok'],
      ['moved', 'stale'],
      ['gone', 'failing'],
    ] as const)(
      'says everywhere that %s is not known, and where there is room what was known',
      async (id, known) => {
        const places = await readSite(id);
        expect(findOtherWords(places, 'unknown', known)).toEqual([]);
        const { home, badge, shields, ...roomy } = places;
        expect([home, badge, shields].join(' ')).not.toMatch(/last known/i);
        for (const [name, text] of Object.entries(roomy)) {
          expect(text.toLowerCase(), name).toContain(`last known: ${en.verdicts[known].toLowerCase()}`);
        }
      },
    );
  },
);

/** Answers as BinderHub does (`binderhub/base.py`, `health.py`): none can be run without a cluster. */
function startBinderStandIn(): Promise<TestServer> {
  const answers: Record<string, unknown> = {
    '/versions': { builder_info: { build: 'repo2docker' }, binderhub: '1.0.0' },
    '/health': { ok: true, checks: [{ service: 'Docker registry', ok: true }] },
  };
  return startHttpServer((request, response) => {
    const answer = answers[request.url ?? ''];
    response.writeHead(answer === undefined ? 404 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer ?? {}));
  });
}

function renderManifest(host: string, binderHost: string, digests: Readonly<Record<string, string>>): string {
  const environments = [...Object.entries(digests), ['broken', '']].map(
    ([id = '', digest = '']) => `  ${id}:
    title: ${id}
    image: ${host}/course/${digest === '' ? 'steady' : id}
    tag: "2026.1"
${digest === '' ? '' : `    digest: ${digest}\n`}    binder: ${
      digest === ''
        ? '{repository: "https://github.com/OGGM/binder", ref: master}'
        : `{repository: "https://github.com/org/${id}", ref: main}`
    }
`,
  );
  const contents = [...Object.keys(digests), 'broken'].map(
    (id) => `  ${id}-course:
    title: ${id} course
    repository: https://github.com/org/course
    branch: main
    environment: ${id}
`,
  );
  return `version: 1
site: {title: Night, url: "https://example.org/", language: en}
hubs:
  mybinder: {type: binderhub, url: "http://${binderHost}", title: Binder}
environments:
${environments.join('')}content:
${contents.join('')}`;
}
