import { describe, expect, test } from 'vitest';
import { summarizeNotebook } from './summary.ts';
import { code, ipynb, markdown, parsed, rendered } from './test-notebooks.ts';

const summary = (cells: readonly unknown[], metadata: object = {}) =>
  summarizeNotebook(parsed(ipynb(cells, metadata)));

test('a formula of MathJax in a title is said in words, too', async () => {
  const { summary: found } = await rendered([markdown('# Burning $\\ce{CH4}$')]);

  expect(found.title).toBe('Burning CH₄');
});

describe('title', () => {
  test.each([
    ['the first heading', ['text\n\n# Tides', '# Other'], {}, 'Tides'],
    ['a heading of HTML', ['<div><h1 align="center">Tides</h1></div>'], {}, 'Tides'],
    ['without markup', ['# *Tides* and `code` <br> [x](y)'], {}, 'Tides and code x'],
    ['underlined', ['Tides\n====='], {}, 'Tides'],
    ['the metadata before a lesser heading', ['## Setup'], { title: 'Tides' }, 'Tides'],
    ['a heading before the metadata', ['# Tides'], { title: 'Old' }, 'Tides'],
    ['a lesser heading', ['## Setup'], {}, 'Setup'],
    ['a line in bold at the start', ['**Chapter 1 – Tides**\n\n# Setup'], {}, 'Chapter 1 – Tides'],
    ['no sentence in bold', ['**Note: run this first.**\n\n# Tides'], {}, 'Tides'],
    ['not a comment in code', ['```\n# no\n```\n# Tides'], {}, 'Tides'],
    ['with a formula', ['# Rates $\\frac{a}{b}$ and $x^2_1$'], {}, 'Rates a/b and x₁²'],
    ['with a definition before it', ['$\\def\\v{w}$\n\n# On $\\v$'], {}, 'On w'],
    ['nothing', ['text'], {}, undefined],
    ['metadata that is no text', ['text'], { title: 7 }, undefined],
    ['a heading that is seen', ['# \u200b\u2060', '## Tides'], { title: '\ufeff' }, 'Tides'],
    ['without controls of a terminal', ['# T\u0008i\u001b[1mdes'], {}, 'Ti[1mdes'],
    ['without turning what follows around', ['text'], { title: 'T\u202eides\u2066' }, 'Tides'],
  ])('%s', (_name, sources, metadata, title) => {
    expect(
      summary(
        sources.map((source) => markdown(source)),
        metadata,
      ).title,
    ).toBe(title);
  });

  test('front matter of a text notebook', () => {
    expect(summarizeNotebook(parsed('---\ntitle: Tides\n---\n## Setup', 'a.qmd')).title).toBe('Tides');
  });
});

describe('description', () => {
  test.each([
    [
      'the first paragraph after the title',
      '# Tides\n\nWhy the sea *rises* and falls.\n\nMore.',
      'Why the sea rises and falls.',
    ],
    [
      'not what stands before the title',
      'A banner of some length.\n\n# Tides\n\nWhy the sea rises and falls.',
      'Why the sea rises and falls.',
    ],
    [
      'not badges',
      '# Tides\n\n[![Open in Binder](https://x.example/b.svg)](https://x.example)\n\nWhy the sea rises and falls.',
      'Why the sea rises and falls.',
    ],
    [
      'not lists and notes',
      '# Tides\n\n- a list of things that is long\n\n```{note}\nA note that is long enough\n```\n\nWhy the sea rises and falls.',
      'Why the sea rises and falls.',
    ],
    [
      'with its formulas as text',
      '# Tides\n\nThe force goes with $r^{-3}$ and the mass.',
      'The force goes with r⁻³ and the mass.',
    ],
    [
      'not what is hidden',
      '# Tides\n\n<div style="display:none"><p>The answer is forty-two.</p></div>\n\nWhy the sea rises and falls.',
      'Why the sea rises and falls.',
    ],
    ['in a script without spaces', '# 潮汐\n\n海水为什么涨落？', '海水为什么涨落？'],
    [
      'the first entry of a list where there is no paragraph',
      '# Exercise\n\n1. Start a job that waits for `five` seconds.\n2. Print its result.',
      'Start a job that waits for five seconds.',
    ],
    ['not a table of contents', '# Tides\n\n- [Why the sea rises and falls](why.ipynb)', undefined],
    ['none where there is none', '# Tides', undefined],
  ])('%s', (_name, source, description) => {
    expect(summary([markdown(source)]).description).toBe(description);
  });

  test.each([
    ['English', 'The sea rises. ', ' '],
    ['Japanese', '海は満ちて、また引いていく。', ''],
    ['Hindi', 'समुद्र का जल चढ़ता और उतरता है। ', ' '],
    ['Arabic', 'يرتفع البحر وينخفض كل يوم. ', ' '],
  ])('ends with a sentence in %s', (_name, sentence) => {
    const { description = '' } = summary([markdown(`# T\n\n${sentence.repeat(60)}`)]);

    expect(description.length).toBeGreaterThan(100);
    expect(description.length).toBeLessThanOrEqual(200);
    expect(description.at(-1)).toBe(sentence.trim().at(-1));
  });

  test('is cut at a word where no sentence ends', () => {
    const { description = '' } = summary([markdown(`# T\n\n${'word '.repeat(100)}`)]);

    expect(description.length).toBeLessThanOrEqual(200);
    expect(description).toMatch(/ word…$/);
  });
});

test('counts', () => {
  expect(
    summary([markdown('a'), code('x', [{ output_type: 'stream', name: 'stdout', text: 'x' }]), code('')]),
  ).toMatchObject({
    cellCount: 3,
    codeCellCount: 2,
    hasOutputs: true,
    language: 'python',
  });
  expect(summary([code('x')]).hasOutputs).toBe(false);
});
