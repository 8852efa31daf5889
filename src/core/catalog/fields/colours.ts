import { parseHexColour } from '../../colour/accent-theme.ts';
import { quote } from '../../diagnostics/quote.ts';
import { adviseValue } from '../remedies.ts';
import type { Problem } from '../reporter.ts';

/** A colour as three or six hexadecimal digits. */
export function checkColour(text: string): Problem | undefined {
  if (parseHexColour(text) !== undefined) return undefined;
  return {
    code: 'manifest/bad-colour',
    message: `${quote(text)} is not a colour; write "#" and six hexadecimal digits, such as "#0b5a77".`,
    ...adviseValue(parseHexColour(`#${text.replace(/^(?:#|0x)/i, '')}`)),
  };
}
