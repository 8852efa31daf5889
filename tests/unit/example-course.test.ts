import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';

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
      expect(names, address).toContain(decodeURIComponent(address.split('#')[0] ?? ''));
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
  const Manifest = z.object({
    content: z.record(
      z.string(),
      z.object({
        directory: z.string(),
        repository_path: z.string(),
        notebooks: z.record(z.string(), z.object({ id: z.string() })),
      }),
    ),
  });
  const contents = Object.values(Manifest.parse(parseYaml(text)).content);

  test('names its schema in the first line', () => {
    expect(text.split('\n')[0]).toBe('# yaml-language-server: $schema=../public/catalog.schema.json');
  });

  test('describes every notebook that lies beside it, and none that does not', () => {
    for (const { directory, repository_path, notebooks } of contents) {
      const folder = resolve(contentFolder, directory);
      expect(folder.startsWith(dirname(notebookFolder))).toBe(true);
      const files = readdirSync(folder).map((name) => `${repository_path}/${name}`);
      expect(Object.keys(notebooks).sort()).toEqual(files.sort());
    }
  });
});
