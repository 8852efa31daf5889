import { type Command, InvalidArgumentError, Option } from 'commander';
import { parseShard, type Shard } from '../core/health/shards/partition.ts';
import { ENGINES, type EngineName } from '../io/containers/types.ts';
import { UsageError } from './host.ts';

/** What a run in an image may use. */
export interface LimitOptions {
  readonly engine?: EngineName;
  readonly network: 'none' | 'default';
  /** Bytes. */
  readonly memory: number;
  readonly cpus: number;
  readonly processes: number;
  /** Seconds. */
  readonly timeout: number;
}

export interface VerifyOptions extends LimitOptions {
  readonly content?: string;
  readonly out?: string;
  readonly previous?: string;
  readonly site?: string;
  readonly format: 'text' | 'json';
  readonly shard?: string;
  readonly results?: readonly string[];
  readonly again: boolean;
  readonly allVersions: boolean;
  readonly keepOutputs: boolean;
}

/** What a run in an image may use; commands that run notebooks have these in common. */
export function addLimitOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--engine <name>', 'container engine (default: the one that works)').choices(ENGINES),
    )
    .addOption(
      new Option('--network <network>', 'network of a run: none, or that of the engine')
        .choices(['none', 'default'])
        .default('none'),
    )
    .addOption(
      new Option('--memory <size>', 'memory of a run, such as 512m or 2g')
        .argParser(parseMemory)
        .default(2e9, '2g'),
    )
    .addOption(new Option('--cpus <number>', 'processors of a run').argParser(parsePositive).default(2))
    .addOption(
      new Option('--processes <number>', 'processes and threads of a run')
        .argParser(parsePositive)
        .default(512),
    )
    .addOption(new Option('--timeout <seconds>', 'time of a run').argParser(parsePositive).default(600));
}

/** @throws InvalidArgumentError */
function parseMemory(text: string): number {
  const [, number, unit] = /^(\d+(?:\.\d+)?)([mg])b?$/i.exec(text) ?? [];
  const bytes = Math.round(Number(number) * (unit?.toLowerCase() === 'g' ? 1e9 : 1e6));
  if (bytes >= 50e6) return bytes;
  throw new InvalidArgumentError('It takes a size from 50m, such as 512m or 2g.');
}

/** @throws InvalidArgumentError */
export function parsePositive(text: string): number {
  const number = Number(text);
  if (number > 0 && number <= 1_000_000) return number;
  throw new InvalidArgumentError('It takes a number above 0.');
}

/** Limits of a run, as the command line gives them. */
export function readLimits({ network, memory, cpus, processes, timeout }: LimitOptions) {
  return { network, memoryBytes: memory, cpus, processes, timeoutS: timeout };
}

/** @throws UsageError */
export function readVerifyShard(text: string | undefined): Shard | undefined {
  if (text === undefined) return undefined;
  const shard = parseShard(text);
  if (!shard.ok) throw new UsageError(shard.failure);
  return shard.value;
}
