/**
 * Cuts at a word, with an ellipsis; never inside a character.
 *
 * @param limit UTF-16 code units of the result at most
 */
export function shortenAtWord(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, limit - 1);
  const space = cut.lastIndexOf(' ');
  return `${(space > limit / 2 ? cut.slice(0, space) : cut).replace(/[\s,;:.–-]+$/u, '')}…`.toWellFormed();
}
