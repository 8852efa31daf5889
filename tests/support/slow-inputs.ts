/**
 * Notebooks that cost a careless reader minutes, or gigabytes: a few characters, repeated until the cell is as
 * long as a cell may be. Each is aimed at a loop within a loop, a regular expression with backtracking, a tree that
 * grows deep, or an expansion that grows faster than what was written.
 */
export interface SlowInput {
  readonly name: string;
  readonly path: string;
  /** The file, with about so many characters of payload. */
  readonly text: (chars: number) => string;
}

const ESC = '\u001b';

const cell = (cell_type: string, source: string, more: object = {}) => ({
  cell_type,
  metadata: {},
  source,
  ...more,
});
const notebook = (...cells: readonly object[]) =>
  JSON.stringify({ nbformat: 4, nbformat_minor: 4, metadata: {}, cells });
const withOutput = (output: object) =>
  notebook(cell('code', 'x', { execution_count: 1, outputs: [{ metadata: {}, ...output }] }));

/** `before`, then `unit` as often as it fits, then `after`. */
const fill = (unit: string, chars: number, before = '', after = '') =>
  before + unit.repeat(Math.max(1, Math.floor((chars - before.length - after.length) / unit.length))) + after;

type Unit = string | readonly [unit: string, before: string, after: string];

const MARKDOWN: readonly Unit[] = [
  ...[
    '<a',
    '<',
    '<a ',
    '</',
    '<!--',
    '<![CDATA[',
    '<?',
    '<a b="',
    "<a b='",
    '<a\n',
    '<p><b>',
    '<b><p>',
    '<!x',
    '&',
    '&#',
  ],
  ...[
    '*',
    '_',
    '**a ',
    '*a_',
    '*a **b',
    '_a *',
    '~',
    '~~a',
    '`',
    '`` ` ',
    '``a`',
    '$',
    '$a',
    '$$',
    '$$a',
    '$a$',
    '$$a$$',
    '\\(',
    '\\[',
  ],
  ...[
    '\\\\(',
    '\\\\[',
    '\\',
    '[',
    '![',
    '](',
    '[a](',
    '[a](<',
    '[a](b',
    '[a]: b\n',
    '[a',
    '[a][',
    '[^1]',
    '[^a]: b\n',
    '[](',
  ],
  ...[
    '>',
    '> ',
    '- ',
    '* ',
    '1. ',
    '1) a\n',
    '-\n',
    '    ',
    ' ',
    '\t',
    '\n',
    ' \n',
    '\r',
    '|',
    '|a',
    '|a|\n',
    '||\n|-|\n',
    '|-',
    ':-:|',
  ],
  ...[
    '# a\n',
    '#',
    '# a {#b}\n',
    'a\n=\n',
    'a\n-\n',
    '---\n',
    '```\n',
    '~~~\n',
    '```{note}\n',
    ':::{note}\n',
    ':::\n',
    ':::{.callout-note title="',
  ],
  ...[
    '(a)=\n',
    '{a}`b`',
    '{ref}`a <',
    '{abbr}`a (b)`',
    '{cite}`',
    '{',
    '<http://',
    'http://a.',
    'www.a.',
    'a@',
    'a@b.',
    'http://a/(',
    'x.http://',
  ],
  ...[
    '\\begin{align}',
    '\\begin{align}x\\end{align}',
    '\\begin{',
    '\\label{',
    '\\text{',
    '- [ ] a\n',
    '> [!NOTE]\n',
    'a\u0301',
    '\uFDD0',
    '%EF%B7%90',
  ],
  [' ', 'a', 'b'],
  ['\n', 'a', 'b'],
  ['a', '<', '>'],
  ['a ', '<a ', '>'],
  ['b="c" ', '<a ', '>x</a>'],
  ['b', '# ', '\n'],
  ['  ', '{abbr}`a', 'b`'],
  ['<', '{ref}`', '>`'],
  ['(', '{abbr}`', ')`'],
  ['> ', '', 'a'],
  ['- ', '', 'a'],
  ['a|', '', '\n-|-\na|b'],
  ['-|', 'a\n', '\nb'],
  ['a|b\n', 'a|b\n-|-\n', ''],
  ['\\begin{align}a\\end{align}\n\n', '', ''],
  ['$x\\tag{1}$ ', '', ''],
  ['$\\def\\a{b}$ ', '', '$\\ce{H}$'],
  ['<p style="color:red;background:#fff">a</p>\n\n', '', ''],
  ['% a\n', '', ''],
  ['[a]', '[a]: <b>\n\n', ''],
  ['![a]', '[a]: <b> "title"\n\n', ''],
  ['a[^1] ', '', '\n\n[^1]: b'],
  [':key: value\n', '```{note}\n', 'x\n```'],
  ['[', '```{note}\n---\na: ', '\n---\n```'],
  ['{a: ', '```{note}\n---\na: ', '\n---\n```'],
  ['- ', '```{note}\n---\na: ', '\n---\n```'],
  ['a:\n ', '---\n', '\n---\n'],
  [':::{note}\n', '', ':::\n'],
  ['```{note}\n```\n', '', ''],
];
const FORMULAS: readonly Unit[] = [
  ...[
    '{',
    '}',
    '^',
    '_',
    '^{a',
    '_{a}',
    '\\frac',
    '\\frac{a}{',
    '\\left(',
    '\\sqrt{',
    '\\\\',
    '&',
    '\\text{$',
    '\\begin{array}{c}',
    '\\hline ',
  ],
  ...[
    '\\underbrace{',
    '\\mathbf{',
    '\\color{red}',
    '\\operatorname{',
    '%',
    '\\label{a}',
    '\\tag{a}',
    '\\ref{',
    '\\newcommand{\\a}{',
  ],
  [' ', '\\DeclareMathOperator', '{a'],
  ['\\a', '\\def\\a{xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx}', ''],
  ['\\a ', `\\def\\a{${'x'.repeat(9_000)}}`, ''],
  ['\\b ', '\\def\\a{xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx}\\def\\b{\\a\\a\\a\\a\\a\\a\\a\\a}', ''],
  ['\\rule{49em}{50em}', '', ''],
  ['a\\\\', '\\begin{align}', '\\end{align}'],
  ['\\nonumber\\\\', '\\begin{eqnarray}', '\\end{eqnarray}'],
  ['\\begin{align}', '', '\\end{align}'],
  ['\\begin ', '', ''],
];
const OUTPUTS: readonly Unit[] = [
  ...[
    '\r',
    '\r\n',
    '\b',
    `${ESC}[`,
    `${ESC}[1`,
    `${ESC}[1m`,
    `${ESC}[38;5;1m`,
    `${ESC}]`,
    `${ESC}P`,
    `${ESC}`,
    `${ESC}[K`,
    'a\r',
    '\n',
    ' \n',
  ],
  ['38;5;1;', `${ESC}[`, 'm'],
  ['38;', `${ESC}[`, 'mx'],
  ['1;31;', `${ESC}[`, 'mx'],
  ['\r', 'a', 'b'],
  ['\n', 'a', 'b'],
  ['a', `${ESC}]`, ''],
  ['\n', '', `${ESC}[0mx`],
];
const HTML: readonly Unit[] = [
  ...[
    '<a',
    '<div>',
    '<table>',
    '<table><tr><td>',
    '<b><p>',
    '<a><p>',
    '<p><a>',
    '</p>',
    '</x>',
    '<font><p>',
    '<select><option>',
    '<svg><a>',
  ],
  ...[
    '<style>',
    '<script>',
    '<textarea>',
    '<!--',
    '<form><p>',
    '<h1>',
    '<h1><div>',
    '<li>',
    '<template>',
    '<math><mi>',
    '<nobr>',
    '<button>',
  ],
  ...[
    '<iframe src=x>',
    '<img>',
    '<th>',
    '<table><b>',
    '<table>x',
    '<b id=a>',
    '<a name=a>a</a>',
    '<p style="text-align:',
    '<input type=checkbox>',
  ],
  ...['<td></td>', '<sup>', '<script>data:image/png;base64,'],
  [' ', '<img width="1', '">'],
  [' ', '<img src="data:image/png;base64,', '">'],
  [' ', '<a href="x', 'y">z</a>'],
  ['1', '<a data-footnote-backref aria-label="', 'x" href="#a">z</a>'],
  ['text-align: ', '<p style="', '">z</p>'],
  ['color: ', '<p style="', '">z</p>'],
  ['; ', '<p style="', '">z</p>'],
  [' ', '<p style="color:', '">z</p>'],
  ['a', '<style>', '</style><p id="a">z</p>'],
  ['a{', '<style>', '</style><p id="a">z</p>'],
  ['#a{b:c}', '<style>', '</style><p id="a">z</p>'],
  ['#a,', '<style>', '{color:red}</style><p id="a">z</p>'],
  ['x ', '<p class="', '">z</p>'],
  ['<b>', '', 'x'],
];
const DRAWINGS: readonly Unit[] = [
  ...[
    '<',
    '<g',
    '<g>',
    '<g a="',
    '<!--',
    '<![CDATA[',
    '<?',
    '<!',
    '<![',
    '<g/>',
    '&',
    '&#',
    '</g',
    '<style>',
    '<script>',
    '<x:y>',
  ],
  [' ', '<rect ', '/>'],
  ['a ', '<rect ', '/>'],
  [' ', '<rect width="1', 'x"/>'],
  ['(', '<rect fill="', '"/>'],
  ['url(', '<rect fill="', '"/>'],
  ['url(#a', '<rect style="', '"/>'],
  ['"', "<rect style='", "'/>"],
  [';', '<rect style="', '"/>'],
  ['a{', '<style>', '</style>'],
  ['/*', '<style>', '</style>'],
  ['"', '<style>', '</style>'],
  ["'\n", '<style>', '</style>'],
  ['a{b:c}', '<style>', '</style>'],
  ['@a{', '<style>', '</style>'],
  ['<use href="#a"/>', '<g id="a">', '</g>'],
];
/** File ending → what repeats in a text notebook. */
const TEXTS: readonly (readonly [string, Unit])[] = [
  ...['Rmd', 'qmd', 'md'].flatMap((ending) =>
    [
      ...[
        '```{r',
        '```{r}\n',
        '```{r }\n```\n',
        '---\n',
        '+++\n',
        '```{code-cell}\n',
        ':a: b\n',
        '#| a: b\n',
        '<!-- #region -->',
        '\n\n\n',
      ],
      ['r', '---\njupytext: {text_representation: {format_name: myst}}\n---\n```{', '\n```'] as const,
      [' ', '---\njupytext: {text_representation: {format_name: myst}}\n---\n```{r', 'x\n```'] as const,
      [
        '<!-- #region ',
        '---\njupyter: {jupytext: {text_representation: {format_name: markdown}}}\n---\n',
        '',
      ] as const,
      ['[', '---\na: ', '\n---\n```{code-cell}\n```'] as const,
    ].map((unit): readonly [string, Unit] => [ending, unit]),
  ),
  ...['py', 'R'].flatMap((ending) =>
    [
      ...[
        '# %%\n',
        '# %% [markdown]\n',
        '# %% tags=[',
        '# ',
        '#\n',
        '# +\n',
        '# -\n',
        '"""\n',
        '# %% [markdown]\n"""',
      ],
      ['tags=[', '# %% ', '\nx'] as const,
      [' ', '# %% [markdown]\n# a', 'b\n'] as const,
      [' \n', '# %%\na', 'b\n'] as const,
      ['"""\n', '# %% [markdown]\n', 'x'] as const,
    ].map((unit): readonly [string, Unit] => [ending, unit]),
  ),
];

/** A cell may hold a million characters; a terminal's output is cut at half of that. */
export const SLOW_CHARS = 900_000;

export function listSlowInputs(): SlowInput[] {
  const inputs: SlowInput[] = [];
  const add = (kind: string, unit: Unit, write: (text: string) => string, path?: string) => {
    const [repeated, before, after] = typeof unit === 'string' ? [unit, '', ''] : unit;
    inputs.push({
      name: `${kind} ${JSON.stringify(before === '' && after === '' ? repeated : [before.slice(0, 60), repeated, after])}`,
      path: path ?? `${inputs.length}.ipynb`,
      text: (chars) => write(fill(repeated, chars, before, after)),
    });
  };
  for (const unit of MARKDOWN) add('markdown', unit, (text) => notebook(cell('markdown', text)));
  for (const unit of FORMULAS) {
    add('formula', unit, (text) => notebook(cell('markdown', `$${text.slice(0, 19_990)}$`)));
    add('formulas', unit, (text) => {
      const one = text.slice(0, 200);
      return notebook(
        cell(
          'markdown',
          Array.from({ length: text.length / 200 }, (_, index) => `$${one} ${index}$`).join(' '),
        ),
      );
    });
  }
  for (const unit of OUTPUTS) {
    add('stream', unit, (text) => withOutput({ output_type: 'stream', name: 'stdout', text }));
    add('error', unit, (text) =>
      withOutput({ output_type: 'error', ename: 'E', evalue: 'v', traceback: [text] }),
    );
  }
  for (const unit of [...HTML, ...MARKDOWN.filter((each) => each.toString().startsWith('<'))])
    add('html', unit, (text) => withOutput({ output_type: 'display_data', data: { 'text/html': text } }));
  for (const unit of DRAWINGS)
    add('svg', unit, (text) =>
      withOutput({ output_type: 'display_data', data: { 'image/svg+xml': `<svg>${text}</svg>` } }),
    );
  for (const language of ['python', 'r', 'html', 'julia', 'bash'])
    for (const unit of [
      '(',
      '"',
      "'",
      '{',
      '#',
      '<',
      '`',
      ' ',
      '%',
      '\\',
      'a.',
      '"""',
      'f"{',
      '[[',
      '/*',
      '$(',
    ])
      add(`code ${language}`, unit, (text) =>
        JSON.stringify({
          nbformat: 4,
          nbformat_minor: 4,
          metadata: { language_info: { name: language } },
          cells: [cell('code', text, { outputs: [], execution_count: 1 })],
        }),
      );
  for (const [ending, unit] of TEXTS) add(`.${ending}`, unit, (text) => text, `${inputs.length}.${ending}`);
  return inputs;
}
