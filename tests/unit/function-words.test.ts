import { expect, test } from 'vitest';
import { en } from '../../src/core/texts/en.ts';
import { TEXTS_BY_LANGUAGE } from '../../src/core/texts/texts.ts';
import { findOtherLanguage } from '../support/function-words.ts';

/** Every whole sentence of the interface in one language. */
function sentencesOf(texts: object): string[] {
  return Object.values(texts).flatMap((value: unknown) => {
    if (typeof value === 'string') return [value];
    return typeof value === 'object' && value !== null ? sentencesOf(value) : [];
  });
}

test.each([...TEXTS_BY_LANGUAGE])('texts in %s are not taken for another language', (language, texts) => {
  const { health, launcher, launch, preview } = texts;
  for (const sentence of sentencesOf([
    health.causes,
    health.forMaintainers,
    launcher,
    launch,
    preview.problems,
  ]))
    expect(findOtherLanguage(sentence, language), sentence).toBeUndefined();
});

test.each(['de', 'fr', 'es'])('English sentences are noticed among those in %s', (language) => {
  const text = sentencesOf([en.health.causes]).join(' ');
  expect(findOtherLanguage(text, language)).toBe('en');
  expect(findOtherLanguage(text, 'ja')).toBeUndefined();
});
