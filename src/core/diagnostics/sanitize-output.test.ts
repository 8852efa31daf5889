import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { findRunnerCommands } from '../../../tests/support/runner-commands.ts';
import { quoteYaml } from '../yaml/quote-yaml.ts';
import { escapeMarkdown } from './escape-markdown.ts';
import { formatGithub, formatJson, formatText } from './format.ts';
import { sanitizeJson, sanitizeText } from './sanitize-output.ts';
import type { Diagnostic } from './types.ts';

const HOSTILE = [
  '##[error]stop',
  'name ##[add-mask]a.ipynb',
  '##vso[task.setvariable]x',
  '::error::stop',
  ' \u00a0\u3000::add-mask::a',
  'a\r::set-output name=x::y',
  'a\r\n::stop-commands::token',
  'a\u2028::warning::b',
  '\u001b[2J\u001b]0;title\u0007',
  '\u202egnp.exe',
  '\u009b31m',
];
const anything = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '#',
        '##[',
        ']',
        '::',
        'error',
        '\r',
        '\n',
        ' ',
        '\u00a0',
        '\u0085',
        '\u001b[',
        '"',
        '\\',
      ),
      fc.string({ unit: 'grapheme', maxLength: 4 }),
    ),
  )
  .map((parts) => parts.join(''));
const diagnostic = (text: string): Diagnostic => ({
  code: 'content/notebook-missing',
  severity: 'error',
  message: text,
  hint: text,
  position: { file: 'catalog.yaml', line: 1, column: 1, length: 3 },
});

describe('what is printed', () => {
  test.each(HOSTILE)('holds no command and no control character: %j', (text) => {
    for (const printed of [sanitizeText(text), sanitizeJson(JSON.stringify([text], null, 2))]) {
      expect(findRunnerCommands(printed)).toEqual([]);
      expect(printed.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202e]/u);
    }
    expect(JSON.parse(sanitizeJson(JSON.stringify([text], null, 2)))).toEqual([text]);
  });

  test('whatever it is', () => {
    fc.assert(
      fc.property(anything, (text) => {
        expect(findRunnerCommands(sanitizeText(text))).toEqual([]);
        expect(JSON.parse(sanitizeJson(JSON.stringify({ text }, null, 2)))).toEqual({ text });
        expect(parse(quoteYaml(text))).toBe(text);
        expect(findRunnerCommands(quoteYaml(text))).toEqual([]);
      }),
    );
  });

  test('keeps other text as it is', () => {
    const text = '## Heading\n\ta: b::c # [x]\nsha256::x';
    expect(sanitizeText(text)).toBe(text);
  });
});

test.each(HOSTILE)('a diagnostic about %j is no command in any format', (text) => {
  const found = [diagnostic(text)];
  expect(findRunnerCommands(sanitizeText(formatText(found, new Map([['catalog.yaml', text]]))))).toEqual([]);
  expect(findRunnerCommands(sanitizeJson(formatJson(found)))).toEqual([]);
  // The one command is Slipway's own, and its text is no command when the runner prints it.
  const commands = formatGithub(found);
  expect(findRunnerCommands(commands)).toEqual(['error']);
  expect(commands).not.toContain('##[');
  expect(findRunnerCommands(decodeURIComponent(commands.slice(commands.indexOf('::', 3) + 2)))).toEqual([]);
});

test.each([
  ['@octocat and @org/team', /@[a-z]/],
  ['fixes #12, org/repo#3', /#\d/],
  ['see GH-12', /GH-\d/],
  ['a\u001b[31m\u202eb', /[\p{Cc}\u202e]/u],
])('in Markdown %j is nothing but text', (text, markup) => {
  // GitHub looks for mentions and references in the decoded text.
  const shown = escapeMarkdown(text).replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
  expect(shown).not.toMatch(markup);
});

test('in Markdown nothing is markup', () => {
  const text = '![x](https://example.org/x.png) <img src=x> `code` [a]: b\n| cell |\n# heading\n- item';
  expect(escapeMarkdown(text)).not.toMatch(/[![\]<>`|\n]/);
});
