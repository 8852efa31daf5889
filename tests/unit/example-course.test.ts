import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parse as parseYaml, stringify } from 'yaml';
import { z } from 'zod';
import { parseCatalog } from '../../src/core/catalog/parse.ts';
import { parseStatusRows } from '../../src/core/health/parse-status.ts';
import { DEFAULTS } from '../../src/core/new-catalogue/answers.ts';
import { listNewFiles } from '../../src/core/new-catalogue/files.ts';

const contentFolder = fileURLToPath(new URL('../../content/', import.meta.url));
const notebookFolder = join(contentFolder, 'notebooks');
const maximalNotebookBytes = 400_000;
const maximalImageBytes = 60_000;

const Text = z
  .union([z.string(), z.array(z.string())])
  .transform((text) => (typeof text === 'string' ? text : text.join('')));
const Mimebundle = z.record(z.string(), Text);

const Output = z.discriminatedUnion('output_type', [
  z.strictObject({ output_type: z.literal('stream'), name: z.enum(['stdout', 'stderr']), text: Text }),
  z.strictObject({
    output_type: z.literal('display_data'),
    data: Mimebundle,
    metadata: z.record(z.string(), z.unknown()),
  }),
  z.strictObject({
    output_type: z.literal('execute_result'),
    data: Mimebundle,
    metadata: z.record(z.string(), z.unknown()),
    execution_count: z.number().int(),
  }),
  z.strictObject({
    output_type: z.literal('error'),
    ename: z.string(),
    evalue: z.string(),
    traceback: z.array(z.string()),
  }),
]);

const CellMetadata = z.strictObject({
  tags: z.array(z.string().regex(/^[^,]+$/)).optional(),
  jupyter: z.strictObject({ source_hidden: z.boolean() }).optional(),
});
const cellBase = {
  id: z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/),
  metadata: CellMetadata,
  source: Text,
};

/** The parts of nbformat 4.5 that the course uses, without room for anything else. */
const Notebook = z.strictObject({
  nbformat: z.literal(4),
  nbformat_minor: z.literal(5),
  metadata: z.strictObject({
    kernelspec: z.strictObject({ name: z.string(), display_name: z.string(), language: z.string() }),
    language_info: z.looseObject({ name: z.string(), version: z.string() }),
  }),
  cells: z.array(
    z.discriminatedUnion('cell_type', [
      z.strictObject({
        ...cellBase,
        cell_type: z.literal('markdown'),
        attachments: z.record(z.string(), Mimebundle).optional(),
      }),
      z.strictObject({
        ...cellBase,
        cell_type: z.literal('code'),
        execution_count: z.number().int().nullable(),
        outputs: z.array(Output),
      }),
    ]),
  ),
});

const names = readdirSync(notebookFolder)
  .filter((name) => name.endsWith('.ipynb'))
  .sort();
const read = (name: string): string => readFileSync(join(notebookFolder, name), 'utf8');
const load = (name: string): z.infer<typeof Notebook> => Notebook.parse(JSON.parse(read(name)));
const outputsOf = (name: string): z.infer<typeof Output>[] =>
  load(name).cells.flatMap((cell) => (cell.cell_type === 'code' ? cell.outputs : []));
const markdownOf = (name: string): string[] =>
  load(name).cells.flatMap((cell) => (cell.cell_type === 'markdown' ? [cell.source] : []));

/** Addresses of Markdown links, `[text](address)` and `[text](<address>)`, outside code spans. */
function linksIn(markdown: string): string[] {
  const found = markdown.replaceAll(/`[^`]*`/g, '').matchAll(/\]\((?:<([^>]+)>|([^)\s]+))\)/g);
  return [...found].map(([, bracketed, plain]) => bracketed ?? plain ?? '');
}

test('the course has six notebooks, two of them with names that links must escape', () => {
  expect(names).toHaveLength(6);
  expect(names.filter((name) => name.includes(' '))).toHaveLength(1);
  expect(names.filter((name) => /[^\x20-\x7e]/.test(name))).toHaveLength(1);
  expect(names.map((name) => name.normalize('NFC'))).toEqual(names);
});

describe.each(names)('%s', (name) => {
  test('is nbformat 4.5 with a known kernel and cell ids of its own', () => {
    const { cells, metadata } = load(name);
    const ids = cells.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(['python3', 'ir']).toContain(metadata.kernelspec.name);
  });

  test('begins with one heading and a paragraph that can stand as its description', () => {
    const [first = '', ...rest] = markdownOf(name);
    expect(first).toMatch(/^# \S.*\n\n[A-Z]/);
    const description = first.split('\n\n')[1] ?? '';
    expect(description.length).toBeGreaterThan(80);
    expect(description.length).toBeLessThan(400);
    expect(rest.join('\n')).not.toMatch(/^# /m);
    expect(rest.join('\n').match(/^## /gm)?.length ?? 0).toBeGreaterThan(1);
  });

  test('is small, and says nothing about the machine it ran on', () => {
    const text = read(name);
    expect(Buffer.byteLength(text)).toBeLessThan(maximalNotebookBytes);
    expect(text).not.toMatch(/\/(?:home|root|tmp|usr|Users|var)\//);
    for (const output of outputsOf(name)) {
      if (!('data' in output)) continue;
      for (const [type, payload] of Object.entries(output.data)) {
        const sizeBytes = Buffer.byteLength(payload, type === 'image/png' ? 'base64' : 'utf8');
        expect(sizeBytes, type).toBeLessThan(maximalImageBytes);
      }
    }
  });

  test('has no stored errors or warnings but those announced by a tag', () => {
    for (const cell of load(name).cells) {
      if (cell.cell_type !== 'code') continue;
      const isExpected = cell.metadata.tags?.includes('raises-exception') ?? false;
      expect(cell.outputs.some(({ output_type }) => output_type === 'error')).toBe(isExpected);
      expect(
        cell.outputs.filter((output) => output.output_type === 'stream' && output.name === 'stderr'),
      ).toEqual([]);
    }
  });

  test('links to files that exist', () => {
    const relative = markdownOf(name)
      .flatMap(linksIn)
      .filter((address) => !/^(?:[a-z]+:|#)/.test(address));
    expect(relative.length).toBeGreaterThan(0);
    for (const address of relative) {
      const [file = '', heading] = decodeURIComponent(address).split('#');
      expect(names, address).toContain(file);
      if (heading === undefined) continue;
      // Jupyter makes anchors of headings by putting dashes for spaces.
      const headings = [
        ...markdownOf(file)
          .join('\n')
          .matchAll(/^#+ (.+)$/gm),
      ].map(([, text = '']) => text);
      expect(headings.map((text) => text.replaceAll(' ', '-'))).toContain(heading);
    }
  });

  test('shows only attachments that it carries', () => {
    for (const cell of load(name).cells) {
      if (cell.cell_type !== 'markdown') continue;
      const used = linksIn(cell.source).filter((address) => address.startsWith('attachment:'));
      expect(used.map((address) => address.slice('attachment:'.length))).toEqual(
        Object.keys(cell.attachments ?? {}),
      );
    }
  });
});

describe('between them the notebooks hold every kind of output', () => {
  const types = (name: string) =>
    outputsOf(name).flatMap((output) => ('data' in output ? Object.keys(output.data) : output.output_type));

  test.each([
    ['01-welcome.ipynb', 'image/png'],
    ['02-why-twice-a-day.ipynb', 'image/png'],
    ['03-reading-a-tide-gauge.ipynb', 'text/html'],
    ['04 Can we launch now.ipynb', 'image/svg+xml'],
    ['04 Can we launch now.ipynb', 'error'],
    ['05-bays-à-la-Fundy.ipynb', 'text/html'],
    ['05-bays-à-la-Fundy.ipynb', 'image/png'],
  ])('%s has %s', (name, type) => {
    expect(types(name)).toContain(type);
  });

  test('the printed tide strip is coloured with escape codes', () => {
    const streams = outputsOf('04 Can we launch now.ipynb').flatMap((output) =>
      'text' in output ? [output.text] : [],
    );
    expect(streams.join('')).toContain('\x1b[32m');
  });

  test('one notebook is in R, executed from the first cell to the last', () => {
    const r = load('05-bays-à-la-Fundy.ipynb');
    const counts = r.cells.flatMap((cell) => (cell.cell_type === 'code' ? [cell.execution_count] : []));
    expect(r.metadata.kernelspec.name).toBe('ir');
    expect(counts).toEqual(counts.map((_, index) => index + 1));
  });

  test('the exercises are stored without results, their solutions folded', () => {
    const cells = load('06-your-turn.ipynb').cells.filter((cell) => cell.cell_type === 'code');
    expect(
      cells.every(({ outputs, execution_count }) => outputs.length === 0 && execution_count === null),
    ).toBe(true);
    const solutions = cells.filter(({ metadata }) => metadata.tags?.includes('solution'));
    expect(solutions).toHaveLength(5);
    for (const { metadata } of solutions) {
      expect(metadata.tags).toContain('hide-input');
      expect(metadata.jupyter?.source_hidden).toBe(true);
    }
  });
});

describe('catalog.yaml', () => {
  const text = readFileSync(join(contentFolder, 'catalog.yaml'), 'utf8');
  const { catalog, diagnostics } = parseCatalog(text, 'content/catalog.yaml');

  test('names its schema in the first line', () => {
    expect(text.split('\n')[0]).toBe('# yaml-language-server: $schema=../public/catalog.schema.json');
  });

  test('is free of errors and warnings', () => {
    expect(diagnostics).toEqual([]);
    expect(catalog).toBeDefined();
  });

  test('needs no network to be shown', () => {
    expect(catalog?.contents.map(({ directory }) => directory)).not.toContain(undefined);
  });

  test('gives a permanent id to every notebook beside it, and to none that is not there', () => {
    for (const { directory = '', repositoryPath, notebooks } of catalog?.contents ?? []) {
      const files = readdirSync(join(contentFolder, directory)).map((name) => `${repositoryPath}/${name}`);
      expect(notebooks.map(({ path }) => path).sort()).toEqual(files.sort());
      expect(notebooks.map(({ id }) => id)).not.toContain(undefined);
    }
  });

  test('runs the notebook in R in an environment that has R', () => {
    const entries = catalog?.contents.flatMap(({ notebooks }) => notebooks) ?? [];
    expect(entries.find(({ path }) => path.endsWith('/05-bays-à-la-Fundy.ipynb'))?.environment).toBe('r');
  });

  test('has comments that are YAML once their marks are taken away', () => {
    const uncommented = text
      .replaceAll(/^( *)# (class:|moved:|retired:| {2,}\S.*: .*)$/gm, '$1$2')
      .replaceAll('sha256:…', `sha256:${'0'.repeat(64)}`);
    const whole = parseCatalog(uncommented, 'content/catalog.yaml');
    expect(whole.diagnostics).toEqual([]);
    expect(whole.catalog?.hubs.map(({ type }) => type)).toContain('jupyterhub');
    expect(whole.catalog?.moved).toHaveLength(1);
    expect(whole.catalog?.retired).toHaveLength(1);
  });
});

describe('status.json, the recorded night of the showcase', () => {
  const manifest = readFileSync(join(contentFolder, 'catalog.yaml'), 'utf8');
  const { catalog } = parseCatalog(manifest, 'content/catalog.yaml');
  const parsed = parseStatusRows(readFileSync(join(contentFolder, 'status.json'), 'utf8'));
  if (!parsed.ok || catalog === undefined) throw new Error('The example cannot be read.');
  const { status, dropped } = parsed.value;

  test('has a row for each version, content, edition and hub, and is whole', () => {
    expect(dropped).toEqual([]);
    const versions = catalog.environments.flatMap(({ id, current, earlier }) =>
      [current, ...earlier].map(({ tag }) => `${id} ${tag}`),
    );
    expect(status.environments.map(({ id, tag }) => `${id} ${tag}`).sort()).toEqual(versions.sort());
    const contents = catalog.contents.flatMap(({ id, editions }) => [
      id,
      ...editions.map((edition) => `${id} ${edition.id}`),
    ]);
    expect(status.contents.map(({ id, edition = '' }) => `${id} ${edition}`.trim()).sort()).toEqual(
      contents.sort(),
    );
    expect(status.hubs.map(({ id }) => id)).toEqual(catalog.hubs.map(({ id }) => id));
  });

  test('shows a newcomer every verdict, its history, and a version that starts in place of one that fails', () => {
    const rows = [...status.environments, ...status.contents, ...status.hubs];
    const verdicts = new Set(rows.flatMap(({ history }) => history.map(({ verdict }) => verdict)));
    expect([...verdicts].sort()).toEqual(['failing', 'ok', 'stale', 'unknown']);
    for (const { history, verdict } of rows) {
      expect(history).toHaveLength(60);
      expect(history.at(-1)?.verdict).toBe(verdict);
    }
    const failing = status.environments.find(({ verdict }) => verdict === 'failing');
    expect(
      status.environments.find(({ id, verdict }) => id === failing?.id && verdict === 'ok'),
    ).toBeDefined();
    expect(status.environments.map(({ verdict }) => verdict)).toContain('stale');
  });

  test('stays here: a new catalogue has neither the showcase’s results nor its pictures', () => {
    const paths = listNewFiles({ ...DEFAULTS, url: '', contents: [], ...NEW_CATALOGUE }).map(
      ({ path }) => path,
    );
    expect(paths.filter((path) => /status|picture|gezeiten|notebooks-de/.test(path))).toEqual([]);
  });
});

const NEW_CATALOGUE = {
  image: { name: 'quay.io/pangeo/pangeo-notebook', tag: '2026.01.30' },
  hub: { type: 'binderhub', url: DEFAULTS.hub },
  ci: 'github',
  slipway: '*',
} as const;

describe('guide.md', () => {
  const guide = readFileSync(join(contentFolder, 'pages', 'guide.md'), 'utf8');
  const manifest = readFileSync(join(contentFolder, 'catalog.yaml'), 'utf8');
  const blocks = [...guide.matchAll(/^```yaml\n([a-z][\s\S]*?)^```$/gm)].map(([, block = '']) => block);

  test.each(blocks)('shows YAML that fits into the example manifest:\n%s', (block) => {
    const merged = stringify(merge(parseYaml(manifest), parseYaml(block)));
    expect(parseCatalog(merged, 'guide.md').diagnostics).toEqual([]);
  });

  test('shows whole blocks of each part of the manifest', () => {
    const keys = blocks.map((block) => block.split(':')[0]);
    expect(new Set(keys)).toEqual(
      new Set(['site', 'hubs', 'maintenance', 'environments', 'content', 'moved', 'other_ways']),
    );
  });

  test('names only commands that a catalogue has', () => {
    const files = listNewFiles({ ...DEFAULTS, url: '', contents: [], ...NEW_CATALOGUE });
    const { scripts } = z
      .object({ scripts: z.record(z.string(), z.string()) })
      .parse(JSON.parse(files.find(({ path }) => path === 'package.json')?.text ?? ''));
    const named = [...guide.matchAll(/\bnpm (?:run )?([a-z]+)\b/g)].map(([, name = '']) => name);
    const builtIn = ['ci', 'install', 'outdated'];
    expect(named.filter((name) => !builtIn.includes(name) && !(name in scripts))).toEqual([]);

    const commands = [...guide.matchAll(/\bnpx slipway ([a-z][a-z-]*)/g)].map(([, name = '']) => name);
    const known = readdirSync(join(contentFolder, '..', 'src', 'cli', 'commands'));
    expect(commands.filter((name) => !known.includes(`${name}.ts`))).toEqual([]);
    expect(commands).toContain('new');
  });
});

describe.each(['de', 'fr', 'es'])('guide.%s.md', (language) => {
  const [english = '', translated = ''] = ['guide.md', `guide.${language}.md`].map((name) =>
    readFileSync(join(contentFolder, 'pages', name), 'utf8'),
  );
  const listBlocks = (text: string) => text.match(/^```[\s\S]*?^```$/gm) ?? [];
  const withoutBlocks = (text: string) => text.replace(/^```[\s\S]*?^```$/gm, '');
  const withoutComments = (block: string) => block.replace(/(?<= )# .*$/gm, '#');

  test('shows the code of the English guide, with comments of its own', () => {
    expect(listBlocks(translated).map(withoutComments)).toEqual(listBlocks(english).map(withoutComments));
  });

  test('names the same keys and commands, has the same sections and leads to the same pages', () => {
    const outline = (text: string) => {
      const prose = withoutBlocks(text);
      return {
        code: [...new Set(prose.match(/`[^`\n]+`/g))].sort(),
        sections: prose.match(/^#+(?= )/gm),
        links: [...prose.matchAll(/\]\(([^)]+)\)/g)].map(([, target]) => target),
        rows: prose.match(/^\|/gm)?.length,
      };
    };
    expect(outline(translated)).toEqual(outline(english));
  });
});

test('French pages of ours end no line before a colon, a question mark or the like', () => {
  const folders = [join(contentFolder, 'pages'), join(contentFolder, '..', 'src', 'site', 'default-pages')];
  const pages = folders.flatMap((folder) =>
    readdirSync(folder).flatMap((name) => (name.includes('.fr.') ? [join(folder, name)] : [])),
  );
  expect(pages).toHaveLength(3);
  for (const page of pages) {
    const prose = readFileSync(page, 'utf8').replace(/^```[\s\S]*?^```$|`[^`\n]*`/gm, '');
    expect(prose.match(/.{0,20}[ \u00a0][:;?!»].{0,10}|.{0,10}«[ \u00a0].{0,10}/g), page).toBeNull();
  }
});

/** `b` laid over `a`, key by key. */
function merge(a: unknown, b: unknown): unknown {
  const one = z.record(z.string(), z.unknown()).safeParse(a);
  const other = z.record(z.string(), z.unknown()).safeParse(b);
  if (!one.success || !other.success) return b;
  const keys = Object.keys({ ...one.data, ...other.data });
  return Object.fromEntries(
    keys.map((key) => [key, key in other.data ? merge(one.data[key], other.data[key]) : one.data[key]]),
  );
}
