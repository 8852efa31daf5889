import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderCodeFrame } from './code-frame.ts';
import { formatGithub, formatJson, formatText, summarizeDiagnostics } from './format.ts';
import type { Diagnostic } from './types.ts';

const file = 'content/catalog.yaml';

function diagnostic(overrides: Partial<Diagnostic> = {}): Diagnostic {
  return {
    code: 'manifest/unknown-key',
    severity: 'error',
    message: 'There is no such key.',
    position: { file, line: 2, column: 3, length: 4 },
    ...overrides,
  };
}

describe('formatText', () => {
  test('begins with place, severity and code, with a frame and the hint below', () => {
    const text = formatText(
      [diagnostic({ hint: 'Did you mean "name"?' })],
      new Map([[file, 'a:\n  nmae: 1\n']]),
    );

    expect(text.split('\n')).toEqual([
      'content/catalog.yaml:2:3 - error manifest/unknown-key: There is no such key.',
      '  2 |   nmae: 1',
      '    |   ^^^^',
      '  hint: Did you mean "name"?',
      '',
    ]);
  });

  test('leaves line and column out where the place is not known', () => {
    const text = formatText([diagnostic({ position: { file } })], new Map());

    expect(text).toBe('content/catalog.yaml - error manifest/unknown-key: There is no such key.\n');
  });

  test('never lets a message break the first line', () => {
    const text = formatText([diagnostic({ message: 'One\ntwo\u001b[31m' })], new Map());

    expect(text.split('\n')[0]).toMatch(/One two\ufffd\[31m$/);
  });
});

describe('renderCodeFrame', () => {
  const carets = (line: string, column: number, length: number) =>
    renderCodeFrame(line, { file, line: 1, column, length }).split('\n');

  test.each([
    ['tabs', '\t\tkey: x', 3, 3, '  1 |     key: x', '    |     ^^^'],
    ['wide characters', '課: bad', 4, 3, '  1 | 課: bad', '    |     ^^^'],
    ['wide characters that are marked', 'a: 課課', 4, 2, '  1 | a: 課課', '    |    ^^^^'],
    ['emoji of two code units', '"😀" bad', 6, 3, '  1 | "😀" bad', '    |      ^^^'],
    ['the end of a line', 'a:', 3, 0, '  1 | a:', '    |   ^'],
    ['a byte order mark', '\ufeffab', 1, 2, '  1 | ab', '    | ^^'],
    ['CRLF', 'ab\r\ncd', 1, 2, '  1 | ab', '    | ^^'],
  ])('handles %s', (_, line, column, length, shown, marks) => {
    expect(carets(line, column, length)).toEqual([shown, marks]);
  });

  test('cuts a long line around the place', () => {
    const [shown = '', marks = ''] = carets(`${'x'.repeat(5000)}BAD${'y'.repeat(5000)}`, 5001, 3);

    expect(shown.length).toBeLessThan(120);
    expect(shown.slice(marks.indexOf('^'), marks.lastIndexOf('^') + 1)).toBe('BAD');
    expect(shown).toMatch(/^ {2}1 \| …x+BADy+…$/);
  });

  test('covers secrets in place', () => {
    const line = 'url: https://me:s3cret/@host.org/x?token=abc #';
    const [shown = ''] = carets(line, 6, 10);

    expect(shown).not.toMatch(/me|s3cret|abc/);
    expect(shown).toHaveLength('  1 | '.length + line.length);
  });

  test('covers secrets whose @ is escaped', () => {
    expect(carets('url: "https://me:s3cret\\x40host.org"', 6, 10)[0]).not.toContain('s3cret');
  });

  test('never fails and keeps to two lines', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.nat(5),
        fc.nat(80),
        fc.nat(80),
        (text, line, column, length) => {
          const frame = renderCodeFrame(text, { file, line: line + 1, column: column + 1, length });
          expect(frame.split('\n').length).toBeLessThanOrEqual(2);
        },
      ),
    );
  });
});

test('formatJson has exactly the agreed keys', () => {
  const [first, second] = JSON.parse(
    formatJson([diagnostic(), diagnostic({ hint: 'h', position: { file } })]),
  ).diagnostics;

  expect(first).toEqual({
    code: 'manifest/unknown-key',
    severity: 'error',
    file,
    line: 2,
    column: 3,
    message: 'There is no such key.',
    hint: null,
  });
  expect(second).toMatchObject({ line: null, column: null, hint: 'h' });
});

test('formatGithub escapes what would end a property or a line', () => {
  const text = formatGithub([
    diagnostic({ message: '100 %\r\nsure', position: { file: 'a,b:c.yaml', line: 1, column: 2, length: 0 } }),
    diagnostic({ severity: 'warning', position: { file } }),
  ]);

  expect(text.split('\n')).toEqual([
    '::error file=a%2Cb%3Ac.yaml,line=1,col=2,title=manifest/unknown-key::100 %25%0Asure',
    '::warning file=content/catalog.yaml,title=manifest/unknown-key::There is no such key.',
    '',
  ]);
});

test.each([
  [0, 0, 'No problems'],
  [1, 0, '1 error, 0 warnings'],
  [2, 1, '2 errors, 1 warning'],
])('summary of %i errors and %i warnings', (errors, warnings, expected) => {
  const list = [
    ...Array.from({ length: errors }, () => diagnostic()),
    ...Array.from({ length: warnings }, () => diagnostic({ severity: 'warning' })),
  ];

  expect(summarizeDiagnostics(list)).toBe(expected);
});
