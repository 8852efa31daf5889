import * as z from 'zod';

const OUTCOMES = [
  'passed',
  'error',
  'no-kernel',
  'kernel-died',
  'no-tool',
  'unreadable',
  'ended',
  'no-space',
  'broken',
] as const;

const resultSchema = z.object({
  outcome: z.enum(OUTCOMES),
  cell: z.int().positive().nullish(),
  name: z.string().optional(),
  message: z.string().optional(),
  traceback: z.string().optional(),
  kernel: z.string().optional(),
  missing: z.string().optional(),
  output: z.string().default(''),
  /** Of the process that was run; negative for a signal. */
  status: z.int().nullable().default(null),
  timedOut: z.boolean().default(false),
  durationMs: z.number().nonnegative().default(0),
  peakMemoryBytes: z.number().nonnegative().nullable().default(null),
  memoryHits: z.number().default(0),
  processHits: z.number().default(0),
});

const factsSchema = z.object({
  /** Id of the user that the image runs as. */
  user: z.int().nonnegative(),
  hasGit: z.boolean(),
  hasNbgitpuller: z.boolean(),
  /** Whether a Jupyter server is installed. */
  hasServer: z.boolean(),
  /** Whether the engine limits all processes together, or the system each of them. */
  memoryLimit: z.enum(['group', 'process']),
  processLimit: z.enum(['group', 'none']),
});

/** By name; callers limit their number. */
const packagesSchema = z.object({ packages: z.record(z.string(), z.string()) });

/** What the runner says of what it ran. */
export type RunnerResult = z.infer<typeof resultSchema>;
/** What the runner says of the image. */
export type ImageFindings = z.infer<typeof factsSchema>;

export interface RunnerReport {
  readonly facts?: ImageFindings;
  readonly result?: RunnerResult;
  /** Versions by the name of the package. */
  readonly packages?: Readonly<Record<string, string>>;
  /** The executed notebook, as JSON. */
  readonly notebook?: string;
}

/**
 * Reads what the runner printed, among whatever else the image and its entry point print. Only lines with the mark of
 * this run count.
 */
export function parseRunnerOutput(output: string, mark: string): RunnerReport {
  let report: RunnerReport = {};
  for (const line of output.split('\n')) {
    if (!line.startsWith(`${mark} `)) continue;
    const event = parseEvent(line.slice(mark.length + 1));
    if (event?.event === 'facts') report = { ...report, ...pick('facts', factsSchema.safeParse(event)) };
    if (event?.event === 'result') report = { ...report, ...pick('result', resultSchema.safeParse(event)) };
    if (event?.event === 'packages') report = { ...report, ...packagesSchema.safeParse(event).data };
    if (event?.event === 'notebook' && typeof event.text === 'string')
      report = { ...report, notebook: event.text };
  }
  return report;
}

function parseEvent(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return z.record(z.string(), z.unknown()).safeParse(value).data;
  } catch {
    return undefined;
  }
}

function pick<Name extends string, Value>(
  name: Name,
  parsed: z.ZodSafeParseResult<Value>,
): Partial<Readonly<Record<Name, Value>>> {
  return parsed.success ? ({ [name]: parsed.data } as Partial<Record<Name, Value>>) : {};
}
