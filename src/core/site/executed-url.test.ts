import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseCatalog } from '../catalog/parse.ts';
import { buildExecutedUrl } from './executed-url.ts';

const manifest = (executed: string) => `version: 1
site: {title: Harbour, url: "https://example.org/base/"}
hubs: {}
environments: {python: {image: quay.io/course/python, tag: "2"}}
content:
  tides:
    title: Tides
    repository: https://github.com/course/tides
    branch: main
    environment: python
    executed: ${JSON.stringify(executed)}
`;
const problemsOf = (executed: string) =>
  parseCatalog(manifest(executed), 'catalog.yaml').diagnostics.filter(
    ({ code }) => !/no-hub|empty/.test(code),
  );

describe('the page with the results of a notebook', () => {
  test.each([
    ['https://example.org/{path}', 'a/b.ipynb', 'https://example.org/a/b.ipynb'],
    ['https://example.org/{folder}/{stem}.html', 'a/b/c.ipynb', 'https://example.org/a/b/c.html'],
    ['https://example.org/{folder}/{stem}.html', 'c.ipynb', 'https://example.org/c.html'],
    ['https://example.org/?show={stem}#top', 'a/v1.2.ipynb', 'https://example.org/?show=v1.2#top'],
    [
      'https://example.org/{path}',
      'Été #1/100%.ipynb',
      'https://example.org/%C3%89t%C3%A9%20%231/100%25.ipynb',
    ],
    ['https://example.org/{stem}', '.hidden', 'https://example.org/.hidden'],
  ])('%s for %s', (executed, path, expected) => {
    expect(problemsOf(executed)).toEqual([]);
    expect(buildExecutedUrl({ executed }, { path })).toBe(expected);
  });

  test('of one notebook goes before that of its content', () => {
    const executed = 'https://example.org/elsewhere.html';

    expect(buildExecutedUrl({ executed: 'https://example.org/{path}' }, { path: 'a.ipynb', executed })).toBe(
      executed,
    );
    expect(buildExecutedUrl({}, { path: 'a.ipynb' })).toBeUndefined();
  });

  test('stays on its host and keeps every segment, whatever a file is called', () => {
    const segment = fc
      .string({ unit: 'grapheme', minLength: 1 })
      .filter((text) => !/[/\0]/.test(text) && text !== '.' && text !== '..');
    fc.assert(
      fc.property(fc.array(segment, { minLength: 1, maxLength: 4 }), (segments) => {
        const url = buildExecutedUrl(
          { executed: 'https://example.org/book/{path}' },
          { path: segments.join('/') },
        );
        const { origin, pathname } = new URL(url ?? '');
        expect(origin).toBe('https://example.org');
        expect(pathname.split('/').slice(2).map(decodeURIComponent)).toEqual(segments);
      }),
    );
  });

  test.each([
    ['https://example.org/{file}.html', 'bad-template', /\{path\}.*\{folder\}.*\{stem\}/],
    ['https://example.org/{stam}.html', 'bad-template', /\{stam\}/],
    ['https://example.org/{stem.html', 'bad-template', /brace/],
    ['https://example.org/book.html', 'bad-template', /one address for all notebooks/],
    ['https://{stem}.example.org/', 'bad-template', /host/],
    ['http://example.org/{stem}.html', 'url-not-https', /not encrypted/],
    ['https://me:secret@example.org/{stem}', 'url-credentials', /password/],
    ['javascript:alert("{stem}")', 'bad-url', /https/],
    ['example.org/{stem}', 'bad-url', /not an address/],
  ])('%s is refused with its place', (executed, code, message) => {
    const [problem, ...others] = problemsOf(executed);

    expect(others).toEqual([]);
    expect(problem).toMatchObject({ code: `manifest/${code}`, position: { line: 11, column: 15 } });
    expect(problem?.message).toMatch(message);
    expect(problem?.message).not.toContain('secret');
  });

  test('a slip is set right', () => {
    expect(problemsOf('https://example.org/{stam}')[0]?.hint).toBe('Did you mean "{stem}"?');
  });
});
