import type { JsonObject } from '../json.ts';
import { parseYamlMapping, splitFrontMatter } from './front-matter.ts';

/** Options of a directive: a YAML block between `---`, or lines of `:key: value`. */
export function directiveOptions(body: string): { options: JsonObject; source: string } {
  const block = splitFrontMatter(body);
  if (block !== undefined) return { options: block.values, source: block.body };
  const lines = body.split('\n');
  let count = 0;
  while (/^:[\w-]+:(\s|$)/.test(lines[count] ?? '')) count += 1;
  if (count === 0) return { options: {}, source: body };
  const yaml = lines.slice(0, count).map((line) => line.replace(/^:([\w-]+):/, '$1:'));
  if (lines[count]?.trim() === '') count += 1;
  return { options: parseYamlMapping(yaml.join('\n')) ?? {}, source: lines.slice(count).join('\n') };
}
