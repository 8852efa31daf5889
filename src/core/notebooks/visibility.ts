import { type JsonObject, objectOr } from './json.ts';
import { parseYamlMapping } from './parse/front-matter.ts';
import type { Cell } from './types.ts';

/*
 * What authors leave out of a page, and what they fold away: tags of Jupyter Book and nbconvert, options of
 * knitr, Quarto and nbdev, and what JupyterLab, Colab and nbsphinx keep in a cell's metadata. Every form of
 * notebook goes through here.
 */

export type CellPart = 'cell' | 'input' | 'output' | 'stdout' | 'stderr';

/** Options that leave something out, and the tags of Jupyter Book that say the same. */
const REMOVING: readonly (readonly [key: string, values: readonly unknown[], tag: string])[] = [
  ['include', [false], 'remove_cell'],
  ['echo', [false], 'remove_input'],
  ['results', ['hide'], 'remove_output'],
  ['output', [false], 'remove_output'],
  ['warning', [false], 'remove-stderr'],
  ['code-fold', [true, 'true'], 'hide-input'],
];
/** Directives of nbdev (`nbdev/processors.py`), which are words of their own. */
const NBDEV: Readonly<Record<string, string>> = {
  hide: 'remove_cell',
  hide_input: 'remove_input',
  hide_output: 'remove_output',
};
const OPTION_LINE = /^[ \t]*(?:#|\/\/|--|%)\|[ \t]?/;

/** Options that a cell of code begins with, `#| key: value`, and the code after them. */
export interface CodeOptions {
  readonly options: JsonObject;
  readonly code: string;
}

export function parseCodeOptions(source: string): CodeOptions {
  if (!OPTION_LINE.test(source)) return { options: {}, code: source };
  const lines = source.split('\n');
  let count = 0;
  while (OPTION_LINE.test(lines[count] ?? '')) count += 1;
  const written = lines.slice(0, count).map((line) => line.replace(OPTION_LINE, ''));
  const words = written.filter((line) => Object.hasOwn(NBDEV, line.trim()));
  const yaml = written.filter((line) => !words.includes(line));
  const options = yaml.length === 0 ? {} : (parseYamlMapping(yaml.join('\n')) ?? {});
  const tags = words.map((word) => NBDEV[word.trim()] ?? '');
  return {
    options: tags.length === 0 ? options : { ...options, tags: [...tags, ...parseTags(options.tags)] },
    code: lines.slice(count).join('\n'),
  };
}

/** `execute:` of Quarto's front matter, which holds for every cell that says nothing else. */
export function executeDefaults(frontMatter: JsonObject): JsonObject {
  const { echo, include, output, warning } = objectOr(frontMatter.execute);
  return {
    ...(echo === false && { echo }),
    ...(include === false && { include }),
    ...(output === false && { output }),
    ...(warning === false && { warning }),
  };
}

/** Adds the tags by which pages leave out what the options of knitr and Quarto leave out. */
export function withRemovingTags(options: JsonObject): JsonObject {
  const tags = REMOVING.filter(
    ([key, values]) => Object.hasOwn(options, key) && values.includes(options[key]),
  ).map(([, , tag]) => tag);
  return tags.length === 0 ? options : { ...options, tags: [...tags, ...parseTags(options.tags)] };
}

/** `metadata.tags`: a list in nbformat, a comma-separated string in text notebooks. */
export function parseTags(value: unknown): readonly string[] {
  const items = typeof value === 'string' ? value.split(',') : Array.isArray(value) ? value : [];
  return items.flatMap((tag: unknown) => (typeof tag === 'string' && tag.trim() !== '' ? [tag.trim()] : []));
}

/** Whether the author took a part of the cell off the page. */
export function isRemoved({ tags }: Pick<Cell, 'tags'>, part: CellPart): boolean {
  return tags.some((tag) => {
    const name = normalizeTag(tag);
    return name === `remove-${part}` || (part === 'output' && name === 'remove-all-outputs');
  });
}

/** Whether the author folded a part of the cell away, which the page then does too. */
export function isFolded(part: 'input' | 'output', tags: readonly string[], metadata: JsonObject): boolean {
  const jupyter = objectOr(metadata.jupyter);
  const names = tags.map(normalizeTag);
  if (names.includes('hide-cell') || names.includes(`hide-${part}`)) return true;
  return part === 'input'
    ? jupyter.source_hidden === true || metadata.hide_input === true || metadata.cellView === 'form'
    : jupyter.outputs_hidden === true || metadata.collapsed === true;
}

/** Tags that other metadata amounts to: nbsphinx hides a cell by a key of its own. */
export function impliedTags(metadata: JsonObject): readonly string[] {
  return metadata.nbsphinx === 'hidden' ? ['remove-cell'] : [];
}

function normalizeTag(tag: string): string {
  return tag.toLowerCase().replaceAll('_', '-');
}
