import { describe, expect, test } from 'vitest';
import { parsed } from '../test-notebooks.ts';

/** Cells as `type: source`, which is what these formats have to get right. */
function outline(text: string, path: string): readonly string[] {
  return parsed(text, path).cells.map((cell) => `${cell.type}: ${cell.source}`);
}

describe('percent scripts', () => {
  const script = [
    '# ---',
    '# jupyter:',
    '#   jupytext:',
    '#     text_representation:',
    '#       format_name: percent',
    '#   kernelspec:',
    '#     display_name: Python 3',
    '#     language: python',
    '#     name: python3',
    '# ---',
    '',
    '# %% [markdown]',
    '# # Title',
    '#',
    '# Some text',
    '',
    '# %% tags=["hide-input"]',
    'x = 1',
    '',
    '# a comment',
    '# %% [markdown]',
    '"""',
    'In quotes',
    '"""',
    '# %% [raw]',
    '# raw',
    '#%%',
    'y',
  ].join('\n');

  test('cells, with prose out of its comments', () => {
    expect(outline(script, 'a.py')).toEqual([
      'markdown: # Title\n\nSome text',
      'code: x = 1\n\n# a comment',
      'markdown: In quotes',
      'raw: raw',
      'code: y',
    ]);
  });

  test('kernel and tags', () => {
    const notebook = parsed(script, 'a.py');

    expect(notebook).toMatchObject({
      format: 'percent',
      language: 'python',
      kernel: { displayName: 'Python 3' },
    });
    expect(notebook.cells[1]).toMatchObject({ tags: ['hide-input'], isSourceHidden: true });
  });

  test.each([
    ['a.jl', '# %%\nx', 'julia'],
    ['a.R', '# %%\nx', 'r'],
    ['a.ts', '// %%\nx', 'typescript'],
    ['a.m', '% %%\nx', 'matlab'],
  ])('%s', (path, text, language) => {
    expect(parsed(text, path)).toMatchObject({ language, cells: [{ type: 'code', source: 'x' }] });
  });

  test('a magic at the start of a comment is no cell', () => {
    expect(outline('# %%\n# %%time\nx', 'a.py')).toEqual(['code: # %%time\nx']);
  });
});

test('light scripts: paragraphs of comments are prose, the rest is code', () => {
  const text =
    '# ---\n# jupyter:\n#   jupytext:\n#     text_representation:\n#       format_name: light\n# ---\n\n# # Title\n\nx = 1\n\ndef f():\n    a\n\n    b\n\n# +\ny\n\nz\n# -\n';

  expect(outline(text, 'a.py')).toEqual([
    'markdown: # Title',
    'code: x = 1',
    'code: def f():\n    a\n\n    b',
    'code: y\n\nz',
  ]);
});

describe('MyST Markdown', () => {
  const text = [
    '---',
    'kernelspec:',
    '  name: ir',
    '  display_name: R',
    '---',
    '# Title',
    '',
    '```{note}',
    'stays prose',
    '```',
    '',
    '```{code-cell} r',
    ':tags: [hide-input, x]',
    '',
    'x <- 1',
    '```',
    'after',
    '',
    '+++ {"tags": ["y"]}',
    '',
    'next cell',
    '',
    '```{code-cell}',
    '---',
    'tags: [remove-cell]',
    '---',
    'y',
    '```',
    '```{raw-cell}',
    'raw',
    '```',
  ].join('\n');

  test('cells and options', () => {
    const notebook = parsed(text, 'a.md');

    expect(outline(text, 'a.md')).toEqual([
      'markdown: # Title\n\n```{note}\nstays prose\n```',
      'code: x <- 1',
      'markdown: after',
      'markdown: next cell',
      'code: y',
      'raw: raw',
    ]);
    expect(notebook).toMatchObject({ format: 'myst', language: 'r', kernel: { name: 'ir' } });
    expect(notebook.cells[1]).toMatchObject({ isSourceHidden: true });
    expect(notebook.cells[4]).toMatchObject({ tags: ['remove-cell'] });
  });

  test('an unclosed code cell ends with the file', () => {
    expect(outline('```{code-cell} python\nx', 'a.md')).toEqual(['code: x']);
  });
});

test('jupytext Markdown: fences of the kernel’s language are code, others are prose', () => {
  const text =
    '---\njupyter:\n  jupytext:\n    text_representation:\n      format_name: markdown\n  kernelspec:\n    language: python\n    name: python3\n---\n# Title\n\n```python tags=["hide-input"]\nx\n```\n\n```bash\nls\n```\n';

  expect(outline(text, 'a.md')).toEqual(['markdown: # Title', 'code: x', 'markdown: ```bash\nls\n```']);
});

describe('chunks', () => {
  test('R Markdown', () => {
    const text =
      '---\ntitle: Tides\n---\nProse\n\n```{r setup, echo=FALSE}\nx <- 1\n```\n\n```{python}\ny\n```\n\n```r\nnot run\n```';
    const notebook = parsed(text, 'a.Rmd');

    expect(notebook).toMatchObject({ format: 'rmarkdown', language: 'r', metadata: { title: 'Tides' } });
    expect(notebook.cells).toMatchObject([
      { type: 'markdown', source: 'Prose' },
      { type: 'code', source: 'x <- 1', isSourceHidden: true, language: 'r' },
      { type: 'code', source: 'y', language: 'python' },
      { type: 'markdown' },
    ]);
  });

  test('Quarto', () => {
    const text =
      '---\ntitle: Tides\njupyter: julia-1.10\n---\n```{julia}\n#| echo: false\n#| label: fig\nx\n```\n';

    expect(parsed(text, 'a.qmd')).toMatchObject({
      format: 'quarto',
      language: 'julia',
      cells: [{ source: 'x', isSourceHidden: true }],
    });
  });
});
