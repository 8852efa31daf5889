/**
 * Whether a reader sees anything of a text: white space, controls, and marks without a letter are nothing, such as
 * the zero-width space that is copied from web pages.
 */
export function hasVisibleText(text: string): boolean {
  return /[^\p{Cc}\p{Cf}\p{Cs}\p{Z}\p{M}]/u.test(text);
}

/** A text as pages show it, which two texts have in common that nobody can tell apart. */
export function textAsShown(text: string): string {
  return text.normalize().replace(/\s+/g, ' ').trim();
}
