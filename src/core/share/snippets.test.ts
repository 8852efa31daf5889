import { markdownToHtml } from 'satteri';
import { describe, expect, it } from 'vitest';
import { renderBadges, renderLmsLink } from './snippets.ts';

const link = 'https://hub.example.org/hub/user-redirect/git-pull?repo=a&branch=b(1)';
const image = 'https://example.org/launch-badge.svg';

describe('renderBadges', () => {
  it('gives Markdown that renders as the picture within the link, whatever the text', () => {
    const { html } = markdownToHtml(renderBadges({ link, image, alt: 'A [b] *c* <d>\n`e`' }).markdown);
    expect(html).toContain(
      '<a href="https://hub.example.org/hub/user-redirect/git-pull?repo=a&amp;branch=b%281%29">',
    );
    expect(html).toContain(`<img src="${image}" alt="A [b] *c* <d> &#x60;e&#x60;"`);
  });

  it('gives reStructuredText on three lines', () => {
    expect(renderBadges({ link, image, alt: 'Launch\nnow' }).restructuredText.split('\n')).toEqual([
      `.. image:: ${image}`,
      `   :target: ${link}`,
      '   :alt: Launch now',
    ]);
  });

  it('escapes what HTML would take for markup', () => {
    const { html } = renderBadges({ link, image, alt: '"><script>' });
    expect(html).toContain('repo=a&amp;branch=b(1)"');
    expect(html).toContain('alt="&quot;&gt;&lt;script&gt;"');
  });
});

it('opens in a new tab from a learning platform', () => {
  expect(renderLmsLink('https://example.org/l/a/b/?x=1&y=2', 'Ice & <snow>')).toBe(
    '<a href="https://example.org/l/a/b/?x=1&amp;y=2" target="_blank" rel="noopener">Ice &amp; &lt;snow&gt;</a>',
  );
});
