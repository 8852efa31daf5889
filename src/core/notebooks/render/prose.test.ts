import { describe, expect, test } from 'vitest';
import { markdown, markdownHtml, PNG, rendered } from '../test-notebooks.ts';

describe('Markdown of notebooks', () => {
  test.each([
    ['a paragraph', 'one *two* **three**', '<p>one <em>two</em> <strong>three</strong></p>'],
    ['quotes stay straight', `"a" -- 'b'...`, `<p>"a" -- 'b'...</p>`],
    ['a table keeps its alignment as classes', '|a|b|\n|:-:|--:|\n|1|2|', '<th class="align-center">a</th>'],
    [
      'tables scroll and can be reached',
      '|a|\n|-|\n|1|',
      '<div class="scroll" role="group" aria-label="Table in cell 1" tabindex="0">',
    ],
    [
      'task lists without form elements',
      '- [x] done',
      '<span class="task" role="img" aria-label="Done:">☑</span>',
    ],
    [
      'alerts of Jupyter',
      '<div class="alert alert-block alert-info">x</div>',
      '<div class="alert alert-block alert-info">x</div>',
    ],
    [
      'alerts of GitHub',
      '> [!WARNING]\n> x',
      '<div class="admonition admonition-warning"><p class="admonition-title">Warning</p>',
    ],
    ['old alignment', '<p align="center">x</p>', '<p class="align-center">x</p>'],
    [
      'old elements',
      '<center><font color="red">x</font></center>',
      '<div class="align-center"><span class="ink-red">x</span></div>',
    ],
    [
      'colours as classes',
      '<span style="color:#00f; background:rgb(255, 240, 240)">x</span>',
      '<span class="ink-blue tint-red tint-1">x</span>',
    ],
    ['no colour where it is black on white', '<b style="color:#000;background:white">x</b>', '<b>x</b>'],
    [
      'code is coloured and labelled',
      '```python\nimport os\n```',
      '<pre class="code" role="group" aria-label="Python code" data-pagefind-weight="0.2"><code><span class="tok-keyword">import</span> os</code></pre>',
    ],
    ['code of an unknown language is plain', '```nolang\na < b\n```', '<code>a &lt; b</code>'],
    [
      'what comes after a recording that ends itself',
      '<video src="a.csv" />\n\nb',
      'Recording: lessons/a.csv</a></p>\n<p>b</p>',
    ],
    [
      'what comes after a frame without an end',
      '<iframe src="https://example.org/">\n\nc',
      'Embedded page: example.org</a>\n<p>c</p>',
    ],
    ['code about recordings as written', '    <video src="a" />', '<code>&lt;video src="a" /&gt;</code>'],
    [
      'a drawing as a picture',
      'a <svg width="20" height="10"><title>Dot</title><circle r="5"/></svg> b',
      '.svg" alt="Dot" width="20" height="10" loading="lazy" decoding="async"> b</p>',
    ],
    ['a store of icons is no picture', 'a<svg><defs><path d="M0"/></defs></svg>b', '<p>ab</p>'],
    [
      'formulas written as MathML',
      '<math><msup><mi>x</mi><mn>2</mn></msup></math>',
      '<msup><mi>x</mi><mn>2</mn></msup>',
    ],
    ['a title that is no title', 'a <title> b\n\nc', '<p>a &#x3C;title> b</p>\n<p>c</p>'],
    ['a textarea without an end', '<textarea>\n\nc', 'c</p>'],
    ['hidden parts stay hidden', '<p hidden>x</p>\n\ny', '<p>y</p>'],
    [
      'frames become links',
      '<iframe src="https://www.youtube.com/embed/x"></iframe>',
      '<a href="https://www.youtube.com/embed/x" class="embedded" rel="noopener">Embedded page: www.youtube.com</a>',
    ],
  ])('%s', async (_name, source, expected) => {
    expect(await markdownHtml(source)).toContain(expected);
  });
});

describe('headings', () => {
  test('one level down, with anchors that are unique over all cells', async () => {
    const { html, headings } = await rendered([
      markdown('# Tides\n\n## High & low'),
      markdown('## High & low\n\n###### Deep'),
    ]);

    expect(html).toContain('<h2 id="nb-tides" class="notebook-title">Tides</h2>');
    expect(html).not.toContain('<h1');
    expect(headings).toEqual([
      { level: 1, text: 'Tides', id: 'nb-tides' },
      { level: 2, text: 'High & low', id: 'nb-high--low' },
      { level: 2, text: 'High & low', id: 'nb-high--low-1' },
      { level: 6, text: 'Deep', id: 'nb-deep' },
    ]);
  });

  test('a title in bold that a notebook begins with', async () => {
    const { html, headings, summary } = await rendered([
      markdown(
        '![Logo](https://x.example/l.png)\n\n<center>\n\n**Tides of $x$**\n\n</center>\n\n**High water**',
      ),
      markdown('# Setup'),
    ]);

    expect(html).toContain('<h2 id="nb-tides-of-x" class="notebook-title">Tides of ');
    expect(html).toContain('<p><strong>High water</strong></p>');
    expect(headings.map(({ level, text }) => [level, text])).toEqual([
      [1, 'Tides of x'],
      [1, 'Setup'],
    ]);
    expect(headings[0]?.text).toBe(summary.title);
  });

  test('a line in bold after a sentence is no title', async () => {
    const { headings } = await rendered([
      markdown('The water rises in the harbour twice a day.\n\n**High water**'),
    ]);

    expect(headings).toEqual([]);
  });

  test('a heading without words is none', async () => {
    const { html, headings } = await rendered([markdown('# \n\n<h2></h2>')]);

    expect(headings).toEqual([]);
    expect(html).not.toMatch(/<h\d/);
  });

  test('words of pictures and formulas count', async () => {
    const { headings } = await rendered([markdown('# ![Logo](https://x.example/l.png) of $x^2$')]);

    expect(headings[0]?.text).toBe('Picture: Logo of x²');
  });
});

describe('links', () => {
  test.each([
    ['another notebook', '[x](two.ipynb)', 'href="/base/notebooks/lessons/two/"'],
    ['a notebook in another folder', '[x](../a%20b/two.ipynb)', 'href="/base/notebooks/a b/two/"'],
    [
      'a heading of another notebook',
      '[x](two.ipynb#My-Heading)',
      'href="/base/notebooks/lessons/two/#nb-my-heading"',
    ],
    [
      'a file at its host, with the host’s own anchor',
      '[x](data/t.csv#L5)',
      'href="https://git.example/lessons/data/t.csv#L5" rel="noopener"',
    ],
    ['a path from the root', '[x](/t.csv)', 'href="https://git.example/t.csv"'],
    ['a path of Windows', '[x](<data\\t.csv>)', 'href="https://git.example/lessons/data/t.csv"'],
    ['Jupyter’s anchors', '[x](#My-Heading)\n\n# My Heading', 'href="#nb-my-heading"'],
    ['a notebook without its extension', '[x](two)', '<a href="/base/notebooks/lessons/two/">x</a>'],
    ['the page that a book makes of it', '[x](two.html#A)', 'href="/base/notebooks/lessons/two/#nb-a"'],
    ['foreign pages', '[x](https://example.org/)', '<a href="https://example.org/" rel="noopener">x</a>'],
    ['addresses without a scheme', '[x](//example.org/a)', 'href="https://example.org/a"'],
    [
      'a bare address',
      'https://example.org/',
      '<a href="https://example.org/" rel="noopener" class="own-address">',
    ],
  ])('%s', async (_name, source, expected) => {
    expect(await markdownHtml(source)).toContain(expected);
  });

  test.each([
    ['out of the repository', '[x](../../two.ipynb)'],
    ['to nothing', '[x](missing.txt)'],
    ['to a name with dots', '[x](v1.two)'],
    ['to the folder itself', '[x](.)'],
    ['of another scheme', '[x](ftp://example.org)'],
  ])('a link %s keeps its words', async (_name, source) => {
    expect(await markdownHtml(source)).toBe('<p>x</p>');
  });

  test('an anchor by hand is found by links to it', async () => {
    const html = await markdownHtml('<a name="Here"></a> [x](#Here)');

    expect(html).toContain('<span id="nb-here"></span>');
    expect(html).toContain('href="#nb-here"');
  });

  test('footnotes of two cells stay apart', async () => {
    const cell = markdown('a[^1]\n\n[^1]: note');
    const { html } = await rendered([cell, cell]);
    const ids = [...html.matchAll(/ id="([^"]*)"/g)].map((match) => match[1]);

    expect(new Set(ids).size).toBe(4);
    for (const match of html.matchAll(/href="#([^"]*)"/g)) expect(ids).toContain(match[1]);
  });
});

describe('pictures', () => {
  test('of the repository', async () => {
    expect(await markdownHtml('![A ship](../images/ship.png)')).toContain(
      '<img src="/base/assets/ship.png" alt="A ship" loading="lazy" decoding="async">',
    );
  });

  test('a size that the author gives', async () => {
    expect(await markdownHtml('<img src="../images/ship.png" width="300px" height="50%">')).toContain(
      'alt="ship" width="300" loading',
    );
  });

  test('attached to the cell', async () => {
    const { html, assets } = await rendered([
      markdown('![Map](attachment:a%20b.png)', { attachments: { 'a b.png': { 'image/png': PNG } } }),
    ]);

    expect(assets).toHaveLength(1);
    expect(html).toContain(`<img src="/base/assets/${assets[0]?.name}" alt="Map" width="1" height="1"`);
  });

  test('in a data address', async () => {
    const { html, assets } = await rendered([markdown(`![Dot](data:image/png;base64,${PNG})`)]);

    expect(assets).toHaveLength(1);
    expect(html).not.toContain('data:');
  });

  test('from elsewhere are named and linked, never loaded', async () => {
    expect(await markdownHtml('![Map](https://example.org/map.png)')).toBe(
      '<p><a href="https://example.org/map.png" rel="noopener" class="remote-image">Picture: Map</a></p>',
    );
  });

  test('in a link from elsewhere leave the link alone', async () => {
    expect(await markdownHtml('[![Badge](https://example.org/b.svg)](https://example.org/)')).toBe(
      '<p><a href="https://example.org/" rel="noopener"><span class="remote-image">Badge</span></a></p>',
    );
  });

  test('that are not there are named, with a notice', async () => {
    const { html, notices } = await rendered([markdown('![Map](nowhere.png) ![](attachment:x.png)')]);

    expect(html).toContain('<span class="missing">Picture not shown: Map</span>');
    expect(notices).toEqual([
      '2 pictures are not in the repository, or not where the notebook expects them.',
    ]);
  });
});

describe('formulas', () => {
  test.each([
    [
      'inline',
      'a $x$ b',
      /a <math data-pagefind-ignore><mrow?><mi>x<\/mi>|a <math data-pagefind-ignore><mrow><mi>x/,
    ],
    ['inline with spaces', '$ x $', /<math data-pagefind-ignore>/],
    ['display', '$$x$$', /<math display="block" data-pagefind-ignore>/],
    ['display over lines', 'text\n$$\nx\n$$', /<math display="block"/],
    ['display that begins on the line of its dollars', '$$ x =\n y $$', /<math display="block"/],
    ['display in a list', '- a $$x$$', /<li>a <math display="block"/],
    ['display in a quote', '> $$\n> x\n> $$', /<blockquote>[\s\S]*<math display="block"/],
    ['an environment without dollars', '\\begin{align}\na_1 &= b_1 \\\\\nc &= d\n\\end{align}', /<mtable/],
    [
      'an environment in the middle of a line',
      'a \\begin{equation}x_1 * y_1 * z\\end{equation} b',
      /<p>a <math[\s\S]*<\/math> b<\/p>/,
    ],
    ['an old environment', '\\begin{eqnarray}a &=& b\\end{eqnarray}', /<mtable/],
    [
      'brackets of MathJax',
      '\\\\(x\\\\) and \\\\[y\\\\]',
      /<math data-pagefind-ignore>[\s\S]*and <math display="block"/,
    ],
    ['labels', '\\begin{equation}\\label{eq:a} x\\end{equation}', /<math display="block"/],
    ['\\mbox', '$x \\mbox{ if } y$', /<mtext>/],
    ['underscores and stars', '$a_1*b_1*c_1$', /<msub>/],
    ['a role of MyST', '{math}`x_1`', /<msub>/],
    ['a directive of MyST', '```{math}\nx_1\n```', /<math display="block"/],
    ['code between dollars, of GitHub', '$`x_1`$', /<msub><mi>x/],
    ['rows in a directive', '```{math}\n:label: a\na_1 &= b \\\\\nc &= d\n```', /<mtable[\s\S]*\(1\)/],
    ['a fence of GitHub', '```math\nx_1\n```', /<div class="math-block"><math display="block"/],
  ])('%s', async (_name, source, expected) => {
    const html = await markdownHtml(source);

    expect(html).toMatch(expected);
    expect(html).not.toContain('math-source');
    expect(html).not.toMatch(/ style|class="(?!math-block|equation-number|align-)|<annotation|<semantics/);
  });

  test.each([
    ['in code', '`$x$` and `` $$y$$ ``'],
    ['in a block', '```\n$$x$$\n\\begin{align}x\\end{align}\n```'],
    ['prices', 'from \\$5 to \\$10'],
  ])('dollars stay dollars %s', async (_name, source) => {
    expect(await markdownHtml(source)).not.toContain('<math');
  });

  test('code with dollars is shown as written', async () => {
    expect(await markdownHtml('`$$y$$` and [`\\begin{align}x\\end{align}`](two.ipynb "$$t$$")')).toMatch(
      /<code>\$\$y\$\$<\/code> and <a href="[^"]*" title="\$\$t\$\$"><code>\\begin\{align\}x\\end\{align\}<\/code>/,
    );
  });

  test('definitions hold in the cells after them, and may be repeated', async () => {
    const { html } = await rendered([
      markdown('$\\newcommand{\\half}{\\frac{1}{2}}$'),
      markdown('$\\newcommand{\\half}{\\frac{1}{2}}$ $\\DeclareMathOperator{\\sinc}{sinc}$'),
      markdown('$\\half \\sinc x$'),
    ]);

    expect(html).toContain('<mfrac>');
    expect(html).not.toContain('math-source');
  });

  test('definitions of one notebook are unknown in the next', async () => {
    await rendered([markdown('$\\def\\mine{x} \\mine$')]);
    const { html } = await rendered([markdown('$\\mine$')]);

    expect(html).toContain('<code class="math-source" data-pagefind-ignore>\\mine</code>');
  });

  test('what cannot be typeset is shown as its source', async () => {
    expect(await markdownHtml('$$\\frac{$$')).toContain('math-source-display');
  });
});

describe('directives of MyST', () => {
  test.each([
    [
      'a note',
      '```{note}\nSome **text**\n```',
      '<div class="admonition admonition-note"><p class="admonition-title">Note</p><p>Some <strong>text</strong></p></div>',
    ],
    [
      'a note on the line of its name',
      '```{tip} Short\n```',
      '<p class="admonition-title">Tip</p><p>Short</p>',
    ],
    [
      'an admonition with a title',
      ':::{admonition} My `title`\n:class: tip\ntext\n:::',
      '<p class="admonition-title">My <code>title</code></p><p>text</p>',
    ],
    [
      'colons within colons',
      '::::{note}\n:::{warning}\nx\n:::\ny\n::::',
      '<p class="admonition-title">Warning</p><p>x</p></div>',
    ],
    ['a dropdown', '```{dropdown} More\ntext\n```', '<details><summary>More</summary><p>text</p></details>'],
    [
      'a figure',
      '```{figure} ../images/a.png\n:alt: A\nCaption\n```',
      '<figure class="figure"><img src="/base/assets/a.png" alt="A" loading="lazy" decoding="async"><figcaption><p>Caption</p></figcaption></figure>',
    ],
    ['code', '```{code-block} bash\nls\n```', 'aria-label="Bash code"'],
    [
      'an admonition with the class of another',
      ':::{admonition} T\n:class: warning\ntext\n:::',
      '<div class="admonition admonition-warning"><p class="admonition-title">T</p><p>text</p>',
    ],
    [
      'a title on the line of the name',
      '```{warning} On a boat\nWaves are wet.\n```',
      '<p class="admonition-title">On a boat</p><p>Waves are wet.</p>',
    ],
    [
      'a sentence that begins there',
      '```{note} This goes on\nand on.\n```',
      '<p class="admonition-title">Note</p><p>This goes on\nand on.</p>',
    ],
    [
      'attributes of a note',
      ':::{tip icon=false} T\nX y.\n:::',
      '<p class="admonition-title">T</p><p>X y.</p>',
    ],
    ['a citation', 'as {cite}`knuth1984` says', 'as [knuth1984] says'],
    ['in a list', '- a\n\n  ```{note}\n  x\n  ```', '<p class="admonition-title">Note</p><p>x</p>'],
    ['next to a paragraph', 'before\n```{note}\nx\n```\nafter', '<p>before</p>'],
    ['an unknown one as its source', '```{mystery}\nx\n```', '<code>x</code>'],
    [
      'a callout of Quarto',
      '::: {.callout-tip title="T"}\nx\n:::',
      '<p class="admonition-title">T</p><p>x</p>',
    ],
    [
      'a callout with a heading for its title',
      '::: {.callout-tip}\n## T *u*\n\nx\n:::',
      '<p class="admonition-title">T <em>u</em></p><p>x</p>',
    ],
    [
      'a note that is closed at first',
      ':::{admonition} T\n:class: dropdown\nx\n:::',
      '<details class="admonition admonition-note"><summary class="admonition-title">T</summary><p>x</p></details>',
    ],
    [
      'a callout that is closed at first',
      '::: {.callout-tip collapse="true"}\n## T\nx\n:::',
      '<details class="admonition admonition-tip"><summary class="admonition-title">T</summary><p>x</p></details>',
    ],
    [
      'a table of lists',
      '```{list-table} T\n:header-rows: 1\n\n* - A\n  - B\n* - 1\n  - **2**\n```',
      '<thead><tr><th>A</th><th>B</th></tr>\n</thead><tbody><tr><td>1</td><td><strong>2</strong></td></tr>\n</tbody>',
    ],
    [
      'a card with a link',
      ':::{grid-item-card} T\n:link: https://example.org/\nx\n+++\ny\n:::',
      '<a href="https://example.org/" rel="noopener">T</a></p><p>x</p>\n<p>y</p>',
    ],
    ['the title of an aside', '```{margin} T\nx\n```', '<p class="admonition-title">T</p><p>x</p>'],
    [
      'a recording of a host',
      '```{youtube} abc\n```',
      '<a href="https://www.youtube.com/watch?v=abc" class="embedded"',
    ],
    [
      'a file that it would include',
      '```{literalinclude} ../t.csv\n```',
      '<a href="https://git.example/t.csv" rel="noopener"><code>../t.csv</code></a>',
    ],
    ['the width of a picture', '```{image} ../images/a.png\n:width: 200px\n```', 'alt="a" width="200"'],
    ['a reference', '{ref}`The tide <tide>`', '<p>The tide</p>'],
    ['a subscript', 'H{sub}`2`O', 'H<sub>2</sub>O'],
    ['colons that close nothing', 'one\n\n:::\n\ntwo\n\n::::', '<p>one</p>\n<p>two</p>'],
    ['a target', '(tide)=\n# Tide', '<span id="nb-tide"></span>'],
  ])('%s', async (_name, source, expected) => {
    expect(await markdownHtml(source)).toContain(expected);
  });

  test('endless nesting ends', async () => {
    const source = `${Array.from({ length: 40 }, (_, index) => `${':'.repeat(60 - index)}{note}`).join('\n')}\nx`;

    expect(await markdownHtml(source)).toContain('admonition');
  });
});
