/** Short words that say nothing alone and are in every text of their language, and in few texts of the others. */
const FUNCTION_WORDS: Readonly<Record<string, ReadonlySet<string>>> = {
  en: new Set(
    'the and of is to this with not are it that what how on where its from when you your'.split(' '),
  ),
  de: new Set(
    'und der die das ist nicht mit ein eine zu von wird sie es auf dem den im wie was ihre oder'.split(' '),
  ),
  fr: new Set('le la les et des est une dans pas du vous qui sur avec pour ce il ne votre au'.split(' ')),
  ar: new Set('في من على إلى هذا هذه التي الذي أن ما هو هي عن كم لماذا'.split(' ')),
  es: new Set('el los las y una es con para del su no que se en por lo al qué cómo este'.split(' ')),
};

/** So many more words of another language are no name and no title. */
const MARGIN = 3;

/**
 * The language that a text is written in, where that is plainly another one than it is said to be.
 *
 * @param language primary subtag of the text's `lang`; one without a list of words is never judged
 */
export function findOtherLanguage(text: string, language: string): string | undefined {
  if (FUNCTION_WORDS[language] === undefined) return undefined;
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  const count = (words_: ReadonlySet<string>) => words.filter((word) => words_.has(word)).length;
  const own = count(FUNCTION_WORDS[language]);
  return Object.entries(FUNCTION_WORDS).find(
    ([other, list]) => other !== language && count(list) >= own + MARGIN,
  )?.[0];
}
