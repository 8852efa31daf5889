import { AFTER, BEFORE, type HostileFile } from './hostile-payloads.ts';

/** The target of whatever covers a button. */
const PHISH = 'https://evil.example/phish';

const ZALGO =
  'a\u0300\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308\u0309\u030a\u030b\u030c'.repeat(3) +
  '\u0300'.repeat(600);

/** Notebooks that try to cover the rest of the page, most of them with a link. */
const MARKDOWN: readonly string[] = [
  `[$\\smash{\\raisebox{-20em}{\\textcolor{white}{\\rule{49em}{50em}}}}\\smash{\\raisebox{-20em}{\\rule{49em}{50em}}}$](${PHISH})`,
  `[$\\raisebox{40em}{\\rule{49em}{40em}}$](${PHISH})`,
  `[$\\smash{\\raisebox{30em}{\\rule{49em}{30em}}}\\kern{-49em}\\smash{\\rule{49em}{49em}}$](${PHISH})`,
  `[$\\mathllap{\\rule{49em}{49em}}\\mathrlap{\\rule{49em}{49em}}\\mathclap{\\rule{49em}{49em}}$](${PHISH})`,
  `[$${'\\hspace{49em}'.repeat(20)}\\smash{\\rule{49em}{49em}}$](${PHISH})`,
  `[$$\\smash{\\rule[-49em]{49em}{50em}}$$](${PHISH})`,
  `[$\\Huge\\smash{\\raisebox{-9em}{${'\\mathrlap{\\rule{49em}{49em}}'.repeat(10)}}}$](${PHISH})`,
  `[$x^{${'x^{'.repeat(60)}x${'}'.repeat(60)}}$](${PHISH})`,
  `[$\\begin{array}{c}${'\\rule{49em}{49em}\\\\[49em]'.repeat(10)}\\end{array}$](${PHISH})`,
  `${'<sup>'.repeat(300)}<a href="${PHISH}">covers</a>`,
  `${'<sub>'.repeat(300)}<a href="${PHISH}">covers</a>`,
  `<a href="${PHISH}">${ZALGO}</a>`,
  `<div class="float-right"><a href="${PHISH}">${'covers<br>'.repeat(200)}</a></div>`,
  `<div class="button primary search-dialog visually-hidden skip-link" dir="rtl"><a href="${PHISH}">${'covers'.repeat(500)}</a></div>`,
  `<table><tr><td colspan="999" rowspan="999"><a href="${PHISH}">${'W'.repeat(5_000)}</a></td></tr></table>`,
  `${'- '.repeat(200)}[covers](${PHISH})`,
  `${'> '.repeat(200)}[covers](${PHISH})`,
  `<a href="${PHISH}"><img alt="covers" width="9999" height="9999" src="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='9000' height='9000' overflow='visible'><rect width='9000' height='9000'/></svg>"></a>`,
  `<ruby>a<rt><a href="${PHISH}">${'covers '.repeat(300)}</a></rt></ruby>`,
  `# [${ZALGO}](${PHISH})`,
];

const OUTPUTS: readonly object[] = [
  { 'text/latex': `$\\smash{\\raisebox{-20em}{\\rule{49em}{50em}}}$` },
  { 'text/html': `<a href="${PHISH}">${'<sup>'.repeat(200)}covers</a>` },
  {
    'image/svg+xml': `<svg xmlns="http://www.w3.org/2000/svg" width="9999" height="9999" style="position:fixed;inset:0;overflow:visible"><rect x="-5000" y="-5000" width="20000" height="20000"/></svg>`,
  },
  { 'text/plain': ZALGO.repeat(20) },
];

/** One notebook for each; their words before and after the payload must stay readable. */
export function listOverlayNotebooks(): HostileFile[] {
  const prose = (source: string) => ({ cell_type: 'markdown', metadata: {}, source });
  const cells = [
    ...MARKDOWN.map((source) => prose(source)),
    ...OUTPUTS.map((data) => ({
      cell_type: 'code',
      metadata: {},
      source: 'cover()',
      execution_count: 1,
      outputs: [{ output_type: 'display_data', metadata: {}, data }],
    })),
  ];
  return cells.map((cell, index) => ({
    path: `overlay/${String(index + 1).padStart(2, '0')}.ipynb`,
    text: JSON.stringify({
      nbformat: 4,
      nbformat_minor: 4,
      metadata: {},
      cells: [prose(`# Overlay ${index + 1}\n\n${BEFORE}`), cell, prose(AFTER)],
    }),
  }));
}
