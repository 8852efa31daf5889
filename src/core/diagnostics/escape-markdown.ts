/**
 * Words of strangers as text of a Markdown document: no markup, and on GitHub no mention of anybody and no
 * link to an issue, which an entity alone would not prevent.
 */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[@#](?=[\w-])/g, '$&\u2060')
    .replace(/[\\`*_{}[\]()#+!|<>~@&]/g, (character) => `&#${character.charCodeAt(0)};`);
}
