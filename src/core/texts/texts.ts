import { de } from './de.ts';
import { en, type Texts } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';

/** The languages that the interface speaks, by primary language subtag. */
export const TEXTS_BY_LANGUAGE: ReadonlyMap<string, Texts> = new Map([
  ['en', en],
  ['es', es],
  ['fr', fr],
  ['de', de],
]);

/** Interface texts for a BCP 47 tag: its primary language where one is shipped, else English. */
export function textsFor(language: string): Texts {
  const primary = language.trim().toLowerCase().split(/[-_]/)[0] ?? 'en';
  return TEXTS_BY_LANGUAGE.get(primary) ?? en;
}
