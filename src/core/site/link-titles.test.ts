import { expect, test } from 'vitest';
import type { SafeHtml } from '../notebooks/types.ts';
import { assembleHarbour } from './harbour.fixture.ts';
import { nameLinks } from './link-titles.ts';
import { createSiteUrls } from './urls.ts';

test('a link without words takes the title of the notebook that it leads to', () => {
  const model = assembleHarbour(null);
  const [notebook] = model.notebooks;
  const url = createSiteUrls(model.site.url).notebook(notebook?.id ?? '');
  const link = (href: string, words: string) => `<a href="${href}" class="nameless">${words}</a>`;
  const fragment = `${link(url, 'file')} ${link('/elsewhere', 'other')} <a href="${url}">own</a>` as SafeHtml;

  expect(nameLinks(fragment, model)).toBe(
    `${link(url, notebook?.title ?? '')} ${link('/elsewhere', 'other')} <a href="${url}">own</a>`,
  );
});
