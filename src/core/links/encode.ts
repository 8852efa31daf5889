/**
 * Percent-encodes a text for any place in a query or path: what `encodeURIComponent` encodes, and
 * `! ' ( ) *` too, which Markdown, HTML attributes and shells would trip over. A space is `%20`.
 * The text must be well-formed Unicode.
 */
export function encodeText(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Percent-encodes each segment of a path and leaves the slashes. */
export function encodePath(path: string): string {
  return path.split('/').map(encodeText).join('/');
}

/** `name=value&…` in the given order; what is undefined or empty is left out. */
export function buildQuery(parameters: readonly (readonly [string, string | undefined])[]): string {
  return parameters
    .flatMap(([name, value]) => (value ? [`${encodeText(name)}=${encodeText(value)}`] : []))
    .join('&');
}
