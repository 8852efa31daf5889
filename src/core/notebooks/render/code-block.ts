import type { PreviewTexts } from '../../texts/en.ts';
import { html, NO_HTML, raw } from '../safe-html.ts';
import type { SafeHtml } from '../types.ts';

const NAMES: Readonly<Record<string, string>> = {
  cpp: 'C++',
  csharp: 'C#',
  fsharp: 'F#',
  html: 'HTML',
  css: 'CSS',
  json: 'JSON',
  yaml: 'YAML',
  xml: 'XML',
  sql: 'SQL',
  latex: 'LaTeX',
  javascript: 'JavaScript',
  typescript: 'TypeScript',
};

/** What a screen reader says of a block of code. */
export function codeLabel(language: string, texts: PreviewTexts): string {
  if (language === 'text' || language === '') return texts.plainCode;
  const name = Object.hasOwn(NAMES, language) ? NAMES[language] : undefined;
  return texts.code(name ?? language.charAt(0).toUpperCase() + language.slice(1));
}

/** A block with long lines scrolls, and must be reachable by keyboard to do so. */
export function scrollFocus(text: string): SafeHtml {
  return /^[^\n]{70}/m.test(text) ? html` tabindex="0"` : NO_HTML;
}

/**
 * The search finds code too, and puts it behind prose.
 *
 * @param highlighted the code as the highlighter printed it
 */
export function codeBlock(highlighted: SafeHtml, code: string, label: string): SafeHtml {
  return html`<pre class="code" role="group" aria-label="${label}"${raw(scrollFocus(code))} data-pagefind-weight="0.2"><code>${raw(highlighted)}</code></pre>`;
}
