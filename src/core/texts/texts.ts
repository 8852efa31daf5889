import { en, type Texts } from './en.ts';

const BY_LANGUAGE: Readonly<Record<string, Texts>> = { en };

/** Interface texts for a BCP 47 tag: its primary language where one is shipped, else English. */
export function textsFor(language: string): Texts {
  const primary = language.toLowerCase().split('-')[0] ?? 'en';
  return BY_LANGUAGE[primary] ?? en;
}
