import { describe, expect, it } from 'vitest';
import { locatePublished, parseBeginAnew } from './published-address.ts';

const NOW = '2026-11-24T03:23:00.000Z';

describe('where a published file is looked for', () => {
  it.each([
    ['status.json', { place: 'status.json', isRequired: false }],
    ['https://example.org/status.json', { place: 'https://example.org/status.json', isRequired: false }],
    ['auto', { place: `https://example.org/course/status.json?at=${Date.parse(NOW)}`, isRequired: true }],
  ])('%s', (place, expected) => {
    expect(locatePublished(place, 'status.json', 'https://example.org/course/', NOW)).toEqual(expected);
  });
});

describe('SLIPWAY_BEGIN_ANEW', () => {
  it.each([
    [undefined, false],
    ['', false],
    ['no', false],
    [' No ', false],
    ['false', false],
    ['0', false],
    ['yes', true],
    ['YES', true],
    ['true', true],
    ['1', true],
  ])('%s', (text, expected) => {
    expect(parseBeginAnew(text)).toEqual({ ok: true, value: expected });
  });

  it('refuses what is neither, in one sentence', () => {
    expect(parseBeginAnew('maybe')).toEqual({
      ok: false,
      failure: 'SLIPWAY_BEGIN_ANEW takes yes or no, not "maybe".',
    });
  });
});
