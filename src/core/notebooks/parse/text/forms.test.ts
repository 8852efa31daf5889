import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseNotebook } from '../../parse.ts';
import { bytesOf, parsed } from '../../test-notebooks.ts';

/** Cells as `type: source`, and tags in brackets: what these forms have to get right. */
function outline(text: string, path: string): readonly string[] {
  return parsed(text, path).cells.map(
    (cell) => `${cell.type}: ${cell.source}${cell.tags.length === 0 ? '' : ` [${cell.tags.join(' ')}]`}`,
  );
}

/** Front matter of a script, as jupytext writes it. */
function header(form: string, comment = '#', more: readonly string[] = []): string {
  const yaml = [
    '---',
    'jupyter:',
    '  jupytext:',
    ...more,
    '    text_representation:',
    `      format_name: ${form}`,
  ];
  return [...yaml, '---', '']
    .map((line) => `${comment} ${line}`.trim())
    .join('\n')
    .concat('\n');
}

/** Front matter of Markdown. */
function front(form: string, language?: string): string {
  const kernel =
    language === undefined ? '' : `  kernelspec:\n    name: ${language}1\n    language: ${language}\n`;
  return `---\njupyter:\n  jupytext:\n    text_representation:\n      format_name: ${form}\n${kernel}---\n\n`;
}

describe('percent scripts', () => {
  test.each<[what: string, text: string, cells: readonly string[]]>([
    [
      'prose in comments',
      '# %% [markdown]\n# # Title\n#\n# Text\n\n# %%\nx',
      ['markdown: # Title\n\nText', 'code: x'],
    ],
    ['prose in a string', '# %% [md]\n"""\nIn quotes\n"""\n# %%\n', ['markdown: In quotes', 'code: ']],
    ['prose in a raw string', "# %% [markdown]\nr'''a\\b'''", ['markdown: a\\b']],
    ['raw cells', '# %% [raw]\n# raw', ['raw: raw']],
    ['code before the first marker', 'import x\n\n# %%\ny', ['code: import x', 'code: y']],
    ['tags', '# %% A title tags=["remove-cell", "x"]\ny', ['code: y [remove-cell x]']],
    ['tags as JSON', '# %% {"tags": ["a"]}\ny', ['code: y [a]']],
    ['two blank lines at the end of a cell', '# %%\nx\n\n\n# %%\ny\n', ['code: x', 'code: y']],
    ['blank lines within', '# %%\nx\n\n\ny', ['code: x\n\n\ny']],
    ['markers of other tools', '#%%\nx\n# In[3]:\ny\n# <codecell>\nz', ['code: x', 'code: y', 'code: z']],
    ['magics out of their comments', '# %%\n# %time f()\n# !ls\n# x?', ['code: %time f()\n!ls\nx?']],
    ['a cell magic is no marker', '# %%\n# %%time\nx', ['code: %%time\nx']],
    ['a magic that goes on', '# %%\n# !ls \\\n#   -l\n# a comment', ['code: !ls \\\n  -l\n# a comment']],
    ['assigned magics', '# %%\n# x = !ls\n# y = %time 1', ['code: x = !ls\ny = %time 1']],
    ['a word is no command', '# %%\n# ls = 1\n# lsx', ['code: # ls = 1\n# lsx']],
    ['a language of its own', '# %% language="bash"\n# ls -l', ['code: %%bash\nls -l']],
    ['with words', '# %% language="R" magic_args="-i x"\n# x', ['code: %%R -i x\nx']],
    ['a marker in a string', '# %%\ns = """\n# %% no\n"""', ['code: s = """\n# %% no\n"""']],
    ['a cell for the script alone', '# %% active="py"\nx = 1', ['raw: x = 1']],
    ['a cell for the notebook alone', '# %% tags=["active-ipynb"]\n# x', ['code: x [active-ipynb]']],
  ])('%s', (_, text, cells) => {
    expect(outline(text, 'a.py')).toEqual(cells);
  });

  test.each([
    ['a.jl', '# %%\nx', 'julia'],
    ['a.R', '# %%\nx', 'r'],
    ['a.ts', '// %%\nx', 'typescript'],
    ['a.m', '% %%\nx', 'matlab'],
    ['a.ps1', '# %%\nx', 'powershell'],
    ['a.do', '// %%\nx', 'stata'],
    ['a.mac', '/* %% */\nx', 'maxima'],
    ['a.pro', '; %%\nx', 'idl'],
  ])('%s', (path, text, language) => {
    expect(parsed(text, path)).toMatchObject({ language, cells: [{ type: 'code', source: 'x' }] });
  });

  test('languages that have block comments only', () => {
    const text = '(* %% [markdown] *)\n(* # Title *)\n(* *)\n(* Text *)\n\n(* %% tags=["a"] *)\nlet x = 1';

    expect(outline(text, 'a.ml')).toEqual(['markdown: # Title\n\nText', 'code: let x = 1 [a]']);
  });

  test('kernel, tags and what hides code', () => {
    const text =
      '# -*- coding: utf-8 -*-\n# ---\n# title: Tides\n# jupyter:\n#   kernelspec:\n#     display_name: Python 3\n#     name: python3\n# ---\n\n# %% tags=["hide-input"]\nx';

    expect(parsed(text, 'a.py')).toMatchObject({
      format: 'percent',
      kernel: { name: 'python3', displayName: 'Python 3' },
      metadata: { title: 'Tides' },
      cells: [{ source: 'x', isSourceHidden: true }],
    });
  });

  test.each([
    ['declared', `${header('hydrogen')}# %%\n%time x\n# %time y`],
    ['by a magic that is no comment', '# %%\n%time x\n# %time y'],
  ])('Hydrogen scripts comment no magics: %s', (_, text) => {
    expect(parsed(text, 'a.py').format).toBe('hydrogen');
    expect(outline(text, 'a.py')).toEqual(['code: %time x\n# %time y']);
  });
});

describe('light scripts', () => {
  test.each<[what: string, text: string, cells: readonly string[]]>([
    [
      'paragraphs of comments are prose, others are code',
      '# # Title\n\nx = 1\n\ndef f():\n    a\n\n    b\n\n# +\ny\n\nz\n# -\n\n# End',
      ['markdown: # Title', 'code: x = 1', 'code: def f():\n    a\n\n    b', 'code: y\n\nz', 'markdown: End'],
    ],
    ['options', '# + tags=["remove-cell"]\ns = 42\n# -\n', ['code: s = 42 [remove-cell]']],
    ['prose of two paragraphs', '# + [markdown] a=1\n# A\n#\n# B\n# -\n\nx', ['markdown: A\n\nB', 'code: x']],
    ['raw cells', '# + [raw]\n# r\n# -', ['raw: r']],
    [
      'magics are code',
      '# T\n\n# %matplotlib inline\n\n# !ls',
      ['markdown: T', 'code: %matplotlib inline', 'code: !ls'],
    ],
    ['an escaped marker', '# +\nx\n\n# # + y\n# -', ['code: x\n\n# + y']],
    ['an end of its own', '# + endofcell="--"\nx\n# -\ny\n# --\n\nz', ['code: x\n# -\ny', 'code: z']],
    ['a marker in a string', 's = """\n\n# + no\n"""\n\nx', ['code: s = """\n\n# + no\n"""', 'code: x']],
  ])('%s', (_, text, cells) => {
    expect(outline(header('light') + text, 'a.py')).toEqual(cells);
  });

  test("an editor's marks, which count only with their end", () => {
    const markers = ['    cell_markers: region,endregion'];
    const text = '# region One\nx\n\ny\n# endregion\n\n# region\nz\n\n# + no';

    expect(outline(header('light', '#', markers) + text, 'a.py')).toEqual([
      'code: x\n\ny',
      'code: z\n\n# + no',
    ]);
  });

  test('without markers', () => {
    expect(outline(`${header('nomarker')}# # Title\n\nx = 1`, 'a.py')).toEqual([
      'markdown: # Title',
      'code: x = 1',
    ]);
  });
});

test('spin: prose behind #’, chunks behind #+', () => {
  const text = "#' # Title\n#' prose\n\n#+ setup, echo=FALSE\nx <- 1\n\ny <- 2\n\n#+ include=FALSE\nz";

  expect(outline(header('spin') + text, 'a.R')).toEqual([
    'markdown: # Title\nprose',
    'code: x <- 1 [remove_input]',
    'code: y <- 2',
    'code: z [remove_cell]',
  ]);
  expect(outline(text, 'a.R')).toHaveLength(4);
});

test('Sphinx-Gallery: prose in strings and below rules', () => {
  const rule = '#'.repeat(79);
  const text = `"""\nTitle\n=====\n"""\nimport x\n\n${rule}\n# A *step*\n# and more\n\n# a comment\ny = 1\n""\nz\n${rule}\n# End`;

  expect(outline(text, 'a.py')).toEqual([
    'code: %matplotlib inline',
    'markdown: Title\n=====',
    'code: import x',
    'markdown: A *step*\nand more',
    'code: # a comment\ny = 1',
    'code: z',
    'markdown: End',
  ]);
});

describe('MyST Markdown', () => {
  const text = [
    '---\nkernelspec:\n  name: ir\n  display_name: R\n---',
    '# Title\n\n```{note}\nstays prose\n```\n',
    '```{code-cell} r\n:tags: [hide-input, x]\n\nx <- 1\n```',
    'after\n\n+++ {"tags": ["remove-cell"]}\n\nnext cell\n',
    '```{code-cell}\n---\ntags: [y]\n---\ny\n```',
    '```{raw-cell}\nraw\n```',
    '- a list\n\n  ```{code-cell}\n  stays in the list\n  ```',
  ].join('\n');

  test('cells and options', () => {
    expect(outline(text, 'a.md')).toEqual([
      'markdown: # Title\n\n```{note}\nstays prose\n```',
      'code: x <- 1 [hide-input x]',
      'markdown: after',
      'markdown: next cell [remove-cell]',
      'code: y [y]',
      'raw: raw',
      'markdown: - a list\n\n  ```{code-cell}\n  stays in the list\n  ```',
    ]);
    expect(parsed(text, 'a.md')).toMatchObject({ format: 'myst', language: 'r', kernel: { name: 'ir' } });
  });

  test('an unclosed code cell ends with the file', () => {
    expect(outline('```{code-cell} python\nx', 'a.md')).toEqual(['code: x']);
  });
});

describe('jupytext Markdown', () => {
  test.each<[what: string, text: string, cells: readonly string[]]>([
    ['code by its language', '# T\n\n```python tags=["x"]\ny\n```', ['markdown: # T', 'code: y [x]']],
    [
      'code in another language',
      '```bash\nls\n```\n\n```r\nz\n```',
      ['code: %%bash\nls', 'markdown: ```r\nz\n```'],
    ],
    ['code that is only shown', '```python .noeval\ny\n```', ['markdown: ```python .noeval\ny\n```']],
    ['code without a language', '```\ny\n\n\nz\n```', ['markdown: ```\ny\n\n\nz\n```']],
    ['longer fences', '````python\n```\n````', ['code: ```']],
    ['two blank lines part prose', 'a\n\nb\n\n\nc', ['markdown: a\n\nb', 'markdown: c']],
    [
      'regions hold prose together',
      '<!-- #region tags=["t"] -->\na\n\n\n```python\nno cell\n```\n<!-- #endregion -->\n\nb',
      ['markdown: a\n\n\n```python\nno cell\n``` [t]', 'markdown: b'],
    ],
    ['raw regions', '<!-- #raw -->\nr\n<!-- #endraw -->', ['raw: r']],
  ])('%s', (_, text, cells) => {
    expect(outline(front('markdown', 'python') + text, 'a.md')).toEqual(cells);
  });

  test('a header with a kernel alone will do; ordinary Markdown is no notebook', () => {
    const text =
      '---\njupyter:\n  kernelspec:\n    name: python3\n    language: python\n---\n\n```python\nx\n```';

    expect(parsed(text, 'a.md')).toMatchObject({ format: 'markdown', cells: [{ type: 'code' }] });
    expect(parseNotebook(bytesOf('---\ntitle: x\n---\n\n```python\nx\n```'), 'a.md').ok).toBe(false);
  });
});

describe('R Markdown', () => {
  test.each<[what: string, text: string, cells: readonly string[]]>([
    ['tags', '```{python tags=c("remove-cell")}\nx\n```', ['code: x [remove-cell]']],
    ['braces in options', "```{python slideshow={'slide_type': 'slide'}}\nx\n```", ['code: x']],
    ['what knitr leaves out', '```{python echo=FALSE, tags=c("a")}\nx\n```', ['code: x [remove_input a]']],
    ['and all of it', '```{python, include = F}\nx\n```', ['code: x [remove_cell]']],
    ['magics', '```{python}\n# %time x\n```', ['code: %time x']],
    ['another language', '```{r a, fig.width=3}\nx\n```\n\n```{python}\ny\n```', ['code: %%R\nx', 'code: y']],
    ['what is no language', '```{bibliography}\nx\n```', ['markdown: ```{bibliography}\nx\n```']],
  ])('paired with a notebook: %s', (_, text, cells) => {
    expect(outline(front('rmarkdown') + text, 'a.Rmd')).toEqual(cells);
  });

  test('of RStudio: each chunk in its own language', () => {
    const text =
      '---\ntitle: Tides\n---\nProse\n\n```{r setup, echo=FALSE}\nx <- 1\n```\n\n```{python}\ny\n```\n\n```r\nnot run\n```';

    expect(parsed(text, 'a.Rmd')).toMatchObject({
      format: 'rmarkdown',
      language: 'r',
      metadata: { title: 'Tides' },
      cells: [
        { type: 'markdown', source: 'Prose' },
        { type: 'code', source: 'x <- 1', tags: ['remove_input'] },
        { type: 'code', source: 'y', language: 'python' },
        { type: 'markdown' },
      ],
    });
  });
});

describe('Quarto', () => {
  test.each<[what: string, text: string, cells: readonly string[]]>([
    ['options of a chunk', '```{julia}\n#| echo: false\n#| label: fig\nx\n```', ['code: x [remove_input]']],
    ['all of a chunk left out', '```{julia}\n#| include: false\nx\n```', ['code: x [remove_cell]']],
    ['tags', '```{julia}\n#| tags: [a]\nx\n```', ['code: x [a]']],
    ['folded code', '```{julia}\n#| code-fold: true\nx\n```', ['code: x [hide-input]']],
    [
      'code in a div',
      '::: {.callout-tip}\nA\n\n```{julia}\nx\n```\n:::',
      ['markdown: ::: {.callout-tip}\nA', 'code: x', 'markdown: :::'],
    ],
  ])('%s', (_, text, cells) => {
    expect(outline(`---\ntitle: Tides\njupyter: julia-1.10\n---\n${text}\n`, 'a.qmd')).toEqual(cells);
  });

  test('kernel, language, and options for every chunk', () => {
    const text =
      '---\njupyter: julia-1.10\nexecute:\n  echo: false\n---\n```{julia}\nx\n```\n```{julia}\n#| echo: true\ny\n```';

    expect(parsed(text, 'a.qmd')).toMatchObject({
      format: 'quarto',
      language: 'julia',
      kernel: { name: 'julia-1.10' },
      cells: [{ tags: ['remove_input'] }, { tags: [] }],
    });
  });
});

describe('bad input', () => {
  test.each([
    ['a form that is not read', `${header('marimo')}x`, 'a.py', 'marimo'],
    ['Pandoc’s own', front('pandoc'), 'a.md', 'Pandoc Markdown'],
    ['a marimo app without a header', 'import marimo\n\napp = marimo.App()\n', 'a.py', 'marimo'],
  ])('%s is named', (_, text, path, name) => {
    const result = parseNotebook(bytesOf(text), path);

    expect(result.ok ? '' : result.failure.message).toContain(name);
  });

  test.each([
    ['a header that contradicts the file', `${header('markdown')}# %%\nx`, 'a.py', ['code: x']],
    ['NUL bytes', '# %%\nx\0y', 'a.py', ['code: x\uFFFDy']],
    ['YAML that is none', '# ---\n# a: [\n# ---\n\n# %%\nx', 'a.py', ['code: x']],
    ['options that are none', '# %% tags=[1 x="\ny', 'a.py', ['code: y']],
    ['options that would be a prototype', '# %% __proto__={"tags":["a"]}\ny', 'a.py', ['code: y']],
  ])('%s', (_, text, path, cells) => {
    expect(outline(text, path).slice(-cells.length)).toEqual(cells);
  });

  test.each([
    ['a.py', '# +\n'],
    ['a.py', '\n'],
    ['a.py', '# region\n'],
    ['a.py', '"""\n'],
    ['a.py', '# %% a=b=\n'],
    ['a.R', "#'\n"],
    ['a.md', '```\n'],
    ['a.md', '+++\n'],
    ['a.md', '<!-- #region -->\n'],
    ['a.Rmd', '```{r}\n'],
    ['a.qmd', '#| a\n'],
  ])('%s of 100,000 times %j is read in linear time', (path, line) => {
    const form =
      path === 'a.md' ? 'markdown' : path === 'a.Rmd' ? 'rmarkdown' : path === 'a.R' ? 'spin' : 'light';
    const start = /\.(?:py|R)$/.test(path) ? header(form) : front(form);

    expect(parseNotebook(bytesOf(start + line.repeat(100_000)), path).ok).toBe(true);
  });

  test('no text makes a reader throw or lose a line of code', () => {
    const line = fc.constantFrom(
      '',
      'x',
      '# a',
      '# %%',
      '# +',
      '# -',
      '"""',
      '```',
      '```python',
      '    y',
      '# %% [raw]',
      '+++',
      '# !ls',
    );
    const path = fc.constantFrom('a.py', 'a.md', 'a.Rmd', 'a.R', 'a.qmd', 'a.myst');
    const form = fc.constantFrom(
      'percent',
      'light',
      'hydrogen',
      'nomarker',
      'spin',
      'sphinx',
      'markdown',
      'myst',
      'rmarkdown',
    );

    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), path, form, (lines, name, declared) => {
        const start = /\.(?:py|R)$/.test(name) ? header(declared) : front(declared);
        const result = parseNotebook(bytesOf(`${start}${lines.join('\n')}\nlast = 1\n`), name);
        if (result.ok) expect(result.value.cells.map((cell) => cell.source).join('\n')).toContain('last = 1');
      }),
    );
  });
});
