import { type JsonObject, objectOr, stringOr } from '../../json.ts';
import { parseYamlMapping } from '../front-matter.ts';
import { isBlank, uncomment } from './lines.ts';

/** YAML front matter of a text notebook, commented out in scripts. */
export interface Header {
  /** All top-level values of the YAML. */
  readonly values: JsonObject;
  /** What belongs to Jupyter: the `jupyter` section where there is one, else all. */
  readonly metadata: JsonObject;
  /** Name of the form that the file says it is written in, such as `percent`. */
  readonly declared?: string;
  /** Index of the first line after the header. */
  readonly end: number;
}

const MAX_LINES = 1_000;
const RULE = /^---\s*$/;

/**
 * Reads the header at the start of a text (jupytext, `header.py`): after `#!` and `coding:` lines, YAML between
 * two `---`, each line behind the comment prefix. Without one, `values` is empty and `end` is after those lines.
 */
export function readHeader(lines: readonly string[], prefix: string, suffix = ''): Header {
  const start = preambleEnd(lines, prefix === "#'" ? '#' : prefix);
  const isInComment = prefix === '' && lines[start]?.trim() === '<!--';
  const bare = (index: number) => uncomment(lines[index] ?? '', prefix, suffix);
  let at = isInComment ? start + 1 : start;
  while (isInComment && isBlank(lines[at]) && at < lines.length) at += 1;
  const yaml: string[] = [];
  const isPrefixed = (index: number) => index < lines.length && (lines[index] ?? '').startsWith(prefix);
  if (!isPrefixed(at) || !RULE.test(bare(at))) return { values: {}, metadata: {}, end: start };
  for (at += 1; isPrefixed(at) && !RULE.test(bare(at)); at += 1) {
    if (yaml.length >= MAX_LINES) return { values: {}, metadata: {}, end: start };
    yaml.push(bare(at));
  }
  if (!isPrefixed(at)) return { values: {}, metadata: {}, end: start };
  let end = at + 1;
  if (isInComment) while (end < lines.length && !(lines[end - 1] ?? '').includes('-->')) end += 1;
  if (end < lines.length && uncomment(lines[end] ?? '', prefix).trim() === '') end += 1;
  return { ...headerValues(parseYamlMapping(yaml.join('\n')) ?? {}), end };
}

/** What front matter says of the notebook, wherever the form puts it. */
export function headerValues(values: JsonObject): Omit<Header, 'end'> {
  const jupyter = objectOr(values.jupyter);
  const metadata = values.jupyter === undefined ? values : jupyter;
  const jupytext = objectOr(metadata.jupytext ?? values.jupytext);
  const declared = stringOr(objectOr(jupytext.text_representation).format_name, undefined);
  return { values, metadata, ...(declared !== undefined && { declared }) };
}

/** Lines that have to come first in a script: `#!/usr/bin/env …`, `# -*- coding: utf-8 -*-`. */
function preambleEnd(lines: readonly string[], comment: string): number {
  const isCoding = (line = '') =>
    line.trimStart().startsWith(comment) && /coding[:=][ \t]*[-\w.]/.test(line.slice(0, 200));
  let end = lines[0]?.startsWith('#!') ? 1 : 0;
  if (comment !== '' && isCoding(lines[end])) end += 1;
  return end;
}
