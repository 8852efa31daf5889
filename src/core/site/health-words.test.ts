import { describe, expect, it, test } from 'vitest';
import type { Reason } from '../health/types.ts';
import { REASON_CODES, type ReasonCode } from '../reasons.ts';
import { TEXTS_BY_LANGUAGE, textsFor } from '../texts/texts.ts';
import type { Verdict } from '../verdicts.ts';
import {
  chooseHealthWord,
  chooseMainReason,
  formatHealthWord,
  HEALTH_WORDS,
  hasBetterLaunch,
  listOwnReasons,
} from './health-words.ts';

const MAX_WORDS = 15;
const since = '2026-11-20T03:00:00Z';
const reason = (code: ReasonCode, more: Partial<Reason> = {}): Reason => ({
  code,
  message: `About ${code}.`,
  since,
  ...more,
});
const accepted = { because: 'Known.', until: '2027-01-01' };

describe.each([...TEXTS_BY_LANGUAGE])('in %s', (language, t) => {
  it.each(REASON_CODES)(`say to a student in one sentence of at most ${MAX_WORDS} words: %s`, (code) => {
    const sentence = t.health.causes[code];
    const words = [...new Intl.Segmenter(language, { granularity: 'word' }).segment(sentence)].filter(
      ({ isWordLike }) => isWordLike,
    );
    expect(words.length, sentence).toBeLessThanOrEqual(MAX_WORDS);
    expect(sentence.match(/[.!?](?=\s|$)/g), sentence).toEqual(['.']);
    // Nothing that only the people behind a catalogue know.
    expect(sentence).not.toMatch(/sha256|Dockerfile|manifest|registry|branch|digest|\btag\b|[{}]/i);
  });

  it('have a word of their own for each state', () => {
    const words = HEALTH_WORDS.map((word) => formatHealthWord(word, t));
    expect(new Set(words).size).toBe(HEALTH_WORDS.length);
  });
});

test.each([
  ['stale', [reason('image/too-old')], 'old'],
  ['stale', [reason('image/too-old'), reason('image/tag-moved')], 'stale'],
  ['stale', [reason('image/too-old', { accepted }), reason('binder/unpinned')], 'stale'],
  ['stale', [], 'stale'],
  // Whoever opens it meets the error, whatever else has changed.
  ['stale', [reason('image/tag-moved'), reason('verify/failed')], 'errors'],
  ['stale', [reason('verify/missing-module'), reason('image/too-old')], 'errors'],
  ['failing', [reason('verify/failed'), reason('image/missing')], 'failing'],
  // What is worse than old has its own word.
  ['failing', [reason('image/too-old'), reason('hub/unreachable')], 'failing'],
  ['ok', [reason('image/too-old', { accepted })], 'ok'],
] as const)('the word for %s with %j is %s', (verdict, reasons, word) => {
  expect(chooseHealthWord({ verdict, reasons })).toBe(word);
});

test('a student reads about the gravest reason that nobody has accepted', () => {
  const reasons = [
    reason('image/missing', { accepted }),
    reason('hub/maintenance-planned'),
    reason('image/too-old'),
    reason('hub/unreachable'),
  ];
  expect(chooseMainReason(reasons)?.code).toBe('hub/unreachable');
  expect(chooseMainReason([reason('image/missing', { accepted })])).toBeUndefined();
  expect(textsFor('fr').health.causes['hub/unreachable']).toBe('Le hub ne répond pas.');
});

test.each([
  ['unknown', ['unknown', 'failing'], false],
  ['unknown', ['ok'], true],
  ['failing', ['unknown'], true],
  ['failing', ['failing'], false],
  ['failing', [], false],
] as const)('beside a launch that is %s, of %j one is better: %s', (verdict, others, expected) => {
  const launches = others.map((other: Verdict) => ({ health: { verdict: other } }));
  expect(hasBetterLaunch({ verdict }, launches)).toBe(expected);
});

test('a cause that two hubs share is said once', () => {
  const shared = reason('image/missing');
  const own = reason('hub/unreachable');
  expect(listOwnReasons({ reasons: [shared, own] }, { reasons: [shared] })).toEqual([own]);
  expect(listOwnReasons({ reasons: [shared, own] }, undefined)).toEqual([shared, own]);
});
