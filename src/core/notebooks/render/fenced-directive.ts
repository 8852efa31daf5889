import { isClosingFence } from '../parse/fences.ts';

/** A fenced block in the text: where it ends, and the directive it is, if any. */
export interface Fence {
  readonly end: number;
  readonly directive?: { readonly name: string; readonly argument: string; readonly body: string };
}

/** Reads the block whose first line ends at `after`; colons nest, backticks and tildes do not. */
export function readFence(input: string, after: number, indent: string, fence: string, info: string): Fence {
  const isColon = fence.startsWith(':');
  const directive = directiveOf(info, isColon);
  if (isColon && directive === undefined) return { end: after };
  let depth = 1;
  let start = after + 1;
  while (start <= input.length) {
    const newline = input.indexOf('\n', start);
    const end = newline < 0 ? input.length : newline;
    const line = input
      .slice(start, end)
      .replace(/^[ \t>]+/, '')
      .trimEnd();
    if (isClosingFence(line, fence)) {
      depth -= 1;
      if (depth === 0) {
        const body = input.slice(after + 1, Math.max(after + 1, start - 1));
        return { end, ...(directive && { directive: { ...directive, body: unindent(body, indent) } }) };
      }
    } else if (isColon && line.startsWith(fence) && /^:+\s*[\w{]/.test(line)) depth += 1;
    start = end + 1;
  }
  const body = input.slice(after + 1);
  return {
    end: input.length,
    ...(directive && { directive: { ...directive, body: unindent(body, indent) } }),
  };
}

/** With colons, attributes may follow the name (mystmd, "Directives"); with backticks those are a chunk of knitr's. */
const MYST_BLOCK = /^\{([a-zA-Z][\w:+-]{0,40})(?:[ \t][^{}]{0,300})?\}[ \t]*(.*)$/s;
const MYST_FENCE = /^\{([a-zA-Z][\w:+-]{0,40})\}[ \t]*(.*)$/s;

/** `{note} Title`, and with colons Quarto's `{.callout-note title="…"}` and pandoc's bare class. */
function directiveOf(info: string, isColon: boolean): { name: string; argument: string } | undefined {
  const myst = (isColon ? MYST_BLOCK : MYST_FENCE).exec(info);
  if (myst !== null) return { name: (myst[1] ?? '').toLowerCase(), argument: myst[2] ?? '' };
  const word = isColon ? /^([a-zA-Z][\w-]{0,40})[ \t:]*$/.exec(info)?.[1] : undefined;
  if (word !== undefined) return { name: word.toLowerCase(), argument: '' };
  const attributes = isColon ? /^\{([^}]*)\}/.exec(info)?.[1] : undefined;
  if (attributes === undefined) return undefined;
  const callout = /\.callout-([a-z]+)/.exec(attributes)?.[1];
  const title = /title=(?:"([^"]*)"|'([^']*)')/.exec(attributes);
  return { name: callout ?? 'div', argument: title?.[1] ?? title?.[2] ?? '' };
}

function unindent(body: string, indent: string): string {
  if (indent === '') return body;
  return body
    .split('\n')
    .map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line.replace(/^[ \t>]+/, '')))
    .join('\n');
}
