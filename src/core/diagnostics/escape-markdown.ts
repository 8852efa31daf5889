import { replaceControls } from './quote.ts';

/**
 * Words of strangers as text of a Markdown document: no markup, no control or direction characters, and on
 * GitHub no mention of anybody and no link to an issue, which an entity alone would not prevent.
 */
export function escapeMarkdown(text: string): string {
  return replaceControls(text.replace(/\s+/g, ' '))
    .replace(/[@#](?=[\w-])|\bGH-(?=\d)/gi, '$&\u2060')
    .replace(/[\\`*_{}[\]()#+!|<>~@&]/g, (character) => `&#${character.charCodeAt(0)};`);
}
