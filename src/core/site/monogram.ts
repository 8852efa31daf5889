import type { AccentColours } from '../colour/accent-theme.ts';

/** A tile with the first letter of a title, as SVG. */
export function renderMonogram(title: string, { accent, onAccent }: AccentColours): string {
  const letter = /\p{L}|\p{N}/u.exec(title)?.[0]?.toUpperCase() ?? '';
  return [
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">',
    `<rect width="32" height="32" rx="7" fill="${accent}"/>`,
    `<text x="16" y="23" text-anchor="middle" font-family="system-ui,sans-serif" font-size="20" font-weight="700" fill="${onAccent}">${letter}</text>`,
    '</svg>',
  ].join('');
}
