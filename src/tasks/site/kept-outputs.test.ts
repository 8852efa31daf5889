import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Status } from '../../core/health/types.ts';
import { fail, ok } from '../../core/result.ts';
import { HARBOUR, makeNight } from '../../core/site/harbour.fixture.ts';
import { foldResults } from '../../core/verify/fold-results.ts';
import { digestKeptOutputs, storeKeptOutputs } from '../../io/files/kept-outputs.ts';
import { createFragmentCache } from '../../io/render/fragment-cache.ts';
import type { LoadedContent } from '../content/loaded-content.ts';
import { listOutputPlaces, loadKeptOutputs } from './kept-outputs.ts';

const folder = mkdtempSync(join(tmpdir(), 'slipway-outputs-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const AT = '2026-11-20T10:00:00Z';
const TEXT = '{"kind":"slipway/outputs","cells":[]}';
const DIGEST = digestKeptOutputs(TEXT);

/** A night after a run of `a.ipynb` in the image and at the commit of today. */
function createStatus(change: { readonly digest?: string; readonly commit?: string } = {}): Status {
  const night = makeNight('ok', 'ok');
  const seen = {
    ...night,
    environments: night.environments.map((row) => ({ ...row, seen_digest: 'sha256:a' })),
    contents: night.contents.map((row) => ({ ...row, commit: 'c1' })),
  };
  const run = {
    ...{ path: 'a.ipynb', environment: 'python', tag: '2', digest: 'sha256:a', commit: 'c1', at: AT },
    ...{ duration_ms: 1, peak_memory_bytes: null, outputs: { digest: DIGEST, size_bytes: TEXT.length } },
    ...change,
  };
  return foldResults(seen, [{ kind: 'notebook', content: 'tides', run }], AT);
}

function load(
  status: Status | null,
  name: string,
  { places = ['https://course.example/files/'], served = TEXT, commit = 'c1' } = {},
) {
  const asked: string[] = [];
  const content = HARBOUR.contents.find(({ id }) => id === 'tides');
  if (content === undefined) throw new Error('the fixture has the tides');
  const loaded = { content, commit, notebooks: [{ path: 'a.ipynb' }] } as unknown as LoadedContent;
  const fetchText = async (address: string) => {
    asked.push(address);
    return served === '' ? fail({ message: 'away', status: 404 }) : ok(served);
  };
  const cache = createFragmentCache(join(folder, name));
  return loadKeptOutputs({ catalog: HARBOUR, status }, [loaded], places, { cache, fetchText }).then(
    (found) => ({ text: found.get('tides')?.get('a.ipynb')?.text, asked }),
  );
}

describe('the outputs of a run', () => {
  it('come from the site that published them, and from the cache from then on', async () => {
    const name = `${DIGEST.slice('sha256:'.length)}.json`;
    const address = `https://course.example/files/${name}`;
    expect(await load(createStatus(), 'site')).toEqual({ text: TEXT, asked: [address] });
    expect(await load(createStatus(), 'site')).toEqual({ text: TEXT, asked: [] });
  });

  it('come from the folder beside the status', async () => {
    const outputs = join(folder, 'outputs');
    await storeKeptOutputs(outputs, TEXT);
    expect(await load(createStatus(), 'folder', { places: [`${outputs}/`] })).toMatchObject({ text: TEXT });
  });

  it.each<[string, Status | null, Parameters<typeof load>[2]]>([
    ['in another image', createStatus({ digest: 'sha256:b' }), {}],
    ['at another commit', createStatus({ commit: 'c0' }), {}],
    ['while the site shows another commit', createStatus(), { commit: 'c2' }],
    ['without a status', null, {}],
    ['of which something else is published', createStatus(), { served: '{}' }],
    ['of which nothing is published', createStatus(), { served: '' }],
  ])('are not shown of a run %s', async (name, status, options) => {
    expect((await load(status, name, options)).text).toBeUndefined();
  });
});

describe('the places of outputs', () => {
  const site = 'https://course.example/book/';
  it.each([
    [undefined, undefined, ['/course/outputs/']],
    ['night.json', 'auto', ['outputs/', `${site}files/`]],
    ['auto', 'auto', [`${site}files/`]],
    ['https://other.example/a/status.json?at=1', undefined, ['https://other.example/a/files/']],
  ])('with the status %s and the catalogue %s', (statusPlace, publishedPlace, expected) => {
    const places = { contentFolder: '/course', statusPlace, publishedPlace };
    expect(listOutputPlaces(places, site)).toEqual(expected);
  });
});
