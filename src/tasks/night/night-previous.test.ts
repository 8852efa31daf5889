import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { observeNight } from '../../../tests/support/observations.ts';
import { createTemporaryFolder } from '../../../tests/support/temporary.ts';
import { foldStatus } from '../../core/health/fold.ts';
import { fail, ok } from '../../core/result.ts';
import type { FetchText } from '../../io/http/fetch-text.ts';
import { loadPreviousStatus, type PreviousOptions } from './night-previous.ts';

const NOW = '2026-11-21T03:23:00.000Z';
const status = foldStatus(undefined, observeNight(), '2026-11-20T03:23:00.000Z');
const text = JSON.stringify(status);
const load = (fetched: Awaited<ReturnType<FetchText>>, options: Partial<PreviousOptions> = {}) =>
  loadPreviousStatus('https://night.example.org/status.json', async () => fetched, {
    now: NOW,
    ...options,
  });

describe('the night before, as the site publishes it', () => {
  it('is taken without a word', async () => {
    expect(await load(ok(text))).toEqual(ok({ status, notices: [] }));
  });

  it.each([
    ['is not there', fail({ message: 'the server answered 404', status: 404 })],
    [
      'was before the first',
      ok('{"version":1,"checked_at":null,"duration_ms":0,"environments":[],"contents":[],"hubs":[]}'),
    ],
  ])('may be none: it %s', async (_, fetched) => {
    const previous = await load(fetched);
    expect(previous).toEqual(ok({ notices: [expect.stringContaining('first')] }));
  });

  it.each([
    ['the server bars us', fail({ message: 'the server answered 403', status: 403 }), 'answered 403.'],
    ['the server is ill', fail({ message: 'the server answered 503', status: 503 }), 'answered 503.'],
    ['there is a sign-in in its place', ok('<!doctype html><title>Sign in</title>'), 'A web page is there'],
    ['there are words in its place', ok('Not found'), 'is not JSON'],
    ['it is cut off', ok(text.slice(0, 500)), 'it may have been cut off'],
    ['it is another file', ok('{"version": 1, "notebooks": []}'), 'not a status of version 1'],
    ['it is of a later version', ok('{"version": 9}'), 'version 9; this Slipway reads version 1'],
  ])('stops the night where %s, and says how to begin anew', async (_, fetched, words) => {
    const previous = await load(fetched);
    const sentences = previous.ok ? '' : previous.failure;
    expect(sentences).toMatch(
      /^The earlier status at "https:\/\/night\.example\.org\/status\.json" cannot be used\. /,
    );
    expect(sentences).toContain(words);
    expect(sentences).toMatch(/history is not lost.*let --previous name a file that does not exist\.$/);
  });

  it.each([
    ['the server bars us', fail({ message: 'the server answered 403', status: 403 }), 'answered 403.'],
    ['its name is not known', fail({ message: 'night.example.org: its name is not known' }), 'is not known.'],
    ['there is a sign-in in its place', ok('<!doctype html><title>Sign in</title>'), 'A web page is there'],
    ['it is cut off', ok(text.slice(0, 500)), 'it may have been cut off'],
  ])('is a first one where %s and SLIPWAY_BEGIN_ANEW is yes', async (_, fetched, words) => {
    const stopped = await load(fetched);
    expect(stopped.ok ? '' : stopped.failure).toContain('SLIPWAY_BEGIN_ANEW to yes');
    expect(await load(fetched, { canBeginAnew: true })).toEqual(
      ok({ notices: [expect.stringMatching(`${words}.*this is taken as the first night\\.$`)] }),
    );
  });

  it.each([
    ['it is of a later version', ok('{"version": 9}')],
    ['it is another file', ok('{"version": 1, "notebooks": []}')],
  ])('stops the night where %s, whatever SLIPWAY_BEGIN_ANEW says', async (_, fetched) => {
    expect((await load(fetched, { canBeginAnew: true })).ok).toBe(false);
  });

  it('is taken where it can be read, whatever SLIPWAY_BEGIN_ANEW says', async () => {
    expect(await load(ok(text), { canBeginAnew: true })).toEqual(ok({ status, notices: [] }));
  });

  it('is said to be from the future', async () => {
    const future = { ...status, checked_at: '2030-01-01T00:00:00.000Z' };
    const previous = await load(ok(JSON.stringify(future)));
    expect(previous.ok && previous.value.notices.join()).toContain('from the future');
  });

  it('stops a night whose own clock is behind, for it would drop what comes later', async () => {
    let nights = status;
    for (const day of ['21', '22', '23']) {
      nights = foldStatus(nights, observeNight(), `2026-11-${day}T03:23:00.000Z`);
    }
    const previous = await loadPreviousStatus(
      'https://night.example.org/status.json',
      async () => ok(JSON.stringify(nights)),
      { now: '1970-01-01T00:00:12.000Z' },
    );
    expect(previous.ok ? '' : previous.failure).toContain(
      'The clock of this machine says 1970-01-01T00:00:12.000Z, and most nights of that status are later (the last 2026-11-23T03:23:00.000Z): set the clock.',
    );
  });

  it('is never named with a password', async () => {
    const place = 'https://reader:open-sesame@night.example.org/status.json?token=deadbeef';
    const previous = await loadPreviousStatus(place, async () => fail({ message: 'no' }), { now: NOW });
    expect(JSON.stringify(previous)).not.toMatch(/sesame|deadbeef/);
  });
});

describe('the night before, in a file', () => {
  it.each([
    ['cut off', text.slice(0, 500)],
    ['empty', ''],
  ])('that is %s begins anew, and is kept beside it', async (_, damaged) => {
    await using folder = await createTemporaryFolder('previous');
    const file = join(folder.path, 'status.json');
    await writeFile(file, damaged);
    const previous = await loadPreviousStatus(file, async () => fail({ message: 'not asked' }), {
      now: NOW,
    });
    expect(previous).toEqual(ok({ notices: [expect.stringContaining('the history begins anew')] }));
    const copy = `${file}.damaged-2026-11-21`;
    expect(previous.ok && previous.value.notices.join()).toContain(`is kept as "${copy}".`);
    expect(await readFile(copy, 'utf8')).toBe(damaged);
  });

  it.each([
    ['a page', '<html>'],
    ['another file', '{"version": 1, "notebooks": []}'],
    ['of a later version', '{"version": 9}'],
  ])('that is %s is not written over', async (_, other) => {
    await using folder = await createTemporaryFolder('previous');
    const file = join(folder.path, 'status.json');
    await writeFile(file, other);
    expect(
      (
        await loadPreviousStatus(file, async () => fail({ message: 'not asked' }), {
          now: NOW,
        })
      ).ok,
    ).toBe(false);
  });
});
