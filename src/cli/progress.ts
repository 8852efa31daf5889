import { Presets, SingleBar } from 'cli-progress';
import { sanitizeText } from '../core/diagnostics/sanitize-output.ts';
import { createPrinter } from '../io/output/printer.ts';
import { whenProcessEnds } from '../io/processes/process-end.ts';
import type { NightProgress } from '../tasks/night/night-types.ts';

export interface Progress {
  update(progress: NightProgress): void;
  stop(): void;
}

/** Enough to see that work continues, and no more than one reads in a log. */
const MAX_LINES = 20;

/** Of the bar alone; what is counted and named needs the rest of the line. */
const MAX_BAR_WIDTH = 40;
const TEXT_WIDTH = 30;
const MIN_BAR_WIDTH = 8;

/**
 * A bar on a terminal; elsewhere plain lines, one for each step while they are few. Both go to standard error.
 *
 * @param terminal the variable `TERM`; a dumb one cannot draw over a line
 */
export function createProgress(stream: NodeJS.WriteStream, terminal: string | undefined): Progress {
  if (!stream.isTTY || terminal === 'dumb') {
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
  const barsize = Math.max(MIN_BAR_WIDTH, Math.min(MAX_BAR_WIDTH, stream.columns - TEXT_WIDTH));
  const bar = new SingleBar(
    { format: '{bar} {value}/{total} {label}', stream, barsize, hideCursor: true, clearOnComplete: true },
    Presets.shades_grey,
  );
  let isStarted = false;
  // Else a terminal would be left without its cursor.
  whenProcessEnds(() => bar.stop());
  return {
    update({ finishedCount, totalCount, label }) {
      if (!isStarted) bar.start(totalCount, 0, { label: sanitizeText(label) });
      isStarted = true;
      bar.update(finishedCount, { label: sanitizeText(label) });
    },
    stop: () => bar.stop(),
  };
}
