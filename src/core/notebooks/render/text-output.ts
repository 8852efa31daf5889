import { trimEndWhere } from '../../trim.ts';
import { LIMITS } from '../limits.ts';
import { html, joinHtml, NO_HTML, raw } from '../safe-html.ts';
import type { SafeHtml } from '../types.ts';
import { renderAnsiLines } from './ansi.ts';
import { scrollFocus } from './code-block.ts';
import { languageAttribute } from './own-words.ts';
import type { Page } from './page.ts';

/** Text as a terminal would show it; what is long is folded, what is very long is cut with a notice. */
export function renderTextOutput(
  text: string,
  kind: 'plain' | 'stderr' | 'error',
  label: string,
  page: Page,
): SafeHtml {
  let isCut = text.length > LIMITS.textChars;
  // A traceback says most at its end, everything else at its beginning.
  const kept = !isCut
    ? text
    : kind === 'error'
      ? text.slice(-LIMITS.textChars)
      : text.slice(0, LIMITS.textChars);
  let lines = renderAnsiLines(trimEndWhere(kept.toWellFormed(), (character) => character === '\n'));
  if (lines.length > LIMITS.textLines) {
    isCut = true;
    lines = lines.slice(0, LIMITS.textLines);
  }
  if (isCut) page.notices.add('output-cut');
  if (lines.every((line) => line.trim() === '')) return NO_HTML;
  const isLong = lines.length > LIMITS.visibleTextLines;
  const shown = isLong ? lines.slice(0, LIMITS.foldedTextLines) : lines;
  const block = (part: readonly SafeHtml[]) =>
    html`<pre class="output-text output-${kind}" role="group" aria-label="${label}"${raw(scrollFocus(part.join('\n')))}>${raw(joinHtml(part, '\n'))}</pre>`;
  if (!isLong) return block(shown);
  const { texts } = page.context;
  const lang = raw(languageAttribute(page.context));
  const rest = lines.slice(LIMITS.foldedTextLines);
  const end = isCut ? html`<p class="output-note"${lang}>${texts.restNotShown}</p>` : NO_HTML;
  return joinHtml([
    block(shown),
    html`<details class="fold"><summary${lang}>${texts.moreLines(rest.length)}</summary>${raw(block(rest))}${raw(end)}</details>`,
  ]);
}
