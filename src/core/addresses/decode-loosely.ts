/** Percent-decodes a text from outside; one with an invalid encoding is returned unchanged. */
export function decodeLoosely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
