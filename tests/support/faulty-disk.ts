import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type CommandResult, PROJECT } from './site.ts';
import { createTemporaryFolder } from './temporary.ts';

/** `kill`: the command is killed in place of a rename; `full`: from a write on, the disk is full. */
export type DiskFault = 'kill' | 'full';

const PRELOAD = join(PROJECT, 'tests/support/faulty-disk.cjs');

/** Environment of a command whose disk fails at a step, from 1, that changes a file below a folder; 0: never. */
async function runWithFault(
  run: (environment: Readonly<Record<string, string>>) => Promise<CommandResult>,
  fault: DiskFault,
  step: number,
  folder: string,
): Promise<{ readonly result: CommandResult; readonly stepCount: number }> {
  await using place = await createTemporaryFolder('steps');
  const steps = join(place.path, 'steps');
  const result = await run({
    NODE_OPTIONS: `--require=${PRELOAD}`,
    DISK_FAULT: step === 0 ? 'count' : `${fault}:${step}`,
    DISK_COUNTED: fault,
    DISK_STEPS: steps,
    DISK_FOLDER: folder,
  });
  const stepCount = await stat(steps).then(
    ({ size }) => size,
    () => 0,
  );
  return { result, stepCount };
}

/**
 * Runs a command again and again, with a fault at one step after the other.
 *
 * @param options.prepare puts everything back to what it was before the command
 * @param options.check looks at what the fault left
 * @param options.isWhole every step; else a sample of them, the first and the last included
 * @returns the steps that were tried
 */
export async function tryEveryStep(options: {
  readonly run: (environment: Readonly<Record<string, string>>) => Promise<CommandResult>;
  readonly fault: DiskFault;
  readonly folder: string;
  readonly prepare: () => Promise<void>;
  readonly check: (result: CommandResult, step: number) => Promise<void>;
  readonly sampleSize: number;
  readonly isWhole: boolean;
}): Promise<readonly number[]> {
  const { run, fault, folder } = options;
  await options.prepare();
  const { stepCount } = await runWithFault(run, fault, 0, folder);
  const size = options.isWhole ? stepCount : Math.min(options.sampleSize, stepCount);
  const steps = Array.from({ length: size }, (_, index) =>
    size === 1 ? stepCount : 1 + Math.round((index * (stepCount - 1)) / (size - 1)),
  );
  for (const step of steps) {
    await options.prepare();
    const { result } = await runWithFault(run, fault, step, folder);
    await options.check(result, step);
  }
  return steps;
}

/** Whether the environment asks for every step, which takes an hour: `SLIPWAY_DISK_FAULTS=all`. */
export const IS_EVERY_STEP = process.env.SLIPWAY_DISK_FAULTS === 'all';
