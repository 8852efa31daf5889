import type { OffsetEdit } from '../diagnostics/apply-fix.ts';
import { quote } from '../diagnostics/quote.ts';
import { quoteYaml } from '../yaml/quote-yaml.ts';
import type { DiagnosticText } from './reporter.ts';
import { listAsMapping, textAsList } from './source/edits.ts';
import { isOddSpace, toPlainSpaces } from './source/text-faults.ts';
import type { Range, SourceList, SourceMap, SourceNode, SourceText } from './source/tree.ts';

/** How the value is written that was meant. */
export function suggestShape(
  node: SourceNode,
  expected: string,
  keys: readonly string[],
  text: string,
): Pick<DiagnosticText, 'hint' | 'fix'> {
  if (expected === 'array' && keys.length > 0) {
    return {
      hint: `Begin each entry on a line of its own with "- ${keys[0]}: ", and indent its other keys as far as this one.`,
      fix: node.kind === 'map' && !node.isFlow ? indentAsItem(node.range, text) : undefined,
    };
  }
  const replace = (written: string, hint = `Write ${written}.`) => ({
    hint,
    fix: [{ ...node.range, text: written }],
  });
  if (expected === 'array' && node.kind === 'text') {
    if (!/^-/.test(node.value) || !isOddSpace(node.value[1]))
      return replace(`[${textAsList(node.value).map(quoteYaml).join(', ')}]`);
    return replace(
      toPlainSpaces(text.slice(node.range.start, node.range.end)),
      'The space after the hyphen is of another kind, such as a no-break space; type it anew.',
    );
  }
  if (expected === 'string' && node.kind === 'list' && node.items.length === 1) {
    const [item] = node.items;
    if (item?.kind !== 'text') return {};
    return replace(quoteYaml(item.value), `Write ${quote(item.value)} without the hyphen or the brackets.`);
  }
  const isMapping = expected === 'object' || expected === 'record';
  if (isMapping && node.kind === 'text') {
    // What a notebook is called is the first that people write of it.
    if (keys[0] === 'title' && keys.includes('executed') && !keys.includes('repository')) {
      return replace(`{title: ${quoteYaml(node.value)}}`);
    }
    return { hint: keys.length > 0 ? `Write its keys on the lines below: ${keys.join(', ')}.` : undefined };
  }
  if (!isMapping || node.kind !== 'list') return {};
  const isOfMappings = node.items.every((item) => item.kind === 'map' && item.entries.size > 1);
  return {
    hint: isOfMappings
      ? 'Begin each entry with its id and a colon, without a hyphen, and indent its keys below it.'
      : 'Write each entry as "key: value", without a hyphen.',
    fix: listAsMapping(node, text),
  };
}

/** A block mapping as the one item of a list: its first line gets a hyphen, the others are indented as far. */
function indentAsItem({ start, end }: Range, text: string): readonly OffsetEdit[] {
  const edits: OffsetEdit[] = [{ start, end: start, text: '- ' }];
  for (let at = text.indexOf('\n', start) + 1; at > 0 && at < end; at = text.indexOf('\n', at) + 1) {
    edits.push({ start: at, end: at, text: '  ' });
  }
  return edits;
}

/** A value of a wrong shape, in words: `an empty list`. */
export function describeShape(node: SourceText | SourceList | SourceMap): string {
  if (node.kind === 'text' && isNull(node)) return `${quote(node.value)}, which is a text here`;
  const name = { list: 'list', map: 'mapping', text: 'text' }[node.kind];
  return isWithoutContent(node) ? `an empty ${name}` : `a ${name}`;
}

/** `[]`, `{}`, `""`, or what other readers of YAML take for no value. */
export function isWithoutContent(node: SourceNode): boolean {
  if (node.kind === 'list') return node.items.length === 0;
  if (node.kind === 'map') return node.entries.size === 0;
  return node.kind === 'text' && (node.value === '' || isNull(node));
}

function isNull(node: SourceText): boolean {
  return node.isPlain === true && /^(?:~|null|Null|NULL)$/.test(node.value);
}

/**
 * What to do with a value that says nothing.
 *
 * @param purpose what the key is for
 */
export function suggestForNothing(
  { range }: SourceNode,
  isOptional: boolean,
  purpose: string | undefined,
): Pick<DiagnosticText, 'hint' | 'fix'> {
  if (!isOptional) return { hint: purpose };
  return { hint: 'Remove it: this key may be without a value.', fix: [{ ...range, text: '' }] };
}
