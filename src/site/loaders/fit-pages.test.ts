import { markdownToHtml } from 'satteri';
import { expect, test } from 'vitest';
import { fitPages } from './fit-pages.ts';

async function render(markdown: string): Promise<string> {
  const { html } = await markdownToHtml(markdown, { hastPlugins: [fitPages] });
  return html.replace(/>\s+</g, '><').trim();
}

test('cells know their column, but for the first, which heads the row', async () => {
  expect(await render('| Week | Room | |\n|--|--:|--|\n| 1 | *A 2* | x |')).toBe(
    '<table><thead><tr><th>Week</th><th class="align-right">Room</th><th></th></tr></thead>' +
      '<tbody><tr><td>1</td><td class="align-right" data-label="Room"><em>A 2</em></td><td>x</td></tr></tbody></table>',
  );
});

test('links that are their own address are marked', async () => {
  expect(await render('<https://example.org/a> and [a](https://example.org/a)')).toBe(
    '<p><a href="https://example.org/a" class="own-address">https://example.org/a</a> and <a href="https://example.org/a">a</a></p>',
  );
});

test('code can be reached from the keyboard', async () => {
  expect(await render('```\na\n```')).toContain('<pre tabindex="0">');
});
