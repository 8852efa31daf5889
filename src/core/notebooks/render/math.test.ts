import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { code, display, elementsOf, markdown, markdownHtml, rendered } from '../test-notebooks.ts';
import { protectMarkup, restoreSources } from './protect-markup.ts';

/** Formulas that JupyterLab takes out of a text (`removeMath` of packages/rendermime 4.6), in order. */
describe('formulas are found where JupyterLab finds them', () => {
  test.each([
    ['a line that looks like a heading', '$a\n= b$', ['a\n= b']],
    ['a line that looks like a list', 'We have $a\n- b$', ['a\n- b']],
    ['a line that looks like a quotation', 'if $x\n> 0$', ['x\n> 0']],
    ['in a quotation', '> $$a\n> b$$', ['a\nb']],
    ['in a cell of a table', '|a|\n|-|\n|$\\|v\\|$ and $P(a|b)$|', ['\\|v\\|', 'P(a|b)']],
    ['in a block of HTML', '<div>\n$x$\n</div>', ['x']],
    ['a price within', 'is $\\$100$ and $y$', ['\\$100', 'y']],
    ['dollars within braces', '$\\text{if $x>0$}$ and $y$', ['\\text{if $x>0$}', 'y']],
    ['a brace that never closes', '$a{b$ and', ['a{b']],
    ['an unclosed one', '$$ E = mc\n\nprose', []],
    ['beyond a blank line', '$a\n\nb$', []],
    ['an escaped dollar', '\\$5 and $x$', ['x']],
    ['in code', '`$x$` $y$ ``$z$``', ['y']],
    [
      'an environment in an environment',
      '\\begin{a}\\begin{b}\\end{b}\\end{a}',
      ['\\begin{a}\\begin{b}\\end{b}\\end{a}'],
    ],
    ['an environment of any name', '\\begin{Foo*}x\\end{Foo*}', ['\\begin{Foo*}x\\end{Foo*}']],
    ['nothing between dollars', 'a $$$$ b $x$', ['x']],
  ])('%s', (_name, source, expected) => {
    const formulas = protectMarkup(source).parts.flatMap((item) => (item.kind === 'math' ? [item.tex] : []));
    expect(formulas).toEqual(expected);
  });

  test('and no character is lost when they are put back', () => {
    const piece = fc.constantFrom(
      '$',
      '$$',
      '\\(',
      '\\\\(',
      '\\\\)',
      '\\begin{a}',
      '\\end{a}',
      '{',
      '}',
      '`',
      '\\$',
    );
    const word = fc.constantFrom(
      'x',
      ' ',
      '\n',
      '\n\n',
      '<b>',
      '|',
      '_',
      '> ',
      '# ',
      '\\ref{a}',
      '{math}`b`',
    );
    const text = fc.array(fc.oneof(piece, word), { maxLength: 40 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, (source) => {
        const { text, parts } = protectMarkup(source);
        expect(restoreSources(text, parts)).toBe(source);
      }),
    );
  });
});

describe('formulas that KaTeX refuses are typeset all the same', () => {
  test.each([
    ['chemistry', '$\\ce{2H2 + O2 -> 2H2O}$', ['⟶']],
    ['matrices of plain TeX', '$\\pmatrix{a & b \\cr c & d}$', ['<mtr>']],
    ['cancelled terms', '$\\cancelto{0}{x}$', ['<mi>x</mi>', '<mn>0</mn>']],
    ['scripts on both sides', '$\\sideset{_1^2}{_3^4}\\sum$', ['<mmultiscripts>']],
    ['boxes', '$\\bbox[yellow,5px]{x}$', ['<mi>x</mi>']],
    ['environments for displays within a line', '$\\begin{align*}a &= b\\end{align*}$', ['<mtable']],
    ['signs of TeX in words', '$\\text{# users}$', ['# users']],
    ['environments of the notebook', '$\\newenvironment{v}{(}{)}$ $\\begin{v}x\\end{v}$', ['<mi>x</mi>']],
    [
      'links',
      '$\\href{https://x.example/}{y} = 5$',
      ['<a href="https://x.example/" rel="noopener">', '<mn>5</mn>'],
    ],
  ])('%s', async (_name, source, expected) => {
    const html = await markdownHtml(source);

    for (const part of expected) expect(html).toContain(part);
    expect(html).not.toContain('math-source');
  });

  test('without anything that runs, styles or names', async () => {
    const html = await markdownHtml(
      '$\\href{javascript:alert(1)}{a} \\style{position:fixed}{b} \\class{c}{c} \\cssId{nb-d}{d} \\ce{<img src=x onerror=1>}$',
    );

    for (const { tagName, attributes } of elementsOf(html)) {
      expect(tagName).not.toBe('img');
      for (const name of attributes.keys()) expect(name).not.toMatch(/^(?:on|style|href|id|class)/);
    }
    for (const letter of 'abcd') expect(html).toContain(`<mi>${letter}</mi>`);
  });
});

describe('definitions', () => {
  test.each([
    [
      'of a name that is there already',
      '\\newcommand{\\argmax}{\\operatorname*{arg\\,max}}',
      '\\argmax',
      'arg',
    ],
    ['anew', '\\newcommand{\\v}{a}\\renewcommand{\\v}{b}', '\\v', '<mi>b</mi>'],
    ['of a name that was never defined', '\\renewcommand{\\v}{b}', '\\v', '<mi>b</mi>'],
    ['with a default', '\\newcommand{\\v}[2][a]{#1_#2}', '\\v{b} \\v[c]{d}', '<msub><mi>c</mi>'],
    ['of an operator', '\\DeclareMathOperator{\\foo}{foo}', '\\foo x', '>foo</mi>'],
    ['of an operator with limits', '\\DeclareMathOperator*{\\foo}{foo}', '\\foo_x', 'foo'],
    ['within braces', '{\\def\\v#1{\\mathbf{#1}}}', '\\v{x}', '𝐱'],
    ['for a formula of MathJax', '\\newcommand{\\water}{\\ce{H2O}}', '\\water', '<mn>2</mn>'],
  ])('%s', async (_name, definition, use, expected) => {
    const { html, notices } = await rendered([markdown(`$${definition}$`), markdown(`$${use}$`)]);

    expect(html).toContain(expected);
    expect(notices).toEqual([]);
  });

  test('in hidden blocks count', async () => {
    const hidden = '<div style="display: none">\n\n$\\gdef\\v#1{\\mathbf{#1}}$ ANSWER\n\n</div>';
    const { html } = await rendered([markdown(`${hidden}\n\n$\\v{x}$`)]);

    expect(html).toContain('𝐱');
    expect(html).not.toContain('ANSWER');
  });

  test('that call themselves end', async () => {
    const { html, notices } = await rendered([markdown('$\\def\\v{\\v\\v}\\v$ and $x$')]);

    expect(html).toContain('<mi>x</mi>');
    expect(notices).toEqual(['One formula could not be typeset and is shown as TeX.']);
  });

  test.each([
    ['a long body', `\\def\\v{${'x'.repeat(9_000)}}${'\\v '.repeat(900)}`],
    ['a long default', `\\newcommand{\\v}[1][a]{${'x'.repeat(9_000)}}${'\\v '.repeat(900)}`],
    ['a long argument', `\\def\\v#1{${'#1'.repeat(200)}}\\v{${'x'.repeat(9_000)}}`],
  ])('that come to millions of letters by %s are not typeset', async (_name, formula) => {
    const { html, notices } = await rendered([markdown(`$${formula}$ and $x$`)]);

    expect(html.length).toBeLessThan(100_000);
    expect(html).toContain('<mi>x</mi>');
    expect(notices).toEqual(['One formula could not be typeset and is shown as TeX.']);
  });

  test('that are used often in one formula are typeset', async () => {
    const formula = `\\newcommand{\\v}[1]{\\langle #1 \\rangle}${'\\v{a} + '.repeat(150)}x`;
    const { html, notices } = await rendered([markdown(`$${formula}$`)]);

    expect(html.split('⟨')).toHaveLength(151);
    expect(notices).toEqual([]);
  });
});

describe('numbers', () => {
  test('count through the notebook, as nbconvert counts', async () => {
    const { html } = await rendered([
      markdown('See \\eqref{b}.\n\n\\begin{equation}x\\label{a}\\end{equation}'),
      markdown('\\begin{align}y \\\\ z\\label{b}\\end{align}\n\n\\begin{align*}w\\end{align*}'),
      markdown('By $\\eqref{a}$ and $x \\ref{b}$ and \\eqref{nowhere}.'),
    ]);

    expect([...html.matchAll(/<mtext>(\(\d\))<\/mtext>/g)].map(([, number]) => number)).toEqual([
      '(1)',
      '(2)',
      '(3)',
    ]);
    expect(html).toContain('See <a href="#nb-eq-b">(3)</a>');
    expect(html).toContain('By <a href="#nb-eq-a">(1)</a>');
    expect(html).toContain('<mtext>3</mtext>');
    expect(html).toContain('\\eqref{nowhere}');
    expect(html).toContain('id="nb-eq-b"');
  });

  test('that the author gives', async () => {
    expect(await markdownHtml('$$a = 1 \\label{f} \\tag{7}$$ See \\ref{f}.')).toMatch(
      /id="nb-eq-f"><mtext>\(7\)<\/mtext>[\s\S]*See <a href="#nb-eq-f">7<\/a>\./,
    );
  });
});

describe('in outputs of HTML', () => {
  const output = async (html: string) => (await rendered([code('x', [display({ 'text/html': html })])])).html;

  test.each(['$x_1$', '$$x_1$$', '\\(x_1\\)', '\\[x_1\\]', '\\begin{align*}x_1\\end{align*}'])(
    '%s',
    async (formula) => {
      expect(await output(`<p>${formula}</p>`)).toContain('<msub>');
    },
  );

  test.each([
    ['in code', '<code>$x_1$</code>'],
    ['where the author wants none', '<p class="tex2jax_ignore">$x_1$</p>'],
    ['over elements', '<td>$5</td><td>$6</td>'],
    ['escaped', '<p>\\$x_1\\$</p>'],
  ])('not %s', async (_name, html) => {
    expect(await output(html)).not.toContain('<math');
  });
});

test('formulas that take MathJax too long are shown as TeX, and the rest is whole', async () => {
  const tagged = Array.from({ length: 3_000 }, (_, index) => `$x_{${index}}\\tag{${index}}$`);
  const { html, notices } = await rendered([markdown(tagged.join(' ')), markdown('end')]);

  expect(html.match(/<math/g)?.length).toBeGreaterThan(1_000);
  expect(html).toContain('<code class="math-source" data-pagefind-ignore>x_{2999}\\tag{2999}</code>');
  expect(html).toContain('<p>end</p>');
  expect(notices).toHaveLength(1);
}, 60_000);

test('ten thousand formulas, and one of a megabyte, leave the rest whole', async () => {
  const many = Array.from({ length: 10_000 }, (_, index) => `$x_{${index}}$`).join(' ');
  const { html, notices } = await rendered([
    markdown(many),
    markdown(`$$${'x+'.repeat(480_000)}y$$`),
    markdown('end'),
  ]);

  expect(html.match(/<math/g)).toHaveLength(10_000);
  expect(html).toContain('<p>end</p>');
  expect(notices).toEqual(['One formula could not be typeset and is shown as TeX.']);
}, 60_000);
