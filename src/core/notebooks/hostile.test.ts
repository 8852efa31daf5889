import { describe, expect, test } from 'vitest';
import { summarizeNotebook } from './summary.ts';
import { code, display, elementsOf, inner, ipynb, markdown, parsed, rendered } from './test-notebooks.ts';

/*
 * What must never reach a page, written down independently of the sanitiser's own schema: a list of
 * elements and attributes that are harmless in themselves, and of schemes that run nothing.
 */
const HARMLESS_ELEMENTS = new Set(
  (
    'section div span p a abbr b bdi bdo blockquote br caption cite code col colgroup dd del details dfn dl dt em ' +
    'figcaption figure h2 h3 h4 h5 h6 hr i img ins kbd li mark ol pre q rp rt ruby s samp small strong sub summary ' +
    'sup table tbody td tfoot th thead time tr u ul var wbr ' +
    // MathML that draws (MathML Core, 2 and 3), without links and actions.
    'math mrow mi mn mo ms mspace mtext mfrac msqrt mroot mstyle merror mpadded mphantom msub msup msubsup munder ' +
    'mover munderover mmultiscripts mprescripts mtable mtr mtd menclose'
  ).split(' '),
);
const HARMLESS_ATTRIBUTES = new Set(
  (
    'classname id href rel src alt title width height loading decoding colspan rowspan scope span start type reversed ' +
    'value open datetime dir lang role arialabel ariahidden tabindex datacell datapagefindignore datapagefindweight ' +
    'display mathvariant mathcolor mathbackground mathsize stretchy fence separator form lspace rspace accent ' +
    'accentunder columnalign columnspacing rowspacing scriptlevel displaystyle linethickness minsize maxsize movablelimits ' +
    'largeop symmetric notation columnlines rowlines side voffset depth lspace encoding xmlns'
  ).split(' '),
);

function dangersIn(fragment: string): readonly string[] {
  const dangers: string[] = [];
  for (const { tagName, attributes } of elementsOf(fragment)) {
    if (!HARMLESS_ELEMENTS.has(tagName)) dangers.push(`<${tagName}>`);
    for (const [name, value] of attributes) {
      if (!HARMLESS_ATTRIBUTES.has(name)) dangers.push(`${tagName}[${name}]`);
      const address = value.replace(/[\0-\x20]/g, '');
      if (name === 'href' && !/^(https?:\/\/|mailto:|#nb-|\/base\/)/i.test(address))
        dangers.push(`href=${value}`);
      if (name === 'src' && !/^\/base\//.test(address)) dangers.push(`src=${value}`);
      if (name === 'id' && !value.startsWith('nb-')) dangers.push(`id=${value}`);
    }
  }
  return dangers;
}

const HTML_PAYLOADS: readonly string[] = [
  '<script>alert(1)</script>',
  '<SCRIPT SRC=//evil.example/x.js></SCRIPT>',
  '<scr<script>ipt>alert(1)</scr</script>ipt>',
  '<img src=x onerror=alert(1)>',
  '<img src="x" OnError="alert(1)" style="background:url(javascript:alert(1))">',
  '<img src=javascript:alert(1)>',
  '<img src="data:text/html,<script>alert(1)</script>">',
  '<img srcset="https://evil.example/a 1x" src="https://evil.example/track.png">',
  '<img src="//evil.example/track.png" loading=eager>',
  '<img/src/onerror=alert(1)>',
  '<svg onload=alert(1)>',
  '<svg><script>alert(1)</script></svg>',
  '<svg><style><img src=x onerror=alert(1)></style></svg>',
  '<svg><animate onbegin=alert(1) attributeName=x dur=1s>',
  '<svg><a xlink:href="javascript:alert(1)"><text x=20 y=20>x</text></a></svg>',
  '<svg><foreignObject><iframe src=javascript:alert(1)></iframe></foreignObject></svg>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  '<math><mi//xlink:href="data:x,<script>alert(1)</script>">',
  '<math href="javascript:alert(1)"><mtext>x</mtext></math>',
  '<math><annotation-xml encoding="text/html"><img src=x onerror=alert(1)></annotation-xml></math>',
  '<iframe src="javascript:alert(1)"></iframe>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<iframe src="https://evil.example/"></iframe>',
  '<object data="javascript:alert(1)"></object>',
  '<object data="https://evil.example/x.swf"><param name=a value=b></object>',
  '<embed src="data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==">',
  '<video src=x onerror=alert(1)></video>',
  '<video><source src="https://evil.example/a.mp4" onerror=alert(1)></video>',
  '<audio src=javascript:alert(1) autoplay onplay=alert(1)></audio>',
  '<video poster="https://evil.example/p.png"></video>',
  '<a href="javascript:alert(1)">x</a>',
  '<a href="java\nscript:alert(1)">x</a>',
  '<a href="java&#x09;script:alert(1)">x</a>',
  '<a href="&#1;javascript:alert(1)">x</a>',
  '<a href=" &#14; javascript:alert(1)">x</a>',
  '<a href="JaVaScRiPt:alert(1)">x</a>',
  '<a href="javascript&colon;alert(1)">x</a>',
  '<a href="vbscript:msgbox(1)">x</a>',
  '<a href="data:text/html,<script>alert(1)</script>">x</a>',
  '<a href="blob:https://x/1">x</a>',
  '<a href="file:///etc/passwd">x</a>',
  '<a href="https://user:secret@evil.example/">x</a>',
  '<a href="x" ping="https://evil.example" target=_blank onclick=alert(1)>x</a>',
  '<a name="location" id="documentElement">x</a>',
  '<form action="javascript:alert(1)"><input type=submit formaction=javascript:alert(1)><button>go</button></form>',
  '<input autofocus onfocus=alert(1)>',
  '<input type=image src=x onerror=alert(1)>',
  '<input type=checkbox onclick=alert(1) checked>',
  '<select autofocus onfocus=alert(1)><option>x</select>',
  '<textarea autofocus onfocus=alert(1)>x</textarea>',
  '<textarea><script>alert(1)</script></textarea>',
  '<button onclick=alert(1) popovertarget=x>x</button>',
  '<details open ontoggle=alert(1)><summary>x</summary></details>',
  '<body onload=alert(1)>',
  '<html onmouseover=alert(1)><head><base href="https://evil.example/"></head>',
  '<base href="https://evil.example/">',
  '<meta http-equiv="refresh" content="0;url=https://evil.example/">',
  '<link rel=stylesheet href="https://evil.example/x.css">',
  '<style>@import "https://evil.example/x.css"; body{display:none}</style>',
  '<div style="position:fixed;inset:0;background:url(https://evil.example/x)">x</div>',
  '<p style="width:expression(alert(1))">x</p>',
  '<table background="https://evil.example/x.png"><td background=javascript:alert(1)>x</table>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
  '<template><script>alert(1)</script></template>',
  '<template shadowrootmode=open><script>alert(1)</script></template>',
  '<xmp><script>alert(1)</script></xmp>',
  '<noembed><img src=x onerror=alert(1)></noembed>',
  '<plaintext><script>alert(1)</script>',
  '<!--><img src=x onerror=alert(1)>-->',
  '<!--[if IE]><script>alert(1)</script><![endif]-->',
  '<![CDATA[<script>alert(1)</script>]]>',
  '<?php echo 1 ?><script>alert(1)</script>',
  '<marquee onstart=alert(1)>x</marquee>',
  '<keygen autofocus onfocus=alert(1)>',
  '<isindex type=image src=1 onerror=alert(1)>',
  '<frameset onload=alert(1)><frame src="javascript:alert(1)"></frameset>',
  '<applet code="x" archive="https://evil.example/x.jar"></applet>',
  '<portal src="https://evil.example/"></portal>',
  '<dialog open><form method=dialog><button>x</button></form></dialog>',
  '<custom-element onclick=alert(1)>x</custom-element>',
  '<div id="search" class="button primary" data-pagefind-body data-pagefind-meta="title">x</div>',
  '<div data-cell="1" data-astro-source-file=x is="x-y" slot=x part=x contenteditable autofocus>x</div>',
  '<div role="dialog" aria-modal="true" aria-label="Sign in">x</div>',
  '<img src="data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+PC9zdmc+">',
  '<img usemap="#m" src=x><map name=m><area href="javascript:alert(1)"></map>',
  '<p><a href="x.ipynb"><a href="javascript:alert(1)">x</a></a></p>',
  '<table><tr><td></td></tr></table></td></tr></table></div></section></main><script>alert(1)</script>',
  '</section></div><h1>Taken over</h1>',
  '<code class="language-math">\\href{javascript:alert(1)}{x}</code>',
  '<pre><code class="language-html"><img src=x onerror=alert(1)></code></pre>',
  '<b onclick=alert(1) \0 onmouseover=alert(1)>x</b>',
  '<img src="/\\evil.example/x.png">',
  '<a href="\\\\evil.example\\x">x</a>',
];

const MARKDOWN_PAYLOADS: readonly string[] = [
  '[x](javascript:alert(1))',
  '[x](<javascript:alert(1)>)',
  '[x](java&#115;cript:alert(1))',
  '[x]( javascript:alert(1) "t")',
  '[x]: javascript:alert(1)\n\n[x]',
  '<javascript:alert(1)>',
  '![x](javascript:alert(1))',
  '![x](https://evil.example/track.png)',
  '![x][i]\n\n[i]: //evil.example/t.png "onerror=alert(1)"',
  '![x"onerror="alert(1)](x.png)',
  '[x](x.csv "\\" onclick=alert(1) \\"")',
  '```"><script>alert(1)</script>\nx\n```',
  '```{note} <script>alert(1)</script>\n<img src=x onerror=alert(1)>\n```',
  ':::{admonition} [x](javascript:alert(1))\n<iframe src=x></iframe>\n:::',
  '```{figure} javascript:alert(1)\n:alt: "><script>alert(1)</script>\nx\n```',
  '```{image} https://evil.example/x.png\n```',
  '```{raw} html\n<script>alert(1)</script>\n```',
  '```{unknown} x\n<script>alert(1)</script>\n```',
  '```{eval} x\n"</pre><script>alert(1)</script>"\n```',
  '{abbr}`x (" onclick=alert(1))`',
  '{ref}`<script>alert(1)</script>`',
  '{unknown}`<img src=x onerror=alert(1)>`',
  '("onclick=alert(1))=\n\n(search)=\n\n# x',
  '# <img src=x onerror=alert(1)> title',
  '# "><script>alert(1)</script>',
  '$\\href{javascript:alert(1)}{x}$',
  '$\\url{javascript:alert(1)}$',
  '$\\includegraphics{https://evil.example/x.png}$',
  '$\\htmlId{search}{x} \\htmlClass{button}{x} \\htmlStyle{position:fixed}{x} \\htmlData{x=y}{x}$',
  '$$\\text{</math><script>alert(1)</script>}$$',
  '$$\\text{</annotation><img src=x onerror=alert(1)>}$$',
  '$\\unknown{<img src=x onerror=alert(1)>}$',
  '\\begin{align}<script>alert(1)</script>\\end{align}',
  '$$\\def\\x{\\x\\x}\\x$$',
  '$$\\newcommand{\\text}{\\href}\\text{javascript:alert(1)}{x}$$',
  '$\\color{red;background:url(https://evil.example)}{x}$',
  '$\\fcolorbox{red}{blue}{x} \\rule{9999em}{9999em}$',
  '[^1]\n\n[^1]: <script>alert(1)</script>',
  '[^"><img src=x onerror=alert(1)>]\n\n[^"><img src=x onerror=alert(1)>]: x',
  '> [!NOTE]<script>alert(1)</script>\n> x',
  '\uFDD00\uFDD1 \uFDD099\uFDD1 $$x$$',
  '| <script>alert(1)</script> | onerror= |\n|:-:|--:|\n| <img src=x onerror=alert(1)> | [x](javascript:alert(1)) |',
  '---\ntitle: <script>alert(1)</script>\n---\n\ntext',
];

describe('nothing that runs, loads or takes over reaches the page', () => {
  test.each(HTML_PAYLOADS)('in Markdown: %s', async (payload) => {
    const { html } = await rendered([markdown(payload), markdown(`text ${payload} text`)]);

    expect(dangersIn(html)).toEqual([]);
  });

  test.each(HTML_PAYLOADS)('in an HTML output: %s', async (payload) => {
    const { html } = await rendered([code('x', [display({ 'text/html': payload, 'text/plain': payload })])]);

    expect(dangersIn(html)).toEqual([]);
  });

  test.each(HTML_PAYLOADS)('as text, source, raw cell, error and name: %s', async (payload) => {
    const { html } = await rendered([
      code(payload, [
        { output_type: 'stream', name: payload, text: `\x1b[31m${payload}\x1b[0m\r${payload}` },
        { output_type: 'error', ename: payload, evalue: payload, traceback: [payload] },
        { output_type: 'error', ename: payload, evalue: payload, traceback: [] },
        display({ 'application/json': { [payload]: payload } }),
        display({ 'text/latex': payload, 'text/plain': payload }),
        display({ [payload]: payload }),
      ]),
      code(`%%${payload}\n${payload}`, []),
      { cell_type: 'raw', metadata: { raw_mimetype: 'text/html' }, source: payload },
      { cell_type: 'raw', metadata: { format: payload }, source: payload },
      { cell_type: 'raw', metadata: {}, source: payload },
      markdown('![x](attachment:x.png)', {
        attachments: { 'x.png': { 'image/png': payload, [payload]: payload } },
      }),
    ]);

    expect(dangersIn(html)).toEqual([]);
  });

  test.each(MARKDOWN_PAYLOADS)('of Markdown and LaTeX: %s', async (payload) => {
    const { html } = await rendered([markdown(payload), code('x', [display({ 'text/markdown': payload })])]);

    expect(dangersIn(html)).toEqual([]);
  });

  test('in metadata that ends up in attributes', async () => {
    const attack = '"><script>alert(1)</script>';
    const { html } = await rendered([
      code('x', [display({ 'image/svg+xml': '<svg/>' }, { width: attack, alt: attack })], {
        metadata: { vscode: { languageId: attack }, tags: [attack, 'hide-input'] },
      }),
    ]);

    expect(dangersIn(html)).toEqual([]);
  });

  test('a context that gives dangerous addresses is not trusted either', async () => {
    const { html } = await rendered([markdown('[x](a.ipynb) ![y](images/y.png)')], {
      resolveFile: () => 'javascript:alert(1)',
    });

    expect(dangersIn(html)).toEqual([]);
  });

  test('titles and descriptions are plain text', () => {
    const notebook = parsed(
      ipynb([
        markdown(
          '# A <b>bold</b> <script>alert(1)</script>title\n\nSome <i>text</i> that is long enough &lt;x&gt;.',
        ),
      ]),
    );

    const { title, description } = summarizeNotebook(notebook);

    expect(title).not.toContain('alert');
    expect(description).toBe('Some text that is long enough <x>.');
  });
});

describe('what is harmless survives', () => {
  test.each([
    ['<b>bold</b> and <kbd>Ctrl</kbd>', '<b>bold</b> and <kbd>Ctrl</kbd>'],
    ['<details><summary>More</summary>text</details>', '<summary>More</summary>'],
    ['[x](https://example.org/?a=1&b=2)', 'href="https://example.org/?a=1&#x26;b=2"'],
    ['<a href="mailto:a@example.org">x</a>', 'href="mailto:a@example.org"'],
    ['`<script>`', '<code>&#x3C;script></code>'],
  ])('%s', async (source, expected) => {
    const { html } = await rendered([markdown(source)]);

    expect(inner(html)).toContain(expected);
  });
});
