/** Percent-decodes a text that strangers wrote: where it is no valid encoding, it is taken as it stands. */
export function decodeLoosely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
