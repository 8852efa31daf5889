import { truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createTemporaryFolder } from '../../../tests/support/temporary.ts';
import { fail, ok } from '../../core/result.ts';
import type { FetchText } from '../../io/http/fetch-text.ts';
import { readPublished } from './read-published.ts';

const NONE = ok(undefined);
const page = fail({
  kind: 'page',
  message: 'A web page is there in its place; it may be a sign-in, an error or another site.',
});
const unreadable = (message: string) => fail({ kind: 'unreadable', message });
const read = (place: string, answer: Awaited<ReturnType<FetchText>>) =>
  readPublished(place, 67_000_000, async () => answer);

describe('what is published at an address', () => {
  it.each<[string, Awaited<ReturnType<FetchText>>, unknown]>([
    ['JSON', ok('{"version": 1}'), ok('{"version": 1}')],
    ['JSON with a byte order mark', ok('\uFEFF{}'), ok('{}')],
    ['no such file', fail({ message: 'the server answered 404', status: 404 }), NONE],
    ['gone', fail({ message: 'the server answered 410', status: 410 }), NONE],
    ['a sign-in', ok('<!doctype html><title>Sign in</title>'), page],
    ['a page below a mark and empty lines', ok('\uFEFF\r\n\n<html>'), page],
    [
      'a refusal',
      fail({ message: 'the server answered 403', status: 403 }),
      unreadable('It could not be read: the server answered 403.'),
    ],
    [
      'a fault',
      fail({ message: 'the server answered 503', status: 503 }),
      unreadable('It could not be read: the server answered 503.'),
    ],
    [
      'nobody',
      fail({ message: 'example.org: its name is not known' }),
      unreadable('It could not be read: example.org: its name is not known.'),
    ],
  ])('%s', async (_, answer, expected) => {
    expect(await read('https://example.org/status.json', answer)).toEqual(expected);
    expect(await read('HTTPS://example.org/status.json', answer)).toEqual(expected);
  });
});

it.each([
  'ftp://example.org/status.json',
  'file:///srv/site/status.json',
  'htps://example.org/status.json',
  's3://bucket/status.json',
])('%s is no file that is not there yet', async (place) => {
  expect(await read(place, fail({ message: 'not asked' }))).toEqual(
    unreadable('It is neither a file nor an address that begins with https://.'),
  );
});

describe('what is published, in a file', () => {
  it.each<[string, string, number | undefined, unknown]>([
    ['JSON', '{"version": 1}', undefined, ok('{"version": 1}')],
    ['JSON with a byte order mark', '\uFEFF{}', undefined, ok('{}')],
    ['a page', '<html>', undefined, page],
    ['nothing', '', undefined, ok('')],
    ['100 MB', '', 100_000_000, unreadable('It has 100 MB; at most 67 MB are read.')],
  ])('%s', async (_, text, size, expected) => {
    await using folder = await createTemporaryFolder('published');
    const file = join(folder.path, 'status.json');
    await writeFile(file, text);
    if (size !== undefined) await truncate(file, size);
    expect(await read(file, fail({ message: 'not asked' }))).toEqual(expected);
  });

  it('that is not there, or no file', async () => {
    await using folder = await createTemporaryFolder('published');
    expect(await read(join(folder.path, 'away.json'), fail({ message: 'not asked' }))).toEqual(NONE);
    expect(await read(folder.path, fail({ message: 'not asked' }))).toEqual(
      unreadable('This is not a plain file.'),
    );
  });
});
