import type { Schema } from 'hast-util-sanitize';

/** A length of MathML in bounds, so that no formula covers what is around it. */
const LENGTH = /^[+-]?\d{0,2}(?:\.\d{1,4})?(?:em|ex|px|pt|%)?$/;
const TRUTH: readonly string[] = ['true', 'false'];
const COLOR = /^(?:#[\da-f]{3,8}|[a-z]{1,30})$/i;

/**
 * What a formula of MathJax may contain: MathML Core (W3C, 2024), `menclose`, and links within `mtext`, where
 * HTML allows them. No scripts, styles, classes of the notebook's own, `maction` or `annotation-xml`.
 */
export const mathSchema: Schema = {
  allowComments: false,
  allowDoctypes: false,
  tagNames: [
    ...['math', 'mi', 'mn', 'mo', 'ms', 'mspace', 'mtext', 'mrow', 'mfrac', 'msqrt', 'mroot', 'mstyle'],
    ...['merror', 'mpadded', 'mphantom', 'menclose', 'msub', 'msup', 'msubsup', 'munder', 'mover'],
    ...['munderover', 'mmultiscripts', 'mprescripts', 'none', 'mtable', 'mtr', 'mtd', 'a'],
  ],
  attributes: {
    '*': [
      ['mathvariant', /^[a-z][a-z-]{0,29}$/],
      ['mathcolor', COLOR],
      ['mathbackground', COLOR],
      ['displaystyle', ...TRUTH],
      ['scriptlevel', /^[+-]?[0-3]$/],
    ],
    a: [
      ['href', /^(?:https?|mailto):/i],
      ['rel', 'noopener'],
    ],
    math: [
      ['display', 'block'],
      ['dataPagefindIgnore', ''],
    ],
    menclose: [['notation', /^[a-z ]{1,80}$/]],
    mfrac: [['linethickness', LENGTH]],
    mo: [
      ...['fence', 'separator', 'stretchy', 'symmetric', 'largeop', 'movablelimits', 'accent'].map(
        (name): [string, ...string[]] => [name, ...TRUTH],
      ),
      ...['lspace', 'rspace', 'minsize', 'maxsize'].map((name): [string, RegExp] => [name, LENGTH]),
      ['form', 'prefix', 'infix', 'postfix'],
    ],
    mover: [['accent', ...TRUTH]],
    mpadded: [
      ['width', LENGTH],
      ['height', LENGTH],
      ['depth', LENGTH],
      ['lspace', LENGTH],
      ['voffset', LENGTH],
    ],
    mspace: [
      ['width', LENGTH],
      ['height', LENGTH],
      ['depth', LENGTH],
    ],
    mtd: [
      ['columnspan', /^\d{1,2}$/],
      ['rowspan', /^\d{1,2}$/],
      ['className', 'align-left', 'align-right', 'equation-number'],
      ['id', /^nb-./],
    ],
    munder: [['accentunder', ...TRUTH]],
    munderover: [
      ['accent', ...TRUTH],
      ['accentunder', ...TRUTH],
    ],
  },
  protocols: { href: ['http', 'https', 'mailto'] },
  clobber: [],
  clobberPrefix: '',
  required: {},
  ancestors: {},
  strip: ['script', 'style', 'annotation', 'annotation-xml', 'maction', 'semantics'],
};
