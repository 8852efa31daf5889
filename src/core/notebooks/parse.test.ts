import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LIMITS } from './limits.ts';
import { parseNotebook } from './parse.ts';
import { bytesOf, code, ipynb, markdown, parsed } from './test-notebooks.ts';

function problemOf(file: unknown, path = 'a.ipynb'): string {
  const result = parseNotebook(file instanceof Uint8Array ? file : bytesOf(file), path);
  return result.ok ? 'ok' : result.failure.code;
}

describe('parseNotebook refuses with one reason', () => {
  const whole = JSON.stringify(ipynb([markdown('# Title')]));

  test.each([
    ['an empty file', '', 'notebook/empty'],
    ['white space', ' \n\t\n', 'notebook/empty'],
    ['a cut file', whole.slice(0, -20), 'notebook/truncated'],
    ['a file cut in a string', '{"nbformat": 4, "cells": [{"source": "abc', 'notebook/truncated'],
    ['a page of HTML', '<!doctype html><p>Not found', 'notebook/not-json'],
    ['damaged JSON', '{"nbformat": 4,, "cells": []}', 'notebook/not-json'],
    ['merge conflicts', '{"cells": [\n<<<<<<< HEAD\n1\n=======\n2\n>>>>>>> b\n]}', 'notebook/not-json'],
    [
      'a Git LFS pointer',
      'version https://git-lfs.github.com/spec/v1\noid sha256:1\nsize 2\n',
      'notebook/lfs-pointer',
    ],
    ['Latin 1', new Uint8Array([0x7b, 0x22, 0xe9, 0x22, 0x7d]), 'notebook/not-utf8'],
    ['a list', '[]', 'notebook/not-a-notebook'],
    ['null', 'null', 'notebook/not-a-notebook'],
    ['other JSON', '{"name": "package"}', 'notebook/not-a-notebook'],
    ['no cells', { nbformat: 4, metadata: {} }, 'notebook/not-a-notebook'],
    ['cells that are no list', { nbformat: 4, cells: 'none' }, 'notebook/not-a-notebook'],
    ['format 2', { nbformat: 2, worksheets: [] }, 'notebook/too-old'],
    ['format 1', { nbformat: 1, cells: [] }, 'notebook/too-old'],
    ['format 5', { nbformat: 5, cells: [] }, 'notebook/not-a-notebook'],
    ['a plain Markdown file', '# Read me\n\n```python\nx\n```\n', 'notebook/not-a-notebook', 'README.md'],
    ['a plain script', 'import os\n', 'notebook/not-a-notebook', 'a.py'],
  ])('%s', (_name, file, code, path = 'a.ipynb') => {
    expect(problemOf(file, path)).toBe(code);
  });

  test.each([
    ['in a chart', '{"a": NaN, "b": [-Infinity, Infinity], "c": "NaN, \\"Infinity"}', 'ok'],
    ['in damaged JSON', '{"a": NaN,, "b": 1}', 'notebook/not-json'],
    ['in a cut file', '{"a": NaN', 'notebook/truncated'],
  ])('numbers that Python writes and JSON lacks: %s', (_name, value, code) => {
    expect(problemOf(`{"nbformat": 4, "cells": [], "metadata": ${value}${code === 'ok' ? '}' : ''}`)).toBe(
      code,
    );
  });

  test('what is larger than the limit', () => {
    expect(problemOf(new Uint8Array(LIMITS.notebookBytes + 1))).toBe('notebook/too-large');
  });

  test('a text notebook of 50 MB, with the size that would be read', () => {
    const result = parseNotebook(new Uint8Array(LIMITS.notebookBytes).fill(0x0a), 'a.py');

    expect(result).toMatchObject({
      ok: false,
      failure: {
        code: 'notebook/too-large',
        message: 'This notebook has 50 MB; previews are made up to 5 MB.',
      },
    });
  });

  test('JSON that nests without end, without a stack overflow', () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;

    expect(problemOf(`{"nbformat": 4, "cells": ${deep}}`)).toMatch(/^(ok|notebook\/)/);
  });

  test('every sentence is one, and ends', () => {
    for (const file of ['', '<', '{', '[]', '{"nbformat":2}']) {
      const result = parseNotebook(bytesOf(file), 'a.ipynb');
      expect(result.ok ? '' : result.failure.message).toMatch(/^[A-Z][^\n]*\.$/);
    }
  });
});

describe('parseNotebook survives', () => {
  test.each([
    ['a byte order mark', `\uFEFF${JSON.stringify(ipynb([markdown('x')]))}`, 1],
    ['a cell that is null', ipynb([null, 7, 'x', [], markdown('x')]), 1],
    ['a cell of an unknown type', ipynb([{ cell_type: 'sql', source: 'x' }, markdown('x')]), 1],
    [
      'sources of any shape',
      ipynb([markdown(null), markdown(['a', 1, null, 'b']), markdown({}), code(7)]),
      4,
    ],
    [
      'metadata of any shape',
      ipynb([markdown('x', { metadata: 'x' }), code('x', null, { metadata: [] })], []),
      2,
    ],
    ['a kernelspec that is a string', ipynb([markdown('x')], { kernelspec: 'python3' }), 1],
    ['outputs of any shape', ipynb([code('x', 'none'), code('x', [null, 1, { output_type: 7 }, {}])]), 2],
    ['no metadata', { nbformat: 4, cells: [markdown('x')] }, 1],
    ['a minor version to come', { ...ipynb([markdown('x')]), nbformat_minor: 99 }, 1],
    ['no format number', { cells: [markdown('x')] }, 1],
    [
      'attachments of any shape',
      ipynb([markdown('x', { attachments: [1] }), markdown('x', { attachments: { a: 1 } })]),
      2,
    ],
  ])('%s', (_name, file, count) => {
    expect(parsed(file).cells).toHaveLength(count);
  });

  test('UTF-16 with a byte order mark', () => {
    const text = JSON.stringify(ipynb([markdown('é')]));
    const bytes = new Uint8Array(2 + text.length * 2);
    bytes.set([0xff, 0xfe]);
    for (let index = 0; index < text.length; index += 1) {
      const unit = text.charCodeAt(index);
      bytes.set([unit & 0xff, unit >> 8], 2 + index * 2);
    }

    expect(problemOf(bytes)).toBe('ok');
  });

  test('lone surrogates and NUL, which become replacement characters', () => {
    const [cell] = parsed(
      '{"nbformat":4,"cells":[{"cell_type":"markdown","source":"a\\ud800b\\u0000c"}]}',
    ).cells;

    expect(cell?.source).toBe('a\uFFFDb\uFFFDc');
  });

  test('names of the prototype as names of attachments and types', () => {
    const file =
      '{"nbformat":4,"cells":[{"cell_type":"code","source":"x","outputs":[{"output_type":"display_data","data":{"__proto__":{"x":1},"constructor":"y"}}]}]}';

    expect(parsed(file).cells).toHaveLength(1);
    expect(Object.hasOwn(Object.prototype, 'x')).toBe(false);
  });

  test('any JSON at all, without throwing', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (cell, metadata) => {
        const result = parseNotebook(
          bytesOf({ nbformat: 4, metadata, cells: [cell, markdown(cell), code(cell, [cell])] }),
          'a.ipynb',
        );
        return result.ok;
      }),
    );
  });

  test('any bytes at all, without throwing', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 200 }),
        fc.constantFrom('a.ipynb', 'a.md', 'a.py', 'a.Rmd', 'a.qmd'),
        (bytes, path) => {
          parseNotebook(bytes, path);
        },
      ),
    );
  });
});

describe('nbformat 3', () => {
  const notebook = parsed({
    nbformat: 3,
    metadata: { name: 'Old' },
    worksheets: [
      {
        cells: [
          { cell_type: 'heading', level: 2, source: ['A title'] },
          {
            cell_type: 'code',
            input: ['1 + 1'],
            prompt_number: 4,
            language: 'python',
            collapsed: true,
            outputs: [
              { output_type: 'pyout', prompt_number: 4, text: ['2'], html: '<b>2</b>' },
              { output_type: 'stream', stream: 'stderr', text: 'warning' },
              { output_type: 'pyerr', ename: 'E', evalue: 'v', traceback: ['t'] },
              { output_type: 'display_data', png: 'iVBO' },
            ],
          },
        ],
      },
      { cells: [{ cell_type: 'markdown', source: 'text' }] },
    ],
  });

  test('headings become Markdown, worksheets one list', () => {
    expect(notebook.cells.map((cell) => cell.source)).toEqual(['## A title', '1 + 1', 'text']);
    expect(notebook.language).toBe('python');
  });

  test('outputs have their types of today', () => {
    const cell = notebook.cells[1];
    const outputs = cell?.type === 'code' ? cell.outputs : [];

    expect(
      outputs.map((output) => (output.type === 'data' ? Object.keys(output.data) : output.type)),
    ).toEqual([['text/plain', 'text/html'], 'stream', 'error', ['image/png']]);
    expect(cell).toMatchObject({ executionCount: 4, isOutputHidden: true });
    expect(outputs[1]).toMatchObject({ name: 'stderr' });
  });
});

describe('language and kernel', () => {
  test.each([
    [{ language_info: { name: 'R' }, kernelspec: { name: 'python3' } }, 'r'],
    [{ kernelspec: { name: 'x', language: 'julia' } }, 'julia'],
    [{ kernelspec: { name: 'ir', display_name: 'R' } }, 'r'],
    [{ kernelspec: { name: 'julia-1.10' } }, 'julia'],
    [{ kernelspec: 'bash' }, 'bash'],
    [{ kernelspec: { name: 'xcpp17' } }, 'cpp'],
    [{ language_info: { name: 'ipython3' } }, 'python'],
    [{ language_info: { name: 'C++' } }, 'cpp'],
    [{ language_info: { name: '"><script>' } }, 'text'],
    [{ kernelspec: { name: 'mine' } }, 'python'],
    [{}, 'python'],
  ])('%j is %s', (metadata, language) => {
    expect(parsed(ipynb([], metadata)).language).toBe(language);
  });

  test('a kernel without a display name is called by its name', () => {
    expect(parsed(ipynb([], { kernelspec: { name: 'python3' } })).kernel).toEqual({
      name: 'python3',
      displayName: 'python3',
    });
  });
});

describe('hidden cells', () => {
  test.each([
    [{ tags: ['hide-input'] }, true, false],
    [{ tags: ['hide-output'] }, false, true],
    [{ tags: ['hide-cell'] }, true, true],
    [{ jupyter: { source_hidden: true } }, true, false],
    [{ jupyter: { outputs_hidden: true } }, false, true],
    [{ collapsed: true }, false, true],
    [{ tags: 'hide-input, x' }, true, false],
    [{ tags: [1, null] }, false, false],
  ])('%j', (metadata, isSourceHidden, isOutputHidden) => {
    expect(parsed(ipynb([code('x', [], { metadata })])).cells[0]).toMatchObject({
      isSourceHidden,
      isOutputHidden,
    });
  });
});

describe('front matter in the first cell', () => {
  test('is metadata and no prose', () => {
    const notebook = parsed(
      ipynb([{ cell_type: 'raw', metadata: {}, source: '---\ntitle: Tides\n---\n' }, markdown('x')]),
    );

    expect(notebook.metadata.title).toBe('Tides');
    expect(notebook.cells[0]?.source).toBe('');
  });

  test('a rule and a heading are not taken for it', () => {
    expect(parsed(ipynb([markdown('---\nTides\n---\ntext')])).cells[0]?.source).toContain('Tides');
  });
});
