import { describe, expect, test } from 'vitest';
import { LIMITS } from '../limits.ts';
import { code, display, htmlOf, inner, markdown, rendered } from '../test-notebooks.ts';

const text = (value: string) => [{ output_type: 'stream', name: 'stdout', text: value }];
const tagged = (...tags: readonly string[]) => ({ metadata: { tags } });

describe('what authors hide', () => {
  test('a removed cell is not there', async () => {
    expect(
      await htmlOf(
        code('secret', text('out'), tagged('remove-cell')),
        markdown('gone', tagged('remove-cell')),
      ),
    ).toBe('');
  });

  test.each([
    ['remove-input', 'output', 'source'],
    ['remove-output', 'source', 'output'],
    ['remove-stdout', 'source', 'output'],
  ])('%s leaves the %s', async (tag, kept, gone) => {
    const html = await htmlOf(code('source', text('output'), tagged(tag)));

    expect(html).toContain(kept);
    expect(html).not.toContain(`>${gone}<`);
  });

  test.each([
    ['a tag of nbconvert', code('secret', text('secret'), tagged('remove_cell'))],
    ['a key of nbsphinx', code('secret', text('secret'), { metadata: { nbsphinx: 'hidden' } })],
    ['an option of Quarto', code('#| include: false\nsecret', text('secret'))],
    ['a comment of another language', code('//| include: false\nsecret', text('secret'))],
    ['a directive of nbdev', code('#| hide\nsecret', text('secret'))],
  ])('%s removes a cell', async (_name, cell) => {
    expect(await htmlOf(cell)).not.toContain('secret');
  });

  test.each([
    ['input', '#| echo: false\nsource', 'output', 'source'],
    ['output', '#| output: false\nsource', 'source', 'output'],
    ['output of nbdev', '#| hide_output\nsource', 'source', 'output'],
  ])('an option within the code removes %s', async (_name, source, kept, gone) => {
    const html = await htmlOf(code(source, text('output')));

    expect(html).toContain(kept);
    expect(html).not.toMatch(new RegExp(`\\b${gone}<`));
  });

  test('options of the front matter hold for code that says nothing else', async () => {
    const html = await htmlOf(
      { cell_type: 'raw', metadata: {}, source: '---\nexecute:\n  echo: false\n---' },
      code('hidden', text('one')),
      code('#| echo: true\nshown', text('two')),
    );

    expect(html).not.toContain('>hidden<');
    expect(html).toContain('shown');
  });

  test('a footnote of a removed cell is not shown elsewhere', async () => {
    const html = await htmlOf(markdown('a[^1]'), markdown('[^1]: secret', tagged('remove-cell')));

    expect(html).not.toContain('secret');
  });

  test.each([
    ['hide-input', 'Show code'],
    ['hide-output', 'Show output'],
    ['hide-cell', 'Show code and output'],
  ])('%s folds', async (tag, summary) => {
    const html = await htmlOf(code('source', text('output'), tagged(tag)));

    expect(html).toContain(`<details class="cell-fold"><summary>${summary}</summary>`);
    expect(html).toContain('source');
    expect(html).toContain('output');
  });
});

describe('cells', () => {
  test('are numbered as in the notebook, empty ones empty', async () => {
    const html = await htmlOf(
      markdown('a'),
      code('', []),
      markdown(' \n'),
      code('x', [], tagged('remove-cell')),
      code('b'),
    );

    expect(
      [...html.matchAll(/<section class="cell cell-(\w+)" data-cell="(\d)">(<\/section>)?/g)].map((match) => [
        match[1],
        match[2],
        match[3] !== undefined,
      ]),
    ).toEqual([
      ['markdown', '1', false],
      ['code', '2', true],
      ['markdown', '3', true],
      ['code', '5', false],
    ]);
  });

  test('outputs without source are shown', async () => {
    expect(await htmlOf(code('', text('output')))).toContain('output');
  });

  test('code, numbers of runs and outputs are left out of the search', async () => {
    const html = await htmlOf(code('source', text('output')));

    expect(html).toContain('<div class="cell-prompt" aria-hidden="true" data-pagefind-ignore>1</div>');
    expect(html).toMatch(/<pre class="code" [^>]*data-pagefind-weight="0.2">/);
    expect(html).toContain('<div class="cell-outputs" data-pagefind-ignore>');
  });

  test('only code with long lines takes a stop of the keyboard', async () => {
    expect(await htmlOf(code('short'))).not.toContain('tabindex');
    expect(await htmlOf(code('long '.repeat(30)))).toContain('tabindex="0"');
  });

  test.each([
    ['%%bash\nfor x in a; do echo; done', 'Bash code, cell 1', '<span class="tok-keyword">for'],
    ['%%html\n<b>x</b>', 'HTML code, cell 1', 'tok-'],
    ['%%R -i x\nlibrary(x)', 'R code, cell 1', 'tok-'],
    ['%%writefile a.json\n{"a": 1}', 'JSON code, cell 1', 'tok-'],
    ['%%script perl\nmy $x = 1;', 'Perl code, cell 1', 'tok-'],
    ['%%time\nimport os', 'Python code, cell 1', '<span class="tok-keyword">import'],
    ['%%mine\nimport os', 'Python code, cell 1', '<span class="tok-keyword">import'],
  ])('the magic of %j', async (source, label, colour) => {
    const html = await htmlOf(code(source));

    expect(html).toContain(`aria-label="${label}"`);
    expect(html).toContain('<span class="tok-magic">%%');
    expect(html).toContain(colour);
  });

  test('a blank line after a magic stays', async () => {
    expect(await htmlOf(code('\n%%bash\n\nls\n\n'))).toMatch(/%%bash<\/span>\n\n.*ls.*<\/code>/);
    expect(await htmlOf(code('\n  \nls'))).toContain('<code>ls');
  });

  test('what follows a docstring is code again', async () => {
    expect(await htmlOf(code('def f():\n    """doc"""\n    return 1'))).toContain(
      '<span class="tok-keyword">return',
    );
  });

  test.each([
    ['as text', {}, 'a *b*', '<pre class="plain" data-pagefind-ignore>a *b*</pre>'],
    ['as Markdown', { raw_mimetype: 'text/markdown' }, 'a *b*', '<em>b</em>'],
    ['as HTML', { format: 'text/html' }, '<i>b</i>', '<i>b</i>'],
  ])('raw cells %s', async (_name, metadata, source, expected) => {
    expect(await htmlOf({ cell_type: 'raw', metadata, source })).toContain(expected);
  });

  test('raw cells for other exports are for nobody here', async () => {
    const html = await htmlOf({ cell_type: 'raw', metadata: { format: 'text/latex' }, source: '\\x' });

    expect(inner(html)).toBe('');
  });
});

const group = (count: number) => count.toLocaleString('en');

describe('bounds', () => {
  test('a notebook of 20,000 cells is cut with a notice', async () => {
    const { html, notices } = await rendered(Array.from({ length: 20_000 }, () => markdown('x')));

    expect(html.match(/<section/g)).toHaveLength(LIMITS.cells);
    expect(notices).toEqual([
      `This is a very long notebook: its last ${group(20_000 - LIMITS.cells)} cells are not shown here.`,
    ]);
  });

  test('an output of 5 MB is cut with a notice', async () => {
    const { html, notices } = await rendered([code('x', text('0123456789'.repeat(500_000)))]);

    expect(html.length).toBeLessThan(LIMITS.textChars + 2_000);
    expect(notices).toHaveLength(1);
  });

  test.each([
    ['elements', '<div>'.repeat(50_000)],
    ['elements with stray ends', '<div></span>'.repeat(20_000)],
    ['quotes', '>'.repeat(50_000)],
    ['lists on one line', '- '.repeat(50_000)],
    ['lists over lines', Array.from({ length: 1_500 }, (_, index) => `${'  '.repeat(index)}- x`).join('\n')],
    ['emphasis', '*a **b '.repeat(20_000)],
    ['brackets', '['.repeat(100_000)],
    ['pictures', '!['.repeat(50_000)],
    ['dollars', '$a '.repeat(10_000)],
    ['double dollars', '$$a\n\n'.repeat(50_000)],
    ['open environments', '\\begin{align}'.repeat(20_000)],
    ['open brackets of MathJax', '\\\\['.repeat(50_000)],
    ['backticks', '`a``'.repeat(10_000)],
    ['open fences', '```{note}\n'.repeat(20_000)],
    ['open colons', ':::{note}\n'.repeat(20_000)],
    ['comments', '<!--'.repeat(50_000)],
    ['footnotes', `${'[^1]'.repeat(2_500)}\n\n[^1]: x`],
    ['macros', '$\\def\\a{\\a\\a}\\a$ '.repeat(50)],
    ['groups of a formula', `$${'{'.repeat(4_000)}${'}'.repeat(4_000)}$`],
    ['fractions', `$$${'\\frac{'.repeat(3_000)}x${'}{y}'.repeat(3_000)}$$`],
  ])('deep or endless %s end, and the next cell is there', async (_name, source) => {
    const { html } = await rendered([
      markdown(source),
      code('x', [display({ 'text/html': source, 'text/plain': 'x' }), display({ 'text/markdown': source })]),
      markdown('the last cell'),
    ]);

    expect(html).toContain('<p>the last cell</p>');
  });

  test('130,000 headings are on the page, and the first of them in the list of contents', async () => {
    const cells = Array.from({ length: 26 }, () => markdown('# a\n'.repeat(5_000)));
    const { html, headings, notices } = await rendered([...cells, markdown('the last cell')]);

    expect(html.match(/<h2/g)).toHaveLength(130_000);
    expect(html).toContain('<p>the last cell</p>');
    expect(headings).toHaveLength(LIMITS.headings);
    expect(notices).toEqual([
      `${group(130_000 - LIMITS.headings)} headings are not in the list of contents.`,
    ]);
  }, 120_000);

  test('an oversized cell is shown from its beginning', async () => {
    const { html, notices } = await rendered([
      markdown(`start ${'x'.repeat(LIMITS.cellChars)}`),
      markdown('next'),
    ]);

    expect(html).toContain('start xxx');
    expect(html.length).toBeLessThan(30_000);
    expect(notices).toEqual(['One cell is very long, so only the beginning is shown.']);
  });

  test('the same notebook gives the same bytes', async () => {
    const cells = [markdown('# A\n\n$x$ [^1]\n\n[^1]: n'), code('import os', text('x')), markdown('# A')];

    expect(await rendered(cells)).toEqual(await rendered(cells));
  });
});
