import { completeTexts, type PartialTexts } from './complete.ts';
import { de } from './de.ts';
import { en, type Texts } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { typesetFrench } from './typography.ts';

/** What is written in each language beside English, by primary language subtag. */
export const TRANSLATIONS: ReadonlyMap<string, PartialTexts> = new Map([
  ['es', es],
  ['fr', fr],
  ['de', de],
]);

/** The languages of the interface, by primary language subtag; each is complete. */
export const TEXTS_BY_LANGUAGE: ReadonlyMap<string, Texts> = new Map([
  ['en', en],
  ...[...TRANSLATIONS].map(([language, partial]): [string, Texts] => [
    language,
    completeTexts(en, partial, language === 'fr' ? typesetFrench : undefined),
  ]),
]);

/**
 * Interface texts for the first of some BCP 47 tags whose primary language is shipped, else in English: a
 * notebook's own language first, say, and then the site's.
 */
export function textsFor(...languages: readonly string[]): Texts {
  return TEXTS_BY_LANGUAGE.get(textsLanguage(...languages)) ?? en;
}

/** The language of what `textsFor` gives, as a primary subtag. */
export function textsLanguage(...languages: readonly string[]): string {
  return languages.map(primaryLanguage).find((primary) => TEXTS_BY_LANGUAGE.has(primary)) ?? 'en';
}

/**
 * BCP 47 tag of what the pages of a site say themselves: the site's own, or English where the interface is not
 * translated into it. Titles and texts of the manifest and of notebooks keep their own language.
 */
export function interfaceLanguage(siteLanguage: string): string {
  return TEXTS_BY_LANGUAGE.has(primaryLanguage(siteLanguage)) ? siteLanguage : 'en';
}

/** `pt` of `pt-BR`. */
export function primaryLanguage(tag: string): string {
  return tag.trim().toLowerCase().split(/[-_]/)[0] ?? '';
}
