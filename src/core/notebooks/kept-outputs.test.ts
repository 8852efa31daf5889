import { describe, expect, it } from 'vitest';
import { formatKeptOutputs, withKeptOutputs } from './kept-outputs.ts';
import { code, display, ipynb, markdown, parsed } from './test-notebooks.ts';

const stream = (text: string) => ({ output_type: 'stream', name: 'stdout', text: [text] });
const CELLS = [markdown('# Tides'), code('print(1)\n'), markdown('Then'), code('2')];
const EXECUTED = JSON.stringify(
  ipynb([
    markdown('# Tides'),
    { ...code(['print(', '1)'], [stream('1\n')]), execution_count: 1 },
    markdown('Then'),
    { ...code('2', [display({ 'text/plain': '2' })]), execution_count: 2 },
  ]),
);
const KEPT = formatKeptOutputs(EXECUTED) ?? '';
const outputsOf = (file: unknown, kept: string, path?: string) =>
  withKeptOutputs(parsed(file, path), kept)?.cells.flatMap((cell) =>
    cell.type === 'code' ? [[cell.executionCount, ...cell.outputs]] : [],
  );
const EXPECTED = [
  [1, { type: 'stream', name: 'stdout', text: '1\n' }],
  [2, { type: 'data', data: { 'text/plain': '2' }, metadata: {}, executionCount: null }],
];

describe('outputs of a run', () => {
  it('take the place of those in the file', () => {
    expect(outputsOf(ipynb(CELLS), KEPT)).toEqual(EXPECTED);
    const stored = [markdown('# Tides'), code('print(1)', [stream('old')]), code('2', [stream('old')])];
    expect(outputsOf(ipynb(stored), KEPT)).toEqual(EXPECTED);
  });

  it('are those of a text notebook, too', () => {
    const text = '# %% [markdown]\n# # Tides\n\n# %%\nprint(1)\n\n# %%\n2\n';
    expect(outputsOf(text, KEPT, 'tides.py')).toEqual(EXPECTED);
  });

  it.each<[string, unknown, string]>([
    ['other code', ipynb([code('print(1)'), code('3')]), KEPT],
    ['fewer cells', ipynb([code('print(1)')]), KEPT],
    ['more cells', ipynb([...CELLS, code('3')]), KEPT],
    ['a damaged file', ipynb(CELLS), KEPT.slice(0, -9)],
    ['a notebook', ipynb(CELLS), EXECUTED],
    ['nothing', ipynb(CELLS), 'null'],
  ])('are not taken of %s', (_, file, kept) => {
    expect(outputsOf(file, kept)).toBeUndefined();
  });

  it('that are not as nbformat has them are read as those of any file', () => {
    const cells = [
      { source: 'x', execution_count: 'many', outputs: [7, { output_type: 'error', evalue: 3 }] },
    ];
    const kept = JSON.stringify({ kind: 'slipway/outputs', cells });
    expect(outputsOf(ipynb([code('x')]), kept)).toEqual([
      [null, { type: 'error', name: 'Error', value: '3', traceback: [] }],
    ]);
  });

  it.each(['', '{', '[]', '{"cells": 1}'])('are nothing in %j', (text) => {
    expect(formatKeptOutputs(text)).toBeUndefined();
  });
});
