/** How a language counts. */
export interface Counts {
  /** The form of a word for a count, by the plural rule of the language (Unicode CLDR), where it has two in running text. */
  plural(count: number, one: string, other: string): string;
  /** `12.345` in German, `12,345` in English. */
  formatCount(count: number): string;
  /** A sentence about some of all; `one` where all is one. */
  ofAll(
    one: string,
    many: (count: string, total: string) => string,
  ): (count: number, total: number) => string;
}

/** @param language BCP 47 tag */
export function createCounts(language: string): Counts {
  const rules = new Intl.PluralRules(language);
  const { format } = new Intl.NumberFormat([language, 'en']);
  return {
    plural: (count, one, other) => (rules.select(count) === 'one' ? one : other),
    formatCount: format,
    ofAll: (one, many) => (count, total) => (total === 1 ? one : many(format(count), format(total))),
  };
}
