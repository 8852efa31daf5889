import { type BinderFailureKind, classifyBinderFailure } from './binder-failures.ts';
import { BINDER_PHASES, type BinderPhase } from './binder-phases.ts';

export interface BinderProgress {
  /** The furthest phase seen; undefined before the first event. */
  readonly phase: BinderPhase | undefined;
  /** What the hub has written, oldest first, the last of it only. The last line may be unfinished. */
  readonly log: readonly string[];
  /** Set once; nothing that comes later changes it. */
  readonly failure?: { readonly kind: BinderFailureKind; readonly message: string };
  /** Set once: the server that was started. */
  readonly server?: { readonly url: string; readonly token: string };
}

export const NOTHING_YET: BinderProgress = { phase: undefined, log: [] };

/** A build may write megabytes; this much is enough to see what went wrong. */
const MAX_LOG_LINES = 1_000;
const MAX_LINE_LENGTH = 2_000;

/**
 * Adds one event of `/build/…` as `BinderRepository.fetch()` yields it (BinderHub `builder.py`).
 * Phases may be missing, unknown or written in capitals; what cannot be read changes nothing.
 */
export function foldBinderEvents(progress: BinderProgress, event: unknown): BinderProgress {
  if (progress.failure !== undefined || progress.server !== undefined) return progress;
  const fields = typeof event === 'object' && event !== null ? (event as Record<string, unknown>) : {};
  const message = cleanMessage(textOf(fields.message));
  const log = appendToLog(progress.log, message);
  const phase = textOf(fields.phase).toLowerCase();
  if (phase === 'failed' || phase === 'failure') {
    const code = typeof fields.status_code === 'number' ? fields.status_code : undefined;
    const failure = classifyBinderFailure({ message, code, phase: progress.phase, log });
    return { ...progress, log, failure };
  }
  if (phase === 'ready') {
    const server = readServer(fields);
    if (server !== undefined) return { phase: 'ready', log, server };
    return { ...progress, log, failure: { kind: 'other', message: message.trim() } };
  }
  return { phase: laterPhase(progress.phase, phase), log };
}

function laterPhase(seen: BinderPhase | undefined, name: string): BinderPhase | undefined {
  const phase = BINDER_PHASES.find((candidate) => candidate === name);
  if (phase === undefined) return seen;
  return seen !== undefined && BINDER_PHASES.indexOf(seen) > BINDER_PHASES.indexOf(phase) ? seen : phase;
}

function readServer(fields: Record<string, unknown>): BinderProgress['server'] {
  const url = URL.parse(textOf(fields.url));
  if (url === null || !/^https?:$/.test(url.protocol)) return undefined;
  return { url: url.href, token: textOf(fields.token) };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Without colours, cursor movements and the body that the client fails to read out of an error. */
function cleanMessage(message: string): string {
  return (
    message
      .replace(/ - (?:async )?(?:function )?text\(\)[\s\S]*$/, '\n')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is removed.
      .replace(/\u001b\[[\d;?]*[ -/]*[@-~]|[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '')
  );
}

/** A carriage return writes over its line, as on a terminal. */
function appendToLog(log: readonly string[], message: string): readonly string[] {
  if (message === '') return log;
  const [first = '', ...rest] = message.replaceAll('\r\n', '\n').split('\n');
  const lines = [...log.slice(0, -1), `${log.at(-1) ?? ''}${first}`, ...rest];
  return lines.slice(-MAX_LOG_LINES).map(overwrite);
}

function overwrite(line: string): string {
  if (line.length <= MAX_LINE_LENGTH && !line.includes('\r')) return line;
  const written = line.endsWith('\r') ? line.slice(0, -1) : line;
  const kept = written.slice(written.lastIndexOf('\r') + 1).slice(0, MAX_LINE_LENGTH);
  return line.endsWith('\r') ? `${kept}\r` : kept;
}
