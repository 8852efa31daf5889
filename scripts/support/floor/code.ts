import { createCssVariablesTheme, createHighlighterCore } from 'shiki/core';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';
import { bundledLanguages } from 'shiki/langs';

export const escapeText = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** Shiki's JavaScript engine with one theme of CSS variables, its tokens printed as they come. */
export async function createCodeHtml(): Promise<(code: string, language: string) => string> {
  const core = await createHighlighterCore({
    langs: [bundledLanguages.python, bundledLanguages.julia],
    themes: [createCssVariablesTheme({ name: 'floor', fontStyle: false })],
    engine: createJavaScriptRegexEngine({ forgiving: true }),
  });
  return (code, language) =>
    core
      .codeToTokensBase(code, { lang: language === 'julia' ? language : 'python', theme: 'floor' })
      .map((line) =>
        line.map(({ content, color }) => `<i class="${color}">${escapeText(content)}</i>`).join(''),
      )
      .join('\n');
}
