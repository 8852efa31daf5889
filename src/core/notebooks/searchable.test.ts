import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keepSearchable } from './safe-html.ts';
import { code, display, htmlOf, markdown } from './test-notebooks.ts';
import type { SafeHtml } from './types.ts';

const kept = (html: string): string => keepSearchable(html as SafeHtml);

test.each([
  ['nothing to leave out', '<h2 id="nb-a">A &lt;b&gt;</h2>', '<h2 id="nb-a">A &lt;b&gt;</h2>'],
  [
    'an element with others of its kind',
    '<p>a</p><div data-pagefind-ignore>b<div>c</div>d</div><p>e</p>',
    '<p>a</p><p>e</p>',
  ],
  [
    'elements without an end',
    '<div class="x" data-pagefind-ignore><img src="a"><br>b</div><p>c<br>d</p>',
    '<p>c<br>d</p>',
  ],
  ['a picture alone', 'a<img src="b" data-pagefind-ignore>c', 'ac'],
  ['one after the other', '<p data-pagefind-ignore>a</p><p data-pagefind-ignore>b</p>c', 'c'],
  [
    'colours of code',
    '<pre><code><span class="tok">a</span>.<span>b</span></code></pre><span>c</span>',
    '<pre><code>a.b</code></pre><span>c</span>',
  ],
  ['what has no end', '<p>a</p><div data-pagefind-ignore><p>b</p>', '<p>a</p>'],
])('of %s, the search reads what is left', (_, html, left) => {
  expect(kept(html)).toBe(left);
});

test('the words of a notebook are kept, but for outputs and mathematics', async () => {
  const read = kept(
    await htmlOf(
      markdown('# Tides\n\nThe moon pulls $\\alpha$ and **more**.'),
      code('water = "high"', [display({ 'text/html': '<div><p>flood</p></div>' })]),
      markdown('## Ebb'),
    ),
  );
  const words = read.replace(/<[^>]*>/g, ' ');
  for (const word of ['Tides', 'The moon pulls', 'more', 'water = ', 'high', 'Ebb'])
    expect(words).toContain(word);
  for (const word of ['flood', 'α']) expect(read).not.toContain(word);
  expect(read.match(/<section/g)?.length).toBe(read.match(/<\/section>/g)?.length);
});

test('whatever is nested in what is left out, all before and after it stays', () => {
  const element = fc.letrec<{ readonly node: string }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom('a', '&lt;', '<br>', '<img src="x">', '<span data-pagefind-ignore>z</span>'),
      fc
        .tuple(fc.constantFrom('div', 'p', 'pre', 'mi'), fc.array(tie('node')))
        .map(([tag, parts]) => `<${tag}>${parts.join('')}</${tag}>`),
    ),
  })).node;
  fc.assert(
    fc.property(fc.array(element), (inside) => {
      expect(kept(`<p>before</p><div data-pagefind-ignore>${inside.join('')}</div><p>after</p>`)).toBe(
        '<p>before</p><p>after</p>',
      );
    }),
  );
});
