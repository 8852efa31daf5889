const MAX_LENGTH = 300;

/** An address for messages: without user, password, query and fragment, where secrets travel. */
export function redactUrl(url: URL): string {
  const query = url.search === '' ? '' : '?…';
  return `${url.origin}${url.pathname}${query}`;
}

/**
 * Text of strangers for messages: one line of bounded length, without control characters and
 * without what looks like, or is known to be, a secret.
 *
 * @param secrets values that must not appear, in whatever form they stand in the text
 */
export function redactText(text: string, secrets: Iterable<string> = []): string {
  let clean = text.slice(0, 20 * MAX_LENGTH);
  for (const secret of secrets) {
    if (secret.length > 3) clean = clean.replaceAll(secret, '…').replaceAll(encodeURIComponent(secret), '…');
  }
  clean = clean
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .replace(/\b(Bearer|Basic)\s+[\w.~+/=-]{6,}/gi, '$1 …')
    .replace(/(\w+:\/\/)[^\s/@]+@/g, '$1…@')
    .replace(/([?&][\w.-]*(?:token|password|secret|signature|credential|key|sig)=)[^\s&]+/gi, '$1…')
    .replace(/\beyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?/g, '…')
    .trim();
  return clean.length > MAX_LENGTH ? `${clean.slice(0, MAX_LENGTH - 1)}…` : clean;
}
