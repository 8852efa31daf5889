import { describe, expect, it } from 'vitest';
import type { SafeHtml } from '../notebooks/types.ts';
import { assembleHarbour, makeNight } from './harbour.fixture.ts';
import { renderEmptySearchDocument, renderSearchDocument } from './search-documents.ts';
import type { SiteNotebook } from './types.ts';
import { notebookPageFile } from './urls.ts';

const FRAGMENT = '<h2 id="nb-ebb">Ebb</h2>' as SafeHtml;

const filtersOf = (html: string) =>
  [...html.matchAll(/data-pagefind-filter="(\w+)\[data-value\]" data-value="([^"]*)"/g)].map(
    ([, name, label]) => `${name}: ${label}`,
  );

describe('what the search reads of a notebook', () => {
  const model = assembleHarbour(makeNight('ok', 'failing'));
  const notebook = model.notebooks.at(-1) as SiteNotebook;

  it('can be narrowed by all that the catalogue is narrowed by', () => {
    const read = renderSearchDocument(
      { ...notebook, kernel: { name: 'ir', displayName: 'R "4"' } },
      FRAGMENT,
      model,
    );
    expect(filtersOf(read)).toEqual([
      'content: Moon',
      'environment: Python',
      'hub: Binder',
      'hub: Class hub',
      'language: en',
      'tag: far',
      'kernel: R &quot;4&quot;',
      'verdict: Will not start',
    ]);
  });

  it('says nothing of verdicts before the first night', () => {
    expect(filtersOf(renderSearchDocument(notebook, FRAGMENT, assembleHarbour(null))).join()).not.toContain(
      'verdict',
    );
  });

  it('holds the preview as it is, and what is from elsewhere as text', () => {
    const read = renderSearchDocument(
      { ...notebook, title: 'Ebb <b>', description: 'a & b', language: 'ar' },
      FRAGMENT,
      model,
    );
    expect(read).toContain(
      '<h1 data-pagefind-meta="title[data-title]" data-title="Ebb &lt;b&gt;">Ebb &lt;b&gt;</h1>',
    );
    expect(read).toContain('<p data-pagefind-meta="description">a &amp; b</p>');
    expect(read).toContain('<div lang="ar" dir="rtl">');
    expect(read).toContain(FRAGMENT);
  });

  it('has the address of its page', () => {
    expect(notebookPageFile(notebook.id)).toBe('notebooks/moon/c/index.html');
  });

  it('is the name of the site where there is no notebook', () => {
    expect(renderEmptySearchDocument(model)).toContain('<h1 data-pagefind-meta="title">Harbour</h1>');
  });
});
