/** Part of a Markdown text: lines of prose, or one fenced block. */
export type MarkdownPart =
  | { readonly kind: 'prose'; readonly text: string }
  | {
      readonly kind: 'fence';
      /** All that follows the fence on its first line, trimmed. */
      readonly info: string;
      readonly body: string;
      /** The block as written, fences included. */
      readonly text: string;
    };

const OPENING = /^ {0,3}(`{3,}|~{3,})([^\n]*)$/;

/** Cuts a Markdown text into fenced blocks and what is between them (CommonMark 0.31, 4.5). */
export function splitFences(text: string): readonly MarkdownPart[] {
  const lines = text.split('\n');
  const parts: MarkdownPart[] = [];
  let prose: string[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const opening = OPENING.exec(lines[index] ?? '');
    const fence = opening?.[1];
    const info = opening?.[2]?.trim() ?? '';
    if (fence === undefined || (fence.startsWith('`') && info.includes('`'))) {
      prose.push(lines[index] ?? '');
      continue;
    }
    const end = closingLine(lines, index + 1, fence);
    if (prose.length > 0) parts.push({ kind: 'prose', text: prose.join('\n') });
    prose = [];
    parts.push({
      kind: 'fence',
      info,
      body: lines.slice(index + 1, end).join('\n'),
      text: lines.slice(index, end + 1).join('\n'),
    });
    index = end;
  }
  if (prose.length > 0) parts.push({ kind: 'prose', text: prose.join('\n') });
  return parts;
}

/** Index of the line that closes a fence, or of the line after the last. */
export function closingLine(lines: readonly string[], from: number, fence: string): number {
  for (let index = from; index < lines.length; index += 1)
    if (isClosingFence((lines[index] ?? '').trim(), fence)) return index;
  return lines.length;
}

/** Whether a trimmed line closes a fence: at least as many of the same characters, and nothing else. */
export function isClosingFence(line: string, fence: string): boolean {
  return line.startsWith(fence) && line === fence.charAt(0).repeat(line.length);
}
