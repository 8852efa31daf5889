/**
 * Locales for the dates of a text in some language, as `Intl` takes them. Plain English writes the day first and
 * counts 24 hours, as the rest of its words are British; `en-US` on a site asks for the other way.
 *
 * @param language BCP 47 tag
 */
export function dateLocales(language: string): string[] {
  return language === 'en' ? ['en-GB'] : [language, 'en-GB'];
}
