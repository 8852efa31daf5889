import { describe, expect, it } from 'vitest';
import { createFinding } from '../health/findings.ts';
import { judgeRun } from './judge-run.ts';
import { parseRunnerOutput } from './parse-report.ts';

const LIMITS = { timeoutS: 60, memoryBytes: 2_000_000_000, processes: 200 };
const END = { status: 0, isOutOfTime: false, isOutOfMemory: false, errors: '' };
const SUBJECT = { image: 'r.example.org/course:1', path: 'a.ipynb' };

function judge(result: Readonly<Record<string, unknown>> | undefined, end: Partial<typeof END> = {}) {
  const line = result === undefined ? '' : `M ${JSON.stringify({ event: 'result', ...result })}`;
  return judgeRun(
    parseRunnerOutput(`Welcome!\n${line}\n`, 'M'),
    { ...END, ...end, status: 'status' in end ? (end.status ?? null) : 0 },
    SUBJECT,
    LIMITS,
  );
}

const error = (name: string, message: string, more: object = {}) => ({
  outcome: 'error',
  cell: 3,
  name,
  message,
  traceback: '',
  ...more,
});

describe('what happened to a run', () => {
  it.each<[string, Readonly<Record<string, unknown>>, string | undefined, string]>([
    ['ran', { outcome: 'passed', durationMs: 5 }, undefined, ''],
    [
      'raised',
      error('ZeroDivisionError', 'division by zero'),
      'verify/failed',
      'a.ipynb stops with an error in cell 3 when it is run in r.example.org/course:1: ZeroDivisionError: division by zero',
    ],
    [
      'imports what Python lacks',
      error('ModuleNotFoundError', "No module named 'xarray.core'"),
      'verify/missing-module',
      'a.ipynb needs the module xarray.core, which r.example.org/course:1 does not have.',
    ],
    [
      'loads what R lacks',
      error('ERROR', 'Error in library(sf): there is no package called ‘sf’'),
      'verify/missing-module',
      'needs the module sf',
    ],
    [
      'uses what Julia lacks',
      error('ArgumentError', 'ArgumentError: Package Plots not found in current path.'),
      'verify/missing-module',
      'needs the module Plots',
    ],
    [
      'wants another kernel',
      { outcome: 'no-kernel', kernel: 'julia-1.9' },
      'verify/kernel-missing',
      'the kernel julia-1.9',
    ],
    ['crashes', { outcome: 'kernel-died', cell: 2 }, 'verify/kernel-died', 'died in cell 2'],
    [
      'was taken by the out-of-memory killer',
      { outcome: 'kernel-died', cell: 2, memoryHits: 1 },
      'verify/out-of-memory',
      'more than 2000 MB',
    ],
    ['meets the limit itself', error('MemoryError', ''), 'verify/out-of-memory', 'more than 2000 MB'],
    [
      'allocates too much in R',
      error('ERROR', 'Error: cannot allocate vector of size 7.5 Gb'),
      'verify/out-of-memory',
      'more than 2000 MB',
    ],
    ['goes on for ever', { outcome: 'ended', timedOut: true }, 'verify/timed-out', 'within 60 seconds'],
    [
      'forks until the time is over',
      { outcome: 'ended', timedOut: true, processHits: 9, memoryHits: 1 },
      'verify/too-many-processes',
      'more than 200 processes',
    ],
    [
      'forks without a control group',
      error('BlockingIOError', '[Errno 11] Resource temporarily unavailable'),
      'verify/too-many-processes',
      'more than 200 processes',
    ],
    [
      'writes outside',
      error('PermissionError', "[Errno 13] Permission denied: '/etc/passwd'"),
      'verify/write-refused',
      'writes where it may not',
    ],
    [
      'lacks a tool',
      { outcome: 'no-tool', missing: 'jupytext' },
      'verify/not-possible',
      'does not have jupytext',
    ],
    [
      'has a broken package',
      { outcome: 'ended', status: 1, output: 'ImportError: libzmq' },
      'verify/not-possible',
      'could not be run',
    ],
  ])('%s', (_, result, code, sentence) => {
    const found = judge(result);
    expect(found.code).toBe(code);
    if (found.code !== undefined)
      expect(createFinding(found.code, found.about ?? {}).message).toContain(sentence);
  });

  it('is reported by the engine where the runner could tell nothing', () => {
    expect(judge(undefined, { isOutOfTime: true }).code).toBe('verify/timed-out');
    expect(judge(undefined, { isOutOfMemory: true }).code).toBe('verify/out-of-memory');
    expect(judge(undefined, { status: 127 })).toMatchObject({
      code: 'verify/not-possible',
      about: { missing: 'Python' },
    });
    expect(judge(undefined, { errors: 'exec format error' }).error?.message).toBe('exec format error');
  });

  it('shows an error without terminal codes and secrets, and not endless', () => {
    const found = judge(
      error('ValueError', '\x1b[31mbad\x1b[0m https://user:hunter2pass@example.org', {
        traceback: `\x1b[0;31m${'x'.repeat(50_000)}\x1b[0m\x07\nlast line`,
      }),
    );
    expect(found.error?.message).toBe('bad https://…@example.org');
    expect(found.error?.traceback).toMatch(/^…x+\nlast line$/);
    expect(found.error?.traceback.length).toBeLessThan(7000);
  });

  it('believes only lines with the mark of this run', () => {
    const forged = `X ${JSON.stringify({ event: 'result', outcome: 'passed' })}\nM not JSON\nM 7`;
    expect(parseRunnerOutput(forged, 'M')).toEqual({});
  });
});
