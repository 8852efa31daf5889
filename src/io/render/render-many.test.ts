import { describe, expect, test, vi } from 'vitest';
import { createLane } from './lane.ts';
import { nodeTools } from './node-tools.ts';
import { renderMany, workerCount } from './render-many.ts';
import type { RenderJob, RenderOutcome, RenderSettings } from './types.ts';

// Workers start slowly on a machine that is busy with other tests.
vi.setConfig({ testTimeout: 60_000 });

const settings: Omit<RenderSettings, 'workers'> = {
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
  return { id, path: 'a.ipynb', bytes: new TextEncoder().encode(JSON.stringify(notebook)), table };
}

async function outcomes(
  jobs: Iterable<RenderJob> | AsyncIterable<RenderJob>,
  workers: number,
): Promise<Map<string, RenderOutcome>> {
  const results = new Map<string, RenderOutcome>();
  await renderMany(jobs, { ...settings, workers }, (id, outcome) => {
    results.set(id, outcome);
  });
  return results;
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
        html: expect.stringContaining('<a href="/base/notebooks/tides/b/">b</a>'),
      },
    });
    expect(inWorkers.get('bad')).toMatchObject({ ok: false, failure: { code: 'notebook/truncated' } });
    expect(inWorkers.get('elsewhere')).toMatchObject({
      ok: true,
      value: { html: expect.stringContaining('<p>b</p>') },
    });
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
    await renderMany(lazy(), { ...settings, workers: 2 }, () => {
      open -= 1;
    });

    expect(most).toBeLessThanOrEqual(3);
  });

  test('hands on what its caller throws', async () => {
    const failing = renderMany(jobs, { ...settings, workers: 1 }, () => {
      throw new Error('disk full');
    });

    await expect(failing).rejects.toThrow('disk full');
  });
});

describe('a lane', () => {
  const lane = () =>
    createLane({ assetBase: '', tables: {} }, 1_500, new URL('./stuck-worker.ts', import.meta.url));

  test.each(['stuck', 'dies', 'throws'])(
    'gives up a notebook that %s, and goes on with a new worker',
    async (path) => {
      const current = lane();
      const broken = await current.renderFile({ ...job('1', ''), path });
      const next = await current.renderFile({ ...job('2', ''), path: 'fine' });
      await current.close();

      expect(broken).toMatchObject({ ok: false, failure: { code: 'notebook/render-failed' } });
      expect(next).toMatchObject({ ok: false, failure: { message: 'fine' } });
    },
  );
});

test('one worker for few notebooks, never more than four', () => {
  expect(workerCount(0)).toBe(1);
  expect(workerCount(99)).toBe(1);
  expect(workerCount(1_000_000)).toBeLessThanOrEqual(4);
});

test.each([
  ['iVBORw0KGgo=', 8],
  ['iVBO\nRw0K\nGgo=\n', 8],
  ['no base64!', undefined],
  ['', undefined],
])('base64 %j', (text, length) => {
  expect(nodeTools.decodeBase64(text)?.length).toBe(length);
});
