/** A badge that opens a link, in the languages in which READMEs and course pages are written. */
export interface BadgeSnippets {
  readonly markdown: string;
  readonly restructuredText: string;
  readonly html: string;
}

export interface BadgeOptions {
  /** What a click opens; a percent-encoded address. */
  readonly link: string;
  /** Address of the badge's picture. */
  readonly image: string;
  /** What is read out in place of the picture. */
  readonly alt: string;
}

export function renderBadges({ link, image, alt }: BadgeOptions): BadgeSnippets {
  const line = alt.replace(/\s+/g, ' ').trim();
  return {
    markdown: `[![${line.replace(/[\\[\]`*_<>&]/g, '\\$&')}](${image})](${protectParentheses(link)})`,
    restructuredText: `.. image:: ${image}\n   :target: ${link}\n   :alt: ${line}`,
    html: `<a href="${escapeHtml(link)}"><img src="${escapeHtml(image)}" alt="${escapeHtml(line)}"></a>`,
  };
}

/**
 * A link for the HTML source of a page in Moodle or Canvas. It opens in a new tab: hubs answer with
 * `frame-ancestors 'self'`, so inside the learning platform's own frame nothing would be shown.
 */
export function renderLmsLink(link: string, text: string): string {
  return `<a href="${escapeHtml(link)}" target="_blank" rel="noopener">${escapeHtml(text)}</a>`;
}

/** In Markdown a parenthesis would end the address. */
function protectParentheses(link: string): string {
  return link.replaceAll('(', '%28').replaceAll(')', '%29');
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
