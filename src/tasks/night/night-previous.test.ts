import { truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { observeNight } from '../../../tests/support/observations.ts';
import { createTemporaryFolder } from '../../../tests/support/temporary.ts';
import { foldStatus } from '../../core/health/fold.ts';
import { fail, ok } from '../../core/result.ts';
import type { FetchText } from '../../io/http/fetch-text.ts';
import { loadPreviousStatus } from './night-previous.ts';

const NOW = '2026-11-21T03:23:00.000Z';
const status = foldStatus(undefined, observeNight(), '2026-11-20T03:23:00.000Z');
const load = (fetched: Awaited<ReturnType<FetchText>>) =>
  loadPreviousStatus('https://night.example.org/status.json', async () => fetched, NOW);

describe('the night before, as the site publishes it', () => {
  it('is taken without a word', async () => {
    expect(await load(ok(JSON.stringify(status)))).toEqual(ok({ status, notices: [] }));
  });

  it.each([
    ['is not there', fail({ message: 'the server answered 404', status: 404 }), 'first night'],
    [
      'was before the first',
      ok('{"version":1,"checked_at":null,"duration_ms":0,"environments":[],"contents":[],"hubs":[]}'),
      'first',
    ],
    ['is a page', ok('<!doctype html>'), 'history is lost'],
    ['is of a later version', ok('{"version": 9}'), 'history is lost'],
  ])('may be none: it %s', async (_, fetched, words) => {
    const previous = await load(fetched);
    expect(previous.ok && previous.value.status).toBeUndefined();
    expect(previous.ok && previous.value.notices.join()).toContain(words);
  });

  it.each([
    fail({ message: 'the server answered 403', status: 403 }),
    fail({ message: 'the server answered 503', status: 503 }),
    fail({ message: 'night.example.org: its name is not known' }),
  ])('stops the night when it cannot be told: %j', async (fetched) => {
    expect((await load(fetched)).ok).toBe(false);
  });

  it.each([
    ['larger than any status', 100_000_000, 'It has 100 MB; at most 67 MB are read.'],
    ['empty', 0, undefined],
  ])('as a file that is %s', async (_, size, failure) => {
    await using folder = await createTemporaryFolder('previous');
    const file = join(folder.path, 'status.json');
    await writeFile(file, '');
    await truncate(file, size);
    const previous = await loadPreviousStatus(file, async () => fail({ message: 'not asked' }), NOW);
    if (failure === undefined)
      expect(previous.ok && previous.value.notices.join()).toContain('history is lost');
    else expect(previous).toEqual(fail(`The earlier status ${file} could not be read. ${failure}`));
  });

  it('is said to be from the future', async () => {
    const future = { ...status, checked_at: '2030-01-01T00:00:00.000Z' };
    const previous = await load(ok(JSON.stringify(future)));
    expect(previous.ok && previous.value.notices.join()).toContain('from the future');
  });
});
