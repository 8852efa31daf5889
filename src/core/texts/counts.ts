/** Chooses the form of a word for a count. */
export type Plural = (count: number, one: string, other: string) => string;

/**
 * The plural rule of a language (Unicode CLDR), for the languages that have two forms in running text.
 *
 * @param language BCP 47 tag
 */
export function createPlural(language: string): Plural {
  const rules = new Intl.PluralRules(language);
  return (count, one, other) => (rules.select(count) === 'one' ? one : other);
}

/**
 * Counts as a language writes them: `12.345` in German, `12,345` in English.
 *
 * @param language BCP 47 tag
 */
export function createCountFormat(language: string): (count: number) => string {
  return new Intl.NumberFormat([language, 'en']).format;
}
