import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { digestPublished } from '../support/published-bytes.ts';
import { buildSite, listFiles, listPages } from '../support/site.ts';
import { createTemporaryFolder, type TemporaryFolder } from '../support/temporary.ts';
import { renderSmallManifest } from '../support/test-site.ts';

/** A small catalogue as it is being edited. */
interface Draft {
  siteTitle: string;
  tags: string;
  verdict: 'ok' | 'failing' | undefined;
  styles: string;
  /** Another version of the renderer finds none of the previews in the cache. */
  isUpgraded: boolean;
  readonly notebooks: Map<string, DraftNotebook>;
}

interface DraftNotebook {
  title: string;
  description: string;
  code: string;
  heading: string;
  colour: string | undefined;
  missingPicture: boolean;
  /** Links of other notebooks' words. */
  links: readonly string[];
}

const makeDraft = (): Draft => ({
  siteTitle: 'Tides',
  tags: '',
  verdict: undefined,
  styles: '',
  isUpgraded: false,
  notebooks: new Map(
    ['ebb', 'flow', 'neap'].map((name) => [
      name,
      {
        title: `About ${name}`,
        description: `What ${name} is.`,
        code: '1 + 1',
        heading: 'Causes',
        colour: undefined,
        missingPicture: false,
        links: name === 'flow' ? ['[](ebb.ipynb#causes)', '[](ebb.ipynb)'] : [],
      },
    ]),
  ),
});

/** A change of one notebook concerns the page of `ebb`, and nothing that others show of it. */
const CHANGES = [
  { name: 'the code', isOfOne: true, make: (draft, seed) => edit(draft, { code: `${seed} + 1` }) },
  { name: 'a heading', isOfOne: true, make: (draft, seed) => edit(draft, { heading: `Causes ${seed}` }) },
  {
    name: 'the description',
    isOfOne: true,
    make: (draft, seed) => edit(draft, { description: `It is ${seed}.` }),
  },
  { name: 'the picture', isOfOne: true, make: (draft, seed) => edit(draft, { colour: `#${seed}` }) },
  {
    name: 'a picture that is missing',
    isOfOne: true,
    make: (draft) => edit(draft, { missingPicture: true }),
  },
  { name: 'the title', isOfOne: false, make: (draft, seed) => edit(draft, { title: `Ebb ${seed}` }) },
  {
    name: 'the title of the site',
    isOfOne: false,
    make: (draft, seed) => (draft.siteTitle = `Tides ${seed}`),
  },
  { name: 'a tag', isOfOne: false, make: (draft, seed) => (draft.tags = `    tags: [t${seed}]\n`) },
  { name: 'the styles', isOfOne: false, make: (draft, seed) => (draft.styles = `h1 { color: #${seed} }`) },
  {
    name: 'the status',
    isOfOne: false,
    make: (draft) => (draft.verdict = draft.verdict === 'ok' ? 'failing' : 'ok'),
  },
  {
    name: 'a new notebook',
    isOfOne: false,
    make: (draft, seed) => draft.notebooks.set(`new-${seed}`, { ...first(draft), title: `New ${seed}` }),
  },
  { name: 'a notebook that goes', isOfOne: false, make: (draft) => draft.notebooks.delete('neap') },
  { name: 'the renderer', isOfOne: false, make: (draft) => (draft.isUpgraded = true) },
] as const satisfies readonly {
  readonly name: string;
  readonly isOfOne: boolean;
  /** @param seed six hexadecimal digits */
  readonly make: (draft: Draft, seed: string) => unknown;
}[];

function first({ notebooks }: Draft): DraftNotebook {
  const ebb = notebooks.get('ebb');
  if (ebb === undefined) throw new Error('The draft has no notebook.');
  return ebb;
}

function edit(draft: Draft, changed: Partial<DraftNotebook>): void {
  draft.notebooks.set('ebb', { ...first(draft), ...changed });
}

const digitsOf = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 6);

async function renderNotebook({
  title,
  description,
  code,
  heading,
  colour,
  missingPicture,
  links,
}: DraftNotebook) {
  const outputs =
    colour === undefined
      ? []
      : [
          {
            output_type: 'display_data',
            metadata: {},
            data: {
              'image/png': (await drawPicture(colour)).toString('base64'),
            },
          },
        ];
  const words = [`# ${title}`, description, `## ${heading}`, ...links];
  if (missingPicture) words.push('![A buoy](buoy.png)');
  return JSON.stringify({
    nbformat: 4,
    nbformat_minor: 4,
    metadata: {},
    cells: [
      { cell_type: 'markdown', metadata: {}, source: words.join('\n\n') },
      { cell_type: 'code', metadata: {}, execution_count: 1, source: code, outputs },
    ],
  });
}

/** With something on its ground: nothing else is taken for a cover. */
function drawPicture(colour: string): Promise<Buffer> {
  const buoy = '<circle cx="90" cy="90" r="60" fill="#fff"/>';
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="320" height="180"><rect width="320" height="180" fill="${colour}"/>${buoy}</svg>`;
  return sharp(Buffer.from(svg)).png().toBuffer();
}

/** What one notebook is made of, what all pages show, and then changes drawn at random. */
const STEPS = [
  CHANGES.filter(({ isOfOne }) => isOfOne),
  CHANGES.filter(({ isOfOne }) => !isOfOne),
  ...Array.from({ length: 30 }, (_, step) =>
    CHANGES.filter((_, index) => Number.parseInt(digitsOf(`${step} ${index}`).slice(0, 1), 16) < 3),
  ),
]
  .map((changes, step) => ({ changes, step }))
  .slice(0, process.env.SLIPWAY_TEST_ALL === undefined ? 2 : undefined);

describe('a site that is built after a change', () => {
  let folder: TemporaryFolder;
  const draft = makeDraft();
  const place = (path: string) => join(folder.path, path);
  const write = async () => {
    await rm(place('content'), { recursive: true, force: true });
    await mkdir(place('content/notebooks'), { recursive: true });
    for (const [name, notebook] of draft.notebooks) {
      await writeFile(place(`content/notebooks/${name}.ipynb`), await renderNotebook(notebook));
    }
    const site = { title: draft.siteTitle, url: 'https://example.org/tides/' };
    const manifest = renderSmallManifest(site, [{ id: 'tides', title: 'Tides', more: draft.tags }]);
    await writeFile(place('content/catalog.yaml'), manifest);
    await writeFile(place('content/site.css'), draft.styles);
    if (draft.isUpgraded) await rm(place('cache/site/fragments'), { recursive: true });
    draft.isUpgraded = false;
    if (draft.verdict === undefined) return;
    const row = {
      verdict: draft.verdict,
      since: '2026-11-20T03:23:00Z',
      last_ok_at: null,
      reasons: [],
      history: [],
    };
    const hubs = [{ id: 'mybinder', ...row }];
    const status = {
      version: 1,
      checked_at: '2026-11-23T03:23:00Z',
      duration_ms: 1,
      environments: [],
      contents: [],
      hubs,
    };
    await writeFile(place('content/status.json'), JSON.stringify(status));
  };
  const build = async (outDir: string, cache: string) => {
    const built = await buildSite({ content: place('content'), cache: place(cache), outDir: place(outDir) });
    expect(built, built.stderr).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/^Built|^Nothing has changed/),
    });
  };
  /** Pages about a notebook that a build did not take from the site before. */
  const listMadeAnew = async (startedMs: number) => {
    const pages = (await listPages(place('dist'))).filter((page) => /^(?:l|notebooks)\/./.test(page));
    const timesMs = await Promise.all(
      pages.map(async (page) => (await stat(place(`dist/${page}index.html`))).mtimeMs),
    );
    return pages.filter((_, index) => (timesMs[index] ?? 0) >= startedMs).sort();
  };

  beforeAll(async () => {
    folder = await createTemporaryFolder('changed');
    await write();
    await build('dist', 'cache');
  });
  afterAll(() => folder?.remove());

  it.each(STEPS)(
    'is the one that a first build makes, to the byte (step $step; all: SLIPWAY_TEST_ALL)',
    async ({ changes, step }) => {
      const startedMs = Date.now();
      for (const { name, make } of changes) make(draft, digitsOf(`${step} ${name}`));
      await write();
      await build('dist', 'cache');
      await build(`fresh-${step}`, `fresh-cache-${step}`);
      const files = await listFiles(place(`fresh-${step}`));
      expect(await listFiles(place('dist'))).toEqual(files);
      const differing: string[] = [];
      for (const file of files) {
        const [made, fresh] = [place('dist'), place(`fresh-${step}`)].map((site) =>
          digestPublished(site, file),
        );
        if ((await made) !== (await fresh)) differing.push(file);
      }
      expect(differing).toEqual([]);
      if (step === 0) {
        expect(await listMadeAnew(startedMs)).toEqual([
          'l/tides/ebb/',
          'l/tides/flow/',
          'notebooks/tides/ebb/',
          'notebooks/tides/flow/',
        ]);
        // Its link takes the words of the other one.
        expect(await readFile(place('dist/notebooks/tides/flow/index.html'), 'utf8')).toContain(
          first(draft).title,
        );
      } else if (step === 1) {
        expect(await listMadeAnew(startedMs)).toContain('notebooks/tides/flow/');
      }
    },
  );
});
