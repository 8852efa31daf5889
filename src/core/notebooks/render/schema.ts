import type { Schema } from 'hast-util-sanitize';

/** Classes that the stylesheet knows; a notebook may use them too, which does no harm. */
const CLASSES: readonly (string | RegExp)[] = [
  'admonition',
  /^admonition-[a-z]+$/,
  'alert',
  /^alert-(?:block|info|success|warning|danger)$/,
  /^align-(?:left|center|right)$/,
  /^float-(?:left|right)$/,
  'caption',
  'dataframe',
  'embedded',
  'figure',
  'footnotes',
  'footnote-ref',
  /^ink-[a-z]+$/,
  'missing',
  'nameless',
  'notebook-title',
  'output-heading',
  'own-address',
  'remote-image',
  'scroll',
  'tab',
  'task',
  /^tint-(?:[a-z]+|[123])$/,
];

/** Number of pixels or cells: short, so that no layout grows without end. */
const SMALL_NUMBER = /^\d{1,4}$/;

/**
 * What a notebook may put on a page: prose, lists, tables, pictures and links.
 * No scripts, styles, forms, frames, media, inline SVG or MathML, event handlers, `data-*` of the
 * notebook's own, and no address but the ones that `addresses.ts` made. Ids carry the prefix `nb-`, so
 * that a notebook can neither take the site's own ids nor shadow properties of `document`.
 *
 * Complete on purpose: what a schema leaves out, hast-util-sanitize fills in from its defaults.
 */
export const schema: Schema = {
  allowComments: false,
  allowDoctypes: false,
  tagNames: [
    ...['a', 'abbr', 'b', 'bdi', 'bdo', 'blockquote', 'br', 'caption', 'cite', 'code', 'col', 'colgroup'],
    ...['dd', 'del', 'details', 'dfn', 'div', 'dl', 'dt', 'em', 'figcaption', 'figure'],
    ...['h2', 'h3', 'h4', 'h5', 'h6', 'hr', 'i', 'img', 'ins', 'kbd', 'li', 'mark', 'ol', 'p', 'pre', 'q'],
    ...['rp', 'rt', 'ruby', 's', 'samp', 'small', 'span', 'strong', 'sub', 'summary', 'sup'],
    ...['table', 'tbody', 'td', 'tfoot', 'th', 'thead', 'time', 'tr', 'u', 'ul', 'var', 'wbr'],
  ],
  attributes: {
    '*': [
      ['className', ...CLASSES],
      ['id', /^nb-./],
      'title',
      ['dir', 'ltr', 'rtl', 'auto'],
      ['lang', /^[\w-]{1,35}$/],
    ],
    a: [['href', /^(?:https?:|mailto:|#nb-|\/(?![/\\])|\.{1,2}\/)/i], ['rel', 'noopener'], 'ariaLabel'],
    code: [['className', /^language-[\w+#.-]{1,40}$/, /^math-(?:inline|display)$/]],
    col: [['span', SMALL_NUMBER]],
    colgroup: [['span', SMALL_NUMBER]],
    details: ['open'],
    div: [['role', 'group'], ['tabIndex', 0], 'ariaLabel', ['dataPagefindIgnore', '']],
    img: [
      ['src', /^(?:\/(?![/\\])|\.{1,2}\/)/],
      'alt',
      ['width', SMALL_NUMBER],
      ['height', SMALL_NUMBER],
      ['loading', 'lazy'],
      ['decoding', 'async'],
    ],
    li: [['value', /^-?\d{1,6}$/]],
    ol: [['start', /^-?\d{1,6}$/], ['type', '1', 'a', 'A', 'i', 'I'], 'reversed'],
    span: [['role', 'img'], 'ariaLabel'],
    td: [
      ['colSpan', /^\d{1,3}$/],
      ['rowSpan', /^\d{1,3}$/],
    ],
    th: [
      ['colSpan', /^\d{1,3}$/],
      ['rowSpan', /^\d{1,3}$/],
      ['scope', 'row', 'col', 'rowgroup', 'colgroup'],
    ],
    time: [['dateTime', /^[\w:.+-]{1,40}$/]],
  },
  // A second look at addresses, by the library's own parser.
  protocols: { href: ['http', 'https', 'mailto'], src: ['none'] },
  clobber: [],
  clobberPrefix: '',
  required: {},
  ancestors: {
    caption: ['table'],
    col: ['table'],
    colgroup: ['table'],
    summary: ['details'],
    tbody: ['table'],
    td: ['table'],
    tfoot: ['table'],
    th: ['table'],
    thead: ['table'],
    tr: ['table'],
  },
  strip: [
    ...[
      'script',
      'style',
      'template',
      'noscript',
      'title',
      'head',
      'textarea',
      'select',
      'option',
      'datalist',
    ],
    ...[
      'iframe',
      'frame',
      'frameset',
      'object',
      'embed',
      'applet',
      'param',
      'video',
      'audio',
      'source',
      'track',
    ],
    ...[
      'svg',
      'math',
      'canvas',
      'map',
      'area',
      'base',
      'link',
      'meta',
      'input',
      'noembed',
      'noframes',
      'xmp',
      'plaintext',
    ],
  ],
};
