/** A notebook that asks too much, and what its page has to say about it. */
export interface HardNotebook {
  readonly name: string;
  readonly cells: () => readonly object[];
  /** Sentence about what was left out; absent where nothing is. */
  readonly notice?: RegExp;
  /** What the page shows all the same, beside the cell after the hard one. */
  readonly shows?: RegExp;
}

/** Stands in the last cell of each, unless that one is left out. */
export const LAST_WORDS = 'The cell after it';

const markdown = (source: string) => ({ cell_type: 'markdown', metadata: {}, source });
const code = (source: string, outputs: readonly object[]) => ({
  cell_type: 'code',
  metadata: {},
  source,
  outputs,
  execution_count: 1,
});
const stream = (text: string) => ({ output_type: 'stream', name: 'stdout', text });
const display = (data: object) => ({ output_type: 'display_data', data, metadata: {} });

/** A PNG's signature and header; no more is read of it. */
function pngHeader(width: number, height: number): string {
  const bytes = Buffer.alloc(4_000);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes.toString('base64');
}

/** Texts at which a regular expression or a parser with backtracking takes for ever. */
const TRAPS: readonly string[] = [
  `${'a'.repeat(50_000)}!`,
  `${'*a **b '.repeat(10_000)}`,
  `${'['.repeat(40_000)}${']('.repeat(40_000)}`,
  `${'`a``'.repeat(30_000)}`,
  `<${'a '.repeat(40_000)}`,
  `<a ${'x="'.repeat(30_000)}`,
  `${'$a '.repeat(30_000)}`,
  `${'\\begin{align}'.repeat(10_000)}`,
  `${'<!--'.repeat(30_000)}`,
  `${'```{note}\n'.repeat(10_000)}`,
  `${'{ref}`a <'.repeat(20_000)}`,
  `[a]: ${'('.repeat(30_000)}\n\n[a]`,
  `${'| a '.repeat(5_000)}\n${'|---'.repeat(5_000)}\n${'| b '.repeat(5_000)}`,
  `---\n${'a: &a [*a]\n'.repeat(2_000)}---\n`,
  `${' '.repeat(60_000)}x`,
  `#${' #'.repeat(40_000)} x`,
  `https://${'a.'.repeat(30_000)}`,
  `${'a@'.repeat(30_000)}`,
  `${'&#x'.repeat(30_000)}`,
];

export const HARD_NOTEBOOKS: readonly HardNotebook[] = [
  {
    name: '100,000 cells',
    cells: () => Array.from({ length: 100_000 }, (_, index) => markdown(`Cell ${index + 1}`)),
    notice: /its last 98,001 cells are not shown here/,
    shows: /Cell 2000</,
  },
  {
    name: '40 MB of text',
    cells: () => [code('print()', [stream('0123456789abcde\n'.repeat(2_600_000))])],
    notice: /One output is very long, so only a part is shown/,
    shows: /1,990 more lines/,
  },
  {
    name: '20 MB of HTML',
    cells: () => [code('table()', [display({ 'text/html': '<p>row</p>'.repeat(2_000_000) })])],
    notice: /One output is left out/,
    shows: /table/,
  },
  {
    name: 'many outputs',
    cells: () => [
      code(
        'many()',
        Array.from({ length: 5_000 }, (_, index) => display({ 'text/plain': `${index}` })),
      ),
    ],
    notice: /4,000 outputs are left out/,
    shows: />999</,
  },
  {
    name: 'no base64',
    cells: () => [
      code('plot()', [
        display({ 'image/png': '\u0000*** not base64 ***' }),
        display({ 'image/jpeg': 'AAAA' }),
      ]),
      markdown('![inline](data:image/png;base64,%%%) ![attached](attachment:a.png)'),
    ],
    notice: /3 pictures could not be read/,
    shows: /Picture not shown: inline/,
  },
  {
    name: '30,000 pixels',
    cells: () => [
      code('square()', [display({ 'image/png': pngHeader(30_000, 30_000) })]),
      code('strip()', [display({ 'image/png': pngHeader(30_000, 100) })]),
    ],
    notice: /One picture is too large for this page/,
    shows: /<img src="[^"]*\.png" alt="[^"]*" width="30000" height="100"/,
  },
  {
    name: 'deep nesting',
    cells: () => [
      markdown(`${'<div>'.repeat(100_000)}deep`),
      markdown(Array.from({ length: 900 }, (_, index) => `${'  '.repeat(index)}- x`).join('\n')),
      markdown(`${'> '.repeat(20_000)}deep`),
      code('show()', [
        display({ 'text/html': `${'<ul><li>'.repeat(50_000)}deep`, 'text/plain': 'the plain form' }),
      ]),
    ],
    notice: /2 cells are nested too deeply and are shown as plain text/,
    shows: /the plain form/,
  },
  {
    name: 'traps',
    cells: () =>
      TRAPS.flatMap((text) => [
        markdown(text),
        code('x', [display({ 'text/html': text, 'text/plain': 'x' }), display({ 'text/markdown': text })]),
      ]),
    notice: /14 cells are very long, so only the beginning is shown/,
  },
  {
    name: 'NUL and lone surrogates',
    cells: () => [
      markdown('# A \u0000 title \ud800\n\nText \udfff and \u0000 more.'),
      code('x = "\ud83d"\u0000', [
        stream('out \udc00\u0000\n'),
        display({ 'text/html': '<b>\ud800\u0000bold</b>' }),
      ]),
      { ...markdown('x'), id: '\ud800', metadata: { tags: ['\ud800', '\u0000'] } },
    ],
    shows: /A \ufffd title \ufffd/,
  },
  {
    name: 'duplicates',
    cells: () => [
      ...Array.from({ length: 50 }, () => ({ ...markdown('## Same\n\ntext'), id: 'same' })),
      markdown('## Same 1\n\n<a id="same"></a> <p id="Same-2">x</p> [first](#Same) [third](#same-2)'),
      markdown('a[^1]\n\n[^1]: note'),
      markdown('b[^1]\n\n[^1]: note'),
    ],
    shows: /<h3 id="nb-same-49">/,
  },
];

/** The file of a hard notebook: its cells between a title and a last one. */
export function writeHardNotebook({ name, cells }: HardNotebook): string {
  return JSON.stringify({
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {},
    cells: [...cells(), markdown(`${LAST_WORDS}, of ${name}`)],
  });
}
