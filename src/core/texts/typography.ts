const NARROW_NO_BREAK_SPACE = '\u202f';

/**
 * French puts a space before `:`, `;`, `?` and `!` and inside quotation marks, at which no line may end (Imprimerie
 * nationale, « Lexique des règles typographiques »). The texts are written with plain spaces.
 */
export function typesetFrench(text: string): string {
  return text.replace(/[ \u00a0](?=[:;?!»])|(?<=«)[ \u00a0]/g, NARROW_NO_BREAK_SPACE);
}
