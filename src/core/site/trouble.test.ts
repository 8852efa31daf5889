import { describe, expect, test } from 'vitest';
import type { ReasonCode } from '../reasons.ts';
import { TEXTS_BY_LANGUAGE, textsFor } from '../texts/texts.ts';
import type { Verdict } from '../verdicts.ts';
import { findSharedWord, formatTrouble, saysOfAll } from './trouble.ts';
import type { SiteModel, SiteNotebook } from './types.ts';

const MODEL = { status: {} } as unknown as SiteModel;
const notebook = (verdict: Verdict, ...codes: ReasonCode[]) =>
  ({
    launches: [{ hubId: 'hub', url: '', health: { verdict, reasons: codes.map((code) => ({ code })) } }],
  }) as unknown as SiteNotebook;

test.each([
  ['ok', [notebook('ok')], 'All launch links work.'],
  [
    'failing',
    [notebook('failing', 'image/missing'), notebook('ok')],
    '1 of 2 notebooks will not start. The software image is gone.',
  ],
  [
    'stale',
    [notebook('stale', 'verify/failed'), notebook('stale', 'image/tag-moved')],
    '1 of 2 notebooks ran into errors when they were tested. The notebook stopped with an error when it was tested.',
  ],
  [
    'stale',
    [notebook('stale', 'image/tag-moved'), notebook('stale', 'image/too-old')],
    '1 of 2 notebooks start, but not as they were tested. The software was replaced after it was tested.',
  ],
  [
    'stale',
    [notebook('stale', 'image/too-old'), notebook('stale', 'image/too-old')],
    '2 of 2 notebooks start, with old software.',
  ],
] as const)('the gravest of %s is said, and its cause where all share one', (verdict, notebooks, text) => {
  expect(formatTrouble(MODEL, notebooks, textsFor('en'))).toEqual({ verdict, text });
});

const many = (count: number, ...codes: ReasonCode[]) =>
  Array.from({ length: count }, () => notebook('failing', ...codes));

test('a word that many share is said once, and not where only some have it or few do', () => {
  expect(findSharedWord(many(4))).toBe('failing');
  expect(findSharedWord(many(3))).toBeUndefined();
  expect(findSharedWord([...many(4), notebook('ok')])).toBeUndefined();
  expect(findSharedWord(Array.from({ length: 4 }, () => notebook('ok')))).toBeUndefined();
});

test('a collection repeats what is said of the site only where it says more', () => {
  const gone = many(4, 'image/missing');
  const moved = many(4, 'image/digest-gone');
  expect(saysOfAll({ notebooks: [...gone, ...gone] }, gone)).toBe(true);
  expect(saysOfAll({ notebooks: [...gone, ...moved] }, gone)).toBe(false);
  expect(saysOfAll({ notebooks: [...gone, notebook('ok')] }, gone)).toBe(false);
  expect(saysOfAll({ notebooks: [notebook('failing')] }, [notebook('failing')])).toBe(true);
});

describe.each([...TEXTS_BY_LANGUAGE])('in %s', (_, { site }) => {
  test('one notebook and several are said in sentences of their own', () => {
    for (const say of [site.failing, site.errors, site.changed, site.old, site.notKnown]) {
      expect(say(1, 1)).toMatch(/^\p{Lu}.*\.$/u);
      expect(say(3, 7)).toMatch(/3.*7/);
      expect(say(3, 7)).not.toBe(say(1, 1));
    }
  });
});
