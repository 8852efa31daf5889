const POLICY = /<meta http-equiv="content-security-policy" content="[^"]*">/;
const DIGEST = / 'sha256-([A-Za-z0-9+/=]+)'/g;
const INLINE = /<(script|style)(?:\s[^<>]*)?>/g;

/**
 * Leaves in a page's security policy only the digests of what is in the page. Astro names those of the whole site on
 * each page, a kilobyte that no compression makes smaller; files of the site are allowed without.
 *
 * @param digest SHA-256 of a text in base64
 */
export function trimPolicy(html: string, digest: (text: string) => string): string {
  const policy = POLICY.exec(html);
  if (policy === null) return html;
  const used = new Set(listInline(html).map(digest));
  const trimmed = policy[0].replace(DIGEST, (source, value: string) => (used.has(value) ? source : ''));
  return html.slice(0, policy.index) + trimmed + html.slice(policy.index + policy[0].length);
}

/** Texts of the scripts and styles that are written in the page itself. */
function listInline(html: string): string[] {
  const texts: string[] = [];
  const opening = new RegExp(INLINE);
  for (let tag = opening.exec(html); tag !== null; tag = opening.exec(html)) {
    const end = html.indexOf(`</${tag[1]}>`, opening.lastIndex);
    if (end < 0) break;
    texts.push(html.slice(opening.lastIndex, end));
    opening.lastIndex = end;
  }
  return texts;
}
