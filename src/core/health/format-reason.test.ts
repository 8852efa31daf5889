import { describe, expect, it } from 'vitest';
import { quoteWords } from '../details.fixture.ts';
import { detailOf } from '../details.ts';
import { REASON_CODES } from '../reasons.ts';
import { en } from '../texts/en.ts';
import { TEXTS_BY_LANGUAGE, textsFor } from '../texts/texts.ts';
import { createFinding } from './findings.ts';
import { formatReason } from './format-reason.ts';
import type { Reason } from './types.ts';

const de = textsFor('de');
const fr = textsFor('fr');
const since = '2026-11-20T03:23:00Z';
const namesOf = (sentence: string) => [...sentence.matchAll(/\{([a-z_]+)\}/g)].map(([, name]) => name);

describe('the sentences of reasons', () => {
  const codes = REASON_CODES;
  const others = [...TEXTS_BY_LANGUAGE].filter(([language]) => language !== 'en');

  it.each(others)('in %s name what the English ones name, but for the technical detail', (_, t) => {
    for (const code of codes) {
      for (const [index, english] of en.health.reasons[code].entries()) {
        const wanted = namesOf(english).filter((name) => name !== 'detail');
        const named = namesOf(t.health.reasons[code][index] ?? '').filter((name) => name !== 'detail');
        expect(named.toSorted(), `${code} ${index}`).toEqual(wanted.toSorted());
      }
    }
  });

  it('can each be reached: what comes before names more', () => {
    for (const code of codes) {
      const sentences = en.health.reasons[code].map((sentence) => new Set(namesOf(sentence)));
      for (const [index, names] of sentences.entries()) {
        for (const earlier of sentences.slice(0, index)) expect(earlier.isSubsetOf(names), code).toBe(false);
      }
    }
  });
});

describe('a reason', () => {
  const finding = createFinding('hub/unreachable', {
    hub: 'Class hub',
    detail: detailOf('answered', { status: 503 }),
  });
  const reason: Reason = { ...finding, since };

  it('is said in the language of the reader', () => {
    expect(formatReason(reason, en, 'en')).toBe('Class hub could not be reached: it answered 503.');
    expect(formatReason(reason, de, 'de')).toBe('Class hub war nicht zu erreichen: die Antwort war 503.');
    expect(formatReason(reason, fr, 'fr')).toBe(
      'Class hub n’a pas pu être joint\u202f: la réponse était 503.',
    );
  });

  it('is said as the status says it where that does not tell what it is about', () => {
    expect(formatReason({ code: 'hub/unreachable', message: 'As it was.', since }, de, 'de')).toBe(
      'As it was.',
    );
    expect(formatReason({ ...reason, about: {} }, de, 'de')).toBe(reason.message);
  });

  it('leaves out a technical clause that only English has words for', () => {
    const odd: Reason = {
      ...createFinding('hub/unreachable', { hub: 'Class hub', detail: quoteWords('odd') }),
      since,
    };
    expect(formatReason(odd, de, 'de')).toBe('Class hub war nicht zu erreichen.');
    expect(formatReason(odd, fr, 'fr')).toBe('Class hub n’a pas pu être joint.');
    const untold: Reason = {
      code: 'hub/unreachable',
      message: 'As it was.',
      since,
      about: { hub: 'Class hub' },
    };
    expect(formatReason(untold, de, 'de')).toBe('Class hub war nicht zu erreichen.');
  });

  it('says that it is accepted, why and until when', () => {
    const accepted = { because: 'the campus firewall keeps us out.', until: '2027-03-01' };
    expect(formatReason({ ...reason, accepted }, fr, 'fr')).toBe(
      'Class hub n’a pas pu être joint\u202f: la réponse était 503. Connu et accepté jusqu’au 1 mars 2027\u202f: the campus firewall keeps us out.',
    );
  });

  it('never takes a value for a pattern or for another place', () => {
    const odd = createFinding('content/notebook-missing', { repository: '{path}', path: '$&', ref: '{x}' });
    expect(odd.message).toBe('{path} does not hold $& at {x}.');
  });

  it('gives times with their zone', () => {
    const planned = createFinding('hub/maintenance-planned', {
      hub: 'Class hub',
      start: '2026-12-24T06:00:00.000Z',
      end: '2026-12-24T12:00:00.000Z',
    });
    expect(planned.message).toMatch(/Thursday.*24.*06:00 UTC to .*12:00 UTC\.$/);
    expect(formatReason({ ...planned, since }, de, 'de')).toMatch(
      /Donnerstag, 24\. Dezember um 06:00 UTC bis/,
    );
  });
});
