import type { VerifiedRun, VerifyCode, VerifyError } from '../health/types.ts';
import { cleanLine, cleanOutput } from './clean-text.ts';
import type { RunnerReport, RunnerResult } from './parse-report.ts';

const MAX_LINE = 300;
const MAX_TRACEBACK = 6000;

export interface RunLimits {
  readonly timeoutS: number;
  readonly memoryBytes: number;
  readonly processes: number;
}

/** What was run where, for the sentences. */
export type RunSubject = {
  /** Image with its tag. */
  readonly image: string;
} & ({ readonly path: string } | { readonly command: string });

/** How a container ended, as its engine tells. */
export interface ContainerEnd {
  /** Null where it was ended from outside. */
  readonly status: number | null;
  readonly isOutOfTime: boolean;
  readonly isOutOfMemory: boolean;
  /** What it printed to standard error. */
  readonly errors: string;
}

export type Judgement = Pick<VerifiedRun, 'code' | 'about' | 'error' | 'duration_ms' | 'peak_memory_bytes'>;

/** Names what happened to a run. What hit a limit is named after the limit, whatever error it met then. */
export function judgeRun(
  report: RunnerReport,
  end: ContainerEnd,
  subject: RunSubject,
  limits: RunLimits,
): Judgement {
  const { result } = report;
  const figures = {
    duration_ms: Math.round(result?.durationMs ?? (end.isOutOfTime ? limits.timeoutS * 1000 : 0)),
    peak_memory_bytes: result?.peakMemoryBytes ?? null,
  };
  const found = result === undefined ? judgeEnd(end, limits) : judgeResult(result, limits);
  if (found === undefined) return figures;
  return { ...figures, ...found, about: { ...subject, ...found.about } };
}

interface Found {
  readonly code: VerifyCode;
  readonly about: Readonly<Record<string, string>>;
  readonly error?: VerifyError;
}

/** The runner itself did not come to its end. */
function judgeEnd(end: ContainerEnd, limits: RunLimits): Found {
  if (end.isOutOfTime) return { code: 'verify/timed-out', about: { seconds: String(limits.timeoutS) } };
  if (end.isOutOfMemory) return { code: 'verify/out-of-memory', about: { megabytes: megabytes(limits) } };
  // A shell's way of saying that there is no such command: neither python3 nor python.
  if (end.status === 127) return { code: 'verify/not-possible', about: { missing: 'Python' } };
  const message = cleanLine(end.errors, MAX_LINE);
  const error = { name: 'Container', message, traceback: cleanOutput(end.errors, MAX_TRACEBACK) };
  return { code: 'verify/not-possible', about: {}, error };
}

function judgeResult(result: RunnerResult, limits: RunLimits): Found | undefined {
  const error = describeError(result);
  const text = `${result.name ?? ''}: ${result.message ?? ''}\n${result.output}`;
  const create = (code: VerifyCode, about: Found['about'] = {}): Found => ({
    code,
    about,
    ...(error === undefined ? {} : { error }),
  });
  if (result.outcome === 'passed') return undefined;
  if (result.outcome === 'no-tool')
    return create('verify/not-possible', { missing: result.missing ?? 'nbclient' });
  if (result.outcome === 'no-kernel') return create('verify/kernel-missing', { kernel: result.kernel ?? '' });
  if (result.outcome === 'broken' || result.outcome === 'unreadable' || result.outcome === 'no-space')
    return create('verify/not-possible');
  // Processes first: many of them need much memory together.
  if (result.processHits > 0 || TOO_MANY_PROCESSES.test(text))
    return create('verify/too-many-processes', { processes: String(limits.processes) });
  if (result.memoryHits > 0 || isOutOfMemory(result))
    return create('verify/out-of-memory', { megabytes: megabytes(limits) });
  if (result.timedOut) return create('verify/timed-out', { seconds: String(limits.timeoutS) });
  const module = findMissingModule(result);
  if (module !== undefined) return create('verify/missing-module', { module });
  const cell = result.cell == null ? {} : { cell: String(result.cell) };
  // The worker's own error, such as a broken package of the image; one that was killed is the kernel's fault.
  if (result.outcome === 'ended' && (result.status ?? 0) > 0) return create('verify/not-possible');
  if (result.outcome === 'kernel-died' || result.outcome === 'ended')
    return create('verify/kernel-died', cell);
  if (error === undefined || result.name === undefined)
    return create('verify/command-failed', { status: String(result.status) });
  const words = cleanLine(`${error.name}: ${error.message}`, MAX_LINE);
  if (WRITE_REFUSED.test(text)) return create('verify/write-refused', { error: words });
  return create('verify/failed', { ...cell, error: words });
}

/** The words of Linux for EAGAIN of `fork`, and of Python where a thread is refused. */
const TOO_MANY_PROCESSES = /Resource temporarily unavailable|can't start new thread|Cannot fork/;
/** The words of Linux for EACCES, EPERM and EROFS, before a path. */
const WRITE_REFUSED =
  /PermissionError|\[Errno (?:13|30)\]|Read-only file system|cannot open file.*Permission denied/;

function isOutOfMemory({ name, message = '' }: RunnerResult): boolean {
  return (
    name === 'MemoryError' || /cannot allocate (?:vector of size|memory)|OutOfMemoryError/i.test(message)
  );
}

/** In the words of Python, R and Julia. */
const MISSING_MODULE = [
  /No module named '([^']+)'/,
  /there is no package called [‘']([^’']+)[’']/,
  /Package (\S+) not found in current path/,
];

function findMissingModule({ message = '' }: RunnerResult): string | undefined {
  for (const pattern of MISSING_MODULE) {
    const module = pattern.exec(message)?.[1];
    if (module !== undefined) return cleanLine(module, 100);
  }
  return undefined;
}

function describeError(result: RunnerResult): VerifyError | undefined {
  const { name, message, traceback, cell, output, outcome, status } = result;
  const isOwnOutput = name === undefined && message === undefined;
  // What a worker that was ended printed are its libraries' warnings.
  if (isOwnOutput && (output.trim() === '' || (outcome !== 'error' && (status ?? 0) <= 0))) return undefined;
  if (isOwnOutput) {
    const lines = cleanOutput(output, MAX_TRACEBACK);
    return { name: 'Output', message: cleanLine(lastLine(lines), MAX_LINE), traceback: lines };
  }
  return {
    ...(cell == null ? {} : { cell }),
    name: cleanLine(name ?? 'Error', 100),
    message: cleanLine(message ?? '', MAX_LINE),
    traceback: cleanOutput(traceback ?? output, MAX_TRACEBACK),
  };
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}

function megabytes({ memoryBytes }: RunLimits): string {
  return String(Math.round(memoryBytes / 1_000_000));
}
