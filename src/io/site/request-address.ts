/**
 * Path and query that a request asks for (the origin form of RFC 9112, section 3.2.1). As a reference to resolve, `//`
 * would be no address, and `//host` that of another server.
 *
 * @returns undefined for other forms, and for a path that no file can have: its escapes are no UTF-8, or NUL
 */
export function parseRequestAddress(target: string | undefined): URL | undefined {
  if (target?.startsWith('/') !== true) return undefined;
  const url = URL.parse(`http://localhost${target}`);
  try {
    const path = decodeURIComponent(url?.pathname ?? '');
    return path.includes('\0') ? undefined : (url ?? undefined);
  } catch {
    return undefined;
  }
}
