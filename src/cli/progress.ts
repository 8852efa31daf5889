import { Presets, SingleBar } from 'cli-progress';
import { sanitizeText } from '../core/diagnostics/sanitize-output.ts';
import { createPrinter } from '../io/output/printer.ts';
import type { NightProgress } from '../tasks/night/night-types.ts';

export interface Progress {
  update(progress: NightProgress): void;
  stop(): void;
}

/** Enough to see that work continues, and no more than one reads in a log. */
const MAX_LINES = 20;

/** A bar on a terminal; elsewhere plain lines, one for each step while they are few. Both go to standard error. */
export function createProgress(stream: NodeJS.WriteStream): Progress {
  if (!stream.isTTY) {
    const printer = createPrinter(stream);
    return {
      update: ({ finishedCount, totalCount, label }) => {
        const stride = Math.ceil(totalCount / MAX_LINES);
        if (finishedCount % stride !== 0 && finishedCount !== totalCount) return;
        printer.printText(`[${finishedCount}/${totalCount}] ${label}`);
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
      if (!isStarted) bar.start(totalCount, 0, { label: sanitizeText(label) });
      isStarted = true;
      bar.update(finishedCount, { label: sanitizeText(label) });
    },
    stop: () => bar.stop(),
  };
}
