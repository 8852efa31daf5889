import { redactSecrets } from '../redact.ts';

/** Terminal codes: CSI and OSC sequences and other escapes (ECMA-48, 5.4 and 8.3.89). */
const ESCAPES =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with one
  /(?:\x1b\[|\x9b)[0-9;:?<=>]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\|$)|\x1b[ -/]*[0-~]?/g;
const CONTROLS = /[^\P{C}\n\t]/gu;

/** What a kernel printed, as plain text of bounded length that ends as it ended. Line breaks stay. */
export function cleanOutput(text: string, maxLength: number): string {
  const plain = redactSecrets(text.replace(ESCAPES, '')).replace(/\r\n?/g, '\n').replace(CONTROLS, '');
  return plain.length <= maxLength ? plain : `…${plain.slice(1 - maxLength)}`;
}

/** The same in one line, which is cut at its end. */
export function cleanLine(text: string, maxLength: number): string {
  const plain = redactSecrets(text.replace(ESCAPES, '')).replace(/\s+/g, ' ').replace(CONTROLS, '').trim();
  return plain.length <= maxLength ? plain : `${plain.slice(0, maxLength - 1)}…`;
}
