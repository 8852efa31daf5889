import { Presets, SingleBar } from 'cli-progress';
import type { NightProgress } from '../../src/tasks/night/night-types.ts';

export interface Progress {
  update(progress: NightProgress): void;
  stop(): void;
}

/** A bar on a terminal; elsewhere a plain line for each step. Both go to standard error. */
export function createProgress(stream: NodeJS.WriteStream): Progress {
  if (!stream.isTTY) {
    return {
      update: ({ finishedCount, totalCount, label }) => {
        stream.write(`[${finishedCount}/${totalCount}] ${label}\n`);
      },
      stop: () => {},
    };
  }
  const bar = new SingleBar(
    { format: '{bar} {value}/{total} {label}', stream, hideCursor: true, clearOnComplete: true },
    Presets.shades_grey,
  );
  let isStarted = false;
  return {
    update({ finishedCount, totalCount, label }) {
      if (!isStarted) bar.start(totalCount, 0, { label });
      isStarted = true;
      bar.update(finishedCount, { label });
    },
    stop: () => bar.stop(),
  };
}
