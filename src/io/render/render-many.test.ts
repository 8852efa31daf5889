import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTemporaryFolder, type TemporaryFolder } from '../../../tests/support/temporary.ts';
import { nodeTools } from './node-tools.ts';
import { renderMany, workerCount } from './render-many.ts';
import { createRenderWorker } from './render-worker.ts';
import { createWorkerReserve, startWorker } from './start-worker.ts';
import type { RenderJob, RenderOutcome, RenderSettings } from './types.ts';

let folder: TemporaryFolder;
beforeAll(async () => {
  folder = await createTemporaryFolder('rendered');
});
afterAll(() => folder.remove());

const settings: Omit<RenderSettings, 'workers' | 'folder'> = {
  assetBase: '/base/assets/',
  tables: {
    tides: {
      links: { 'b.ipynb': '/base/notebooks/tides/b/' },
      images: { 'ship.png': '/base/assets/ship.png' },
      languages: ['en', 'en'],
    },
  },
};

function job(id: string, source: string, table = 'tides'): RenderJob {
  const notebook = { nbformat: 4, cells: [{ cell_type: 'markdown', metadata: {}, source }] };
  const bytes = new TextEncoder().encode(JSON.stringify(notebook));
  return { id, path: 'a.ipynb', bytes, table, key: id };
}

async function outcomes(
  jobs: Iterable<RenderJob> | AsyncIterable<RenderJob>,
  workers: number,
): Promise<Map<string, RenderOutcome>> {
  const results = new Map<string, RenderOutcome>();
  await renderMany(jobs, { ...settings, folder: folder.path, workers }, (id, outcome) => {
    results.set(id, outcome);
  });
  return results;
}

function fragmentOf(outcome: RenderOutcome | undefined): string {
  if (outcome?.ok !== true) throw new Error('not rendered');
  return readFileSync(join(folder.path, 'fragments', outcome.value.fragment), 'utf8');
}

describe('renderMany', () => {
  const jobs = [
    job('good', '# Tides\n\n[b](b.ipynb) ![Ship](ship.png) ![x](other.png)'),
    { ...job('bad', ''), bytes: new Uint8Array([0x7b]) },
    job('elsewhere', '[b](b.ipynb)', 'constructor'),
  ];

  test('gives the same with and without workers', async () => {
    const inWorkers = await outcomes(jobs, 2);

    expect(new Map([...inWorkers].sort())).toEqual(new Map([...(await outcomes(jobs, 0))].sort()));
    expect(inWorkers.get('good')).toMatchObject({
      ok: true,
      value: {
        summary: { title: 'Tides' },
        headings: [{ id: 'nb-tides' }],
        images: ['ship.png'],
      },
    });
    expect(fragmentOf(inWorkers.get('good'))).toContain('<a href="/base/notebooks/tides/b/">b</a>');
    expect(inWorkers.get('bad')).toMatchObject({ ok: false, failure: { code: 'notebook/truncated' } });
    expect(fragmentOf(inWorkers.get('elsewhere'))).toContain('<p>b</p>');
  });

  test('takes its jobs one by one', async () => {
    let open = 0;
    let most = 0;
    async function* lazy() {
      for (let index = 0; index < 20; index += 1) {
        open += 1;
        most = Math.max(most, open);
        yield job(`${index}`, 'x');
      }
    }
    await renderMany(lazy(), { ...settings, folder: folder.path, workers: 1 }, () => {
      open -= 1;
    });

    // Three for the worker, and the one that is being read.
    expect(most).toBeLessThanOrEqual(4);
  });

  test('hands on what its caller throws', async () => {
    const failing = renderMany(jobs, { ...settings, folder: folder.path, workers: 1 }, () => {
      throw new Error('disk full');
    });

    await expect(failing).rejects.toThrow('disk full');
  });

  test.each([0, 1])('ends where nothing can be stored, with %i workers', async (workers) => {
    const occupied = join(folder.path, `occupied-${workers}`);
    const render = () => renderMany(jobs, { ...settings, folder: occupied, workers }, () => {});
    mkdirSync(occupied);
    writeFileSync(join(occupied, 'fragments'), '');

    await expect(render()).rejects.toThrow(/EEXIST|ENOTDIR/);
  });
});

/** Processes that this one has started and that have not ended. */
async function countProcesses(): Promise<number> {
  // Node forgets a process two turns after it has ended.
  for (const _ of ['one', 'two']) await new Promise(setImmediate);
  return process.getActiveResourcesInfo().filter((name) => name === 'ProcessWrap').length;
}

describe('a worker', () => {
  const worker = () =>
    createRenderWorker({ assetBase: '', tables: {}, folder: '' }, { timeoutMs: 1_500 }, () =>
      startWorker(512, new URL('./stuck-worker.ts', import.meta.url)),
    );

  test('gives up a notebook that gets stuck, dies or throws, and goes on with a new worker for those behind it', async () => {
    const before = await countProcesses();
    const current = worker();
    const paths = ['first', 'throws', 'fine', 'dies', 'stuck', 'last'];
    const outcomes = await Promise.all(
      paths.map((each, index) => current.renderFile({ ...job(`${index}`, ''), path: each })),
    );
    await current.close();
    // None of its processes is left, of those that were given up neither.
    expect(await countProcesses()).toBe(before);

    const failing = { ok: false, failure: { code: 'notebook/render-failed' } };
    const answered = (message: string) => ({ ok: false, failure: { message } });
    expect(outcomes).toMatchObject([
      answered('first'),
      failing,
      answered('fine'),
      failing,
      failing,
      answered('last'),
    ]);
  });
});

test('a worker in reserve renders as one that is started when it is needed, and is not left behind', async () => {
  const before = await countProcesses();
  const reserve = createWorkerReserve();
  for (const waits of [false, true]) {
    if (waits) reserve.refill();
    const outcomes: RenderOutcome[] = [];
    const reserved = { ...settings, folder: folder.path, workers: 1, startWorker: reserve.start };
    await renderMany([job('a', '# Tides')], reserved, (_id, outcome) => outcomes.push(outcome));
    expect(outcomes).toMatchObject([{ ok: true }]);
  }
  reserve.refill();
  await reserve.end();
  reserve.refill();
  expect(await countProcesses()).toBe(before);
});

test.each([
  [0, 8, 1],
  [99, 8, 1],
  [213, 1, 1],
  [213, 2, 1],
  [213, 4, 3],
  [399, 2, 1],
  [400, 2, 2],
  [1_000_000, 64, 4],
])('%i notebooks on %i cores: workers %i', (notebooks, cores, workers) => {
  expect(workerCount(notebooks, cores)).toBe(workers);
});

test.each([
  ['iVBORw0KGgo=', 8],
  ['iVBO\nRw0K\nGgo=\n', 8],
  ['no base64!', undefined],
  ['', undefined],
])('base64 %j', (text, length) => {
  expect(nodeTools.decodeBase64(text)?.length).toBe(length);
});
