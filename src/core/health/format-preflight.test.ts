import { describe, expect, it } from 'vitest';
import { en } from '../texts/en.ts';
import { TEXTS_BY_LANGUAGE, textsFor } from '../texts/texts.ts';
import { formatPreflight } from './format-preflight.ts';

const texts = (...parameters: Parameters<typeof formatPreflight>) =>
  formatPreflight(...parameters).map(({ text }) => text);

describe('what Binder needs of an image', () => {
  it('is said with what has to be mended first', () => {
    const preflight = { user: 'yes', entrypoint: 'no', nbgitpuller: 'unknown', git: 'unknown' } as const;
    expect(texts(preflight, en, 'en')).toEqual([
      'Missing: no fixed start command',
      'Present: user 1000',
      'Not known until verified: nbgitpuller and git',
    ]);
    expect(texts(preflight, textsFor('de'), 'de-CH')).toEqual([
      'Fehlt: Start durch den Hub',
      'Vorhanden: Benutzer 1000',
      'Erst nach einem Testlauf bekannt: nbgitpuller und git',
    ]);
  });

  it.each([...TEXTS_BY_LANGUAGE])('is one line in %s where all is there', (language, t) => {
    const all = { user: 'yes', entrypoint: 'yes', nbgitpuller: 'yes', git: 'yes' } as const;
    expect(texts(all, t, language)).toEqual([expect.stringMatching(/1000.*nbgitpuller.* git$/)]);
  });
});
