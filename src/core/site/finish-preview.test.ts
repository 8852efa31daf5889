import { expect, test } from 'vitest';
import type { SafeHtml } from '../notebooks/types.ts';
import { finishPreview } from './finish-preview.ts';
import { assembleHarbour } from './harbour.fixture.ts';
import { createSiteUrls } from './urls.ts';

const model = assembleHarbour(null);
const [notebook] = model.notebooks;
if (notebook === undefined) throw new Error('the fixture has notebooks');

test('a link without words takes the title of the notebook that it leads to', () => {
  const url = createSiteUrls(model.site.url).notebook(notebook.id);
  const link = (href: string, words: string) => `<a href="${href}" class="nameless">${words}</a>`;
  const fragment = `${link(url, 'file')} ${link('/elsewhere', 'other')} <a href="${url}">own</a>` as SafeHtml;

  expect(finishPreview(fragment, notebook, model)).toBe(
    `${link(url, notebook.title)} ${link('/elsewhere', 'other')} <a href="${url}">own</a>`,
  );
});

test('a picture that is not published becomes words', () => {
  const fragment =
    '<img src="/files/a.png" alt="tide &#x26; $&#x22;" loading="lazy"><img src="/files/b.png" alt="b">' as SafeHtml;

  expect(finishPreview(fragment, { ...notebook, leftOutImages: ['/files/a.png'] }, model)).toBe(
    '<span class="missing" lang="en">Picture not shown: tide &#x26; $&#x22;</span><img src="/files/b.png" alt="b">',
  );
});
