import { describe, expect, test } from 'vitest';
import { LIMITS } from '../limits.ts';
import { code, display, htmlOf, outputHtml, PNG, rendered } from '../test-notebooks.ts';

const TABLE =
  '<table border="1" class="dataframe"><thead><tr style="text-align: right;"><th></th><th>a</th></tr></thead></table>';

describe('the richest form that can be shown', () => {
  test.each([
    ['a table before its text', { 'text/html': TABLE, 'text/plain': 'a' }, '<table class="dataframe">'],
    ['a picture before its text', { 'image/png': PNG, 'text/plain': '<Figure>' }, 'output-image'],
    [
      'a drawing',
      { 'image/svg+xml': ['<svg width="10" ', 'height="5"><g/></svg>'], 'text/plain': 'x' },
      '.svg" alt="Output image of cell 1" width="10" height="5"',
    ],
    ['Markdown', { 'text/markdown': '**b**', 'text/plain': 'x' }, '<strong>b</strong>'],
    ['LaTeX', { 'text/latex': '$\\displaystyle x$', 'text/plain': 'x' }, '<math'],
    [
      'HTML of scripts alone gives way to a picture',
      { 'text/html': '<script>x</script>', 'image/png': PNG },
      'output-image',
    ],
    [
      'a picture beside a script is its still',
      { 'text/html': '<div>Loading…</div><script>x</script>', 'image/png': PNG },
      'output-image',
    ],
    [
      'styles alone give way to text',
      { 'text/html': '<style>a{}</style>', 'text/plain': 'text' },
      '>text</pre>',
    ],
    ['Plotly with a still', { 'application/vnd.plotly.v1+json': {}, 'image/png': PNG }, 'output-image'],
    ['a wrong picture gives way to text', { 'image/png': 'no base64!', 'text/plain': 'text' }, '>text</pre>'],
    ['base64 of something else', { 'image/png': btoa('GIF? no'), 'text/plain': 'text' }, '>text</pre>'],
    [
      'the fallback of styled HTML',
      { 'text/html': '<div><pre class="xr-text-repr-fallback">array</pre><div hidden>x</div></div>' },
      '>array<',
    ],
    [
      'JSON',
      { 'application/json': { a: [1] }, 'text/plain': '<IPython.core.display.JSON object>' },
      '{\n  "a": [\n    1\n  ]\n}',
    ],
    [
      'text beside JSON where it says more',
      { 'application/json': { a: [1] }, 'text/plain': 'Available: %a' },
      '>Available: %a</pre>',
    ],
    ['an unknown type beside text', { 'application/vnd.mine': 'x', 'text/plain': 'text' }, '>text</pre>'],
    ['upper case and parameters', { 'Text/Plain; charset=utf-8': 'text' }, '>text</pre>'],
  ])('%s', async (_name, data, expected) => {
    expect(await outputHtml(data)).toContain(expected);
  });

  test.each([
    ['Plotly', { 'application/vnd.plotly.v1+json': {}, 'text/html': '<div id="x"></div><script>x</script>' }],
    [
      'a widget',
      { 'application/vnd.jupyter.widget-view+json': { model_id: 'x' }, 'text/plain': 'IntSlider(value=1)' },
    ],
    ['Bokeh', { 'application/vnd.bokehjs_exec.v0+json': '', 'text/html': '<script>x</script>' }],
    ['Vega', { 'application/vnd.vegalite.v5+json': {}, 'text/plain': 'alt.Chart(...)' }],
    [
      'JavaScript',
      { 'application/javascript': 'alert(1)', 'text/plain': '<IPython.core.display.Javascript object>' },
    ],
  ])('%s without a still says when it appears', async (_name, data) => {
    const { html, notices } = await rendered([code('x', [display(data)])]);

    expect(html).toContain('Interactive output');
    expect(notices).toEqual(['One output is interactive and appears when the notebook is launched.']);
  });

  test('a player whose pictures come from a script says when it appears', async () => {
    const { html } = await rendered([
      code('x', [display({ 'text/html': '<img id="a"><button><i></i></button><script>x</script>' })]),
    ]);

    expect(html).toContain('Interactive output');
    expect(html).not.toContain('Picture not shown');
  });

  test('a player of frames shows the first of them', async () => {
    const frames = `frames[0] = "data:image/png;base64,${PNG.slice(0, 40)}\\\n${PNG.slice(40)}"`;
    const { html, assets, notices } = await rendered([
      code('x', [display({ 'text/html': `<img id="a"><script>${frames}; frames[1] = "data:x"</script>` })]),
    ]);

    expect(assets.map(({ bytes }) => btoa(String.fromCharCode(...bytes)))).toEqual([PNG]);
    expect(html).toMatch(/<img src="[^"]*\.png" alt="Output image of cell 1".*Interactive output/s);
    expect(notices).toEqual(['One output is interactive and appears when the notebook is launched.']);
  });

  test('a row of bars and sliders has one note', async () => {
    const bar = display({ 'application/vnd.jupyter.widget-view+json': { model_id: 'x' } });
    const { html, notices } = await rendered([
      code('x', [bar, bar, bar, { output_type: 'stream', text: 'done' }, bar]),
    ]);

    expect(html.match(/Interactive output/g)).toHaveLength(2);
    expect(notices).toEqual(['4 outputs are interactive and appear when the notebook is launched.']);
  });

  test('loaders of scripts show nothing, and say nothing', async () => {
    const { html, notices } = await rendered([
      code('x', [display({ 'application/vnd.bokehjs_load.v0+json': '' })]),
    ]);

    expect(html).not.toContain('cell-outputs');
    expect(notices).toEqual([]);
  });
});

describe('pictures', () => {
  test('are files named by their content, once each', async () => {
    const { html, assets } = await rendered([
      code('x', [
        display({ 'image/png': `${PNG.slice(0, 20)}\n${PNG.slice(20)}\n` }),
        display({ 'image/png': PNG }),
      ]),
    ]);

    expect(assets.map(({ name }) => name)).toEqual([expect.stringMatching(/^[0-9a-f]{16}\.png$/)]);
    expect(html.match(/<img/g)).toHaveLength(2);
    expect(html).not.toContain(PNG.slice(0, 20));
  });

  test('keep the size that the notebook asks for', async () => {
    expect(await outputHtml({ 'image/png': PNG }, { 'image/png': { width: 300 } })).toContain(
      'width="300" height="300"',
    );
    expect(await outputHtml({ 'image/png': PNG }, { width: 20, height: 10 })).toContain(
      'width="20" height="10"',
    );
    expect(await outputHtml({ 'image/png': PNG }, { width: -1, height: 1e9 })).toContain(
      'width="1" height="1"',
    );
  });

  test('of too many pixels are left out with a notice', async () => {
    const bytes = Uint8Array.from(atob(PNG), (character) => character.charCodeAt(0));
    new DataView(bytes.buffer).setUint32(16, 100_000);
    new DataView(bytes.buffer).setUint32(20, 100_000);
    const { html, notices } = await rendered([
      code('x', [display({ 'image/png': btoa(String.fromCharCode(...bytes)), 'text/plain': 'text' })]),
    ]);

    expect(html).toContain('>text</pre>');
    expect(notices).toEqual(['One picture is too large for this page.']);
  });
});

describe('streams and errors', () => {
  const stream = (text: string, name = 'stdout') => ({ output_type: 'stream', name, text });

  test('pieces of one stream belong together', async () => {
    const html = await htmlOf(code('x', [stream('10%\r'), stream('100%\n')]));

    expect(html).toContain('>100%</pre>');
    expect(html).not.toContain('10%\r');
  });

  test('stderr is told apart', async () => {
    expect(await htmlOf(code('x', [stream('a'), stream('b', 'stderr')]))).toMatch(
      /output-plain"[\s\S]*output-stderr"/,
    );
  });

  test('long output is folded, very long output is cut with a notice', async () => {
    const { html, notices } = await rendered([
      code('x', [stream(`${'line\n'.repeat(LIMITS.textLines + 5)}last`)]),
    ]);

    expect(html).toMatch(/<details class="fold"><summary>1,990 more lines<\/summary>/);
    expect(html).not.toContain('last');
    expect(notices).toEqual(['One output is very long, so only a part is shown.']);
  });

  test('an error shows its traceback, in colour', async () => {
    const html = await htmlOf(
      code('x', [{ output_type: 'error', ename: 'E', evalue: 'v', traceback: ['\x1b[0;31mE\x1b[0m: v'] }]),
    );

    expect(html).toContain('<div class="output output-error"><pre class="output-text output-error"');
    expect(html).toContain('<span class="ansi-fg-1">E</span>: v');
  });

  test('an error without a traceback says its name', async () => {
    expect(await htmlOf(code('x', [{ output_type: 'error', ename: 'E', evalue: 'v' }]))).toContain(
      '>E: v</pre>',
    );
  });
});

describe('tables', () => {
  test('scroll by themselves, and say which cell they belong to', async () => {
    expect(await outputHtml({ 'text/html': TABLE })).toContain(
      '<div class="scroll" role="group" aria-label="Table, output of cell 1" tabindex="0"><table class="dataframe">',
    );
  });

  test('headings of outputs are none of the page', async () => {
    const { html, headings } = await rendered([code('x', [display({ 'text/html': '<h1 id="x">Big</h1>' })])]);

    expect(headings).toEqual([]);
    expect(html).toContain('<p class="output-heading">Big</p>');
  });
});
