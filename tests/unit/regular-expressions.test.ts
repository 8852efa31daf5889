import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';
import type { Element } from 'hast';
import { analyse } from 'scslre';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { parseCatalog } from '../../src/core/catalog/parse.ts';
import { sanitizeText } from '../../src/core/diagnostics/sanitize-output.ts';
import { parseDockerfile } from '../../src/core/dockerfile/parse.ts';
import { readMarker } from '../../src/core/health/issues/section.ts';
import { readPastedImage } from '../../src/core/images/image-pages.ts';
import { parseImageReference } from '../../src/core/images/reference.ts';
import { explainLink } from '../../src/core/links/explain/explain.ts';
import { findLaunchLinks } from '../../src/core/links/find-links.ts';
import { parseNotebookAddress } from '../../src/core/links/notebook-address.ts';
import { inlineStyles } from '../../src/core/notebooks/render/colors.ts';
import { checkPage } from '../../src/core/pages/check-page.ts';
import { redactSecrets, redactText } from '../../src/core/redact.ts';
import { parseChallenges } from '../../src/io/registry/challenge.ts';
import { nodeTools } from '../../src/io/render/node-tools.ts';
import { PROJECT } from '../support/site.ts';

/**
 * Expressions that look as if their time grew with the square of the text, and why it does not: none of them
 * may meet a long text that it refuses.
 */
const HARMLESS: Readonly<Record<string, readonly string[]>> = {
  'takes whatever follows, so that it never goes back': [
    'src/core/dockerfile/lines.ts',
    'src/core/links/explain/read-place.ts',
    'src/core/notebooks/parse/fences.ts',
    'src/core/notebooks/parse/text/myst.ts',
    'src/core/notebooks/render/cell-language.ts',
    'src/core/notebooks/render/fenced-directive.ts',
    'src/core/notebooks/render/protect-markup.ts',
    'src/core/pages/check-page.ts',
  ],
  'reads markup that we wrote, in which every bracket is closed': [
    'src/core/notebooks/render/formula-text.ts',
    'src/core/notebooks/render/math-variants.ts',
    'src/core/notebooks/render/prose.ts',
    'src/core/notebooks/safe-html.ts',
    'src/core/site/search-words.ts',
  ],
  'reads a text of the manifest, which has 4,000 characters at most, or what was cut to fewer': [
    'src/core/addresses/repository-address.ts',
    'src/core/catalog/fields/paths.ts',
    'src/core/catalog/fields/sizes.ts',
    'src/core/catalog/fields/words.ts',
    'src/core/catalog/notebook-ids.ts',
    'src/core/notebooks/render/pictures.ts',
    'src/core/notebooks/render/svg-size.ts',
    'src/core/shorten.ts',
    'src/io/registry/answers.ts',
  ],
  'reads a link, which has 20,000 characters at most': ['src/core/links/explain/read-address.ts'],
  'reads a header, of which Node takes 16 kB': ['src/io/registry/challenge.ts', 'src/io/registry/tags.ts'],
  'reads the user’s own files and arguments, or names that we gave': [
    'src/cli/usage-errors.ts',
    'src/io/registry/credentials.ts',
    'src/io/render/fragment-cache.ts',
    'src/tasks/site/compile-plugins.ts',
  ],
};

test('no regular expression takes time that grows with the square of what a stranger wrote', () => {
  const risky = new Map<string, string[]>();
  for (const path of readdirSync(join(PROJECT, 'src'), { recursive: true, encoding: 'utf8' })) {
    if (!path.endsWith('.ts') || path.endsWith('.test.ts')) continue;
    const file = `src/${path.replaceAll('\\', '/')}`;
    for (const { source, flags } of listExpressions(file)) {
      const { reports } = analyse({ source, flags: flags.replace(/[gy]/g, '') }, {});
      if (reports.length > 0) risky.set(file, [...(risky.get(file) ?? []), source]);
    }
  }
  for (const file of Object.values(HARMLESS).flat()) {
    expect(risky.has(file), `${file} has no such expression any more`).toBe(true);
    risky.delete(file);
  }
  expect(Object.fromEntries(risky)).toEqual({});
});

function listExpressions(file: string): { source: string; flags: string }[] {
  const found: { source: string; flags: string }[] = [];
  const visit = (node: ts.Node) => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/');
      found.push({ source: node.text.slice(1, end), flags: node.text.slice(end + 1) });
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, readFileSync(join(PROJECT, file), 'utf8'), ts.ScriptTarget.Latest));
  return found;
}

const LENGTH = 150_000;

/** Parts that expressions look for, over and over, and an end that none of them takes. */
const PUMPS = [
  ' ',
  '\t',
  '\n',
  '/',
  '-',
  '.',
  '@',
  ':',
  '"',
  '\u2018',
  '<',
  '{',
  '[',
  '(',
  '`',
  '#',
  '%',
  '=',
  '\\',
  '\0',
]
  .concat([
    'a',
    '0',
    '- ',
    ' - ',
    '/-/',
    '.git/',
    'eyJ-',
    '](http://a',
    '<a',
    '; ',
    '//',
    '::',
    '##',
    '[^',
    '&amp;',
    '$(',
  ])
  .map((pump) => ({ name: JSON.stringify(pump), text: `${pump.repeat(LENGTH / pump.length)}\u2028!` }));

const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  'an address in the manifest': (text) =>
    parseCatalog(
      `version: 1\nsite: {title: t, url: ${JSON.stringify(`https://e.org/${text}`)}}\n`,
      'catalog.yaml',
    ),
  'a title in the manifest': (text) =>
    parseCatalog(`version: 1\nsite: {title: ${JSON.stringify(`\u2018${text}`)}}\n`, 'catalog.yaml'),
  'a key of the manifest': (text) =>
    parseCatalog(`version: 1\nsite: {${JSON.stringify(`${text}x`)}: 1}\n`, 'catalog.yaml'),
  'a line that is no YAML': (text) =>
    parseCatalog(`version: 1\n- ${text.replaceAll('\n', ' ')}: "x`, 'catalog.yaml'),
  'an image': (text) => [parseImageReference(`ghcr.io/${text}`), readPastedImage(`docker pull ${text}`)],
  'a launch link': (text) => explainLink(`https://mybinder.org/v2/${text}`),
  'the address of a notebook': (text) => parseNotebookAddress(`https://github.com/${text}`),
  'a README': (text) => findLaunchLinks(`https://a/git-pull ${text} https://b/git-pull/${text}`),
  'a Dockerfile': (text) => parseDockerfile(`# a=${text}\nFROM a:1\nCOPY ${text}\nRUN <<${text}`),
  'a page': (text) => checkPage({ file: 'a.md', text: `---\ntitle: a\n---\n${text}` }, () => true),
  'a style sheet': (text) => inlineStyles([sheet(text)]),
  'an attached picture': (text) => nodeTools.decodeBase64(text),
  'a challenge of a registry': (text) => parseChallenges(`Bearer realm="${text}`),
  'words of git': (text) => [redactText(text), redactSecrets(`"${text}`), sanitizeText(text)],
  'an issue': (text) => readMarker(`<!-- slipway-outage ${text}`),
};

const sheet = (value: string): Element => ({
  type: 'element',
  tagName: 'style',
  properties: {},
  children: [{ type: 'text', value }],
});

// A parser with backtracking would block the process for hours on some of these.
test.each(Object.entries(READERS))('%s that is made to last is read', { timeout: 120_000 }, (_, read) => {
  const scope = globalThis as { slowRead?: () => unknown };
  const unread = PUMPS.filter(({ text }) => {
    scope.slowRead = () => read(text);
    try {
      new Script('slowRead()').runInThisContext({ timeout: 5_000 });
      return false;
    } catch (error) {
      if ((error as { code?: string }).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return true;
      throw error;
    }
  });
  expect(unread.map(({ name }) => name)).toEqual([]);
});
