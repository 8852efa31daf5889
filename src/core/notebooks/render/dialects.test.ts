import { describe, expect, test } from 'vitest';
import { renderedFile } from '../test-notebooks.ts';

describe('comments of MyST', () => {
  const myst = (body: string) =>
    renderedFile(
      `---\njupytext:\n  text_representation:\n    format_name: myst\nkernelspec:\n  name: python3\n---\n\n${body}\n\n\`\`\`{code-cell}\n%matplotlib inline\n\`\`\`\n`,
      'a.md',
    );

  test('are not on the page, and end a paragraph', async () => {
    const { html } = await myst('one\n% SECRET\ntwo\n\n   %SECRET 2\n\n5 % of it');

    expect(html).toContain('<p>one</p>\n<p>two</p>\n<p>5 % of it</p>');
    expect(html).not.toContain('SECRET');
  });

  test('are none in code and formulas', async () => {
    const { html } = await myst('```matlab\n% kept\n```\n\n$$\nx % in TeX\n% too\n+ y\n$$');

    expect(html).toContain('kept');
    expect(html).toContain('matplotlib');
    expect(html).toMatch(/<mi>x<\/mi><mo>\+<\/mo><mi>y<\/mi>/);
  });

  test('nor in what Jupyter itself writes', async () => {
    const cell = { cell_type: 'markdown', metadata: {}, source: '% kept' };
    const { html } = await renderedFile(
      { nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [cell] },
      'a.ipynb',
    );

    expect(html).toContain('<p>% kept</p>');
  });
});

describe('attributes of Quarto', () => {
  const quarto = (body: string) => renderedFile(`---\ntitle: T\n---\n\n${body}\n`, 'a.qmd');

  test('give a picture its size and its name', async () => {
    const { html } = await quarto(
      '![cap](/images/a.png){#fig-b width=50px fig-align="left"} after [x](#fig-b)',
    );

    expect(html).toMatch(/<img src="[^"]*" alt="cap" width="50"[^>]*> after/);
    expect(html).toContain('id="nb-fig-b"');
    expect(html).not.toContain('fig-align');
  });

  test('are text where nothing is before them', async () => {
    expect((await quarto('a {#b} c')).html).toContain('a {#b} c');
  });
});
