import { Writable } from 'node:stream';
import { expect, it } from 'vitest';
import { createProgress } from './progress.ts';

/** What a log shows of so many steps. */
function readLog(totalCount: number): string[] {
  const lines: string[] = [];
  const stream = new Writable({
    write(chunk, _, done) {
      lines.push(String(chunk).trimEnd());
      done();
    },
  });
  const progress = createProgress(Object.assign(stream, { isTTY: false }) as unknown as NodeJS.WriteStream);
  for (let finishedCount = 1; finishedCount <= totalCount; finishedCount += 1) {
    progress.update({ finishedCount, totalCount, label: `environment e ${finishedCount}` });
  }
  progress.stop();
  return lines;
}

it('names every step of a short night', () => {
  expect(readLog(3)).toEqual(['[1/3] environment e 1', '[2/3] environment e 2', '[3/3] environment e 3']);
});

it('does not fill the log of a long one, and ends with its end', () => {
  const lines = readLog(1013);
  expect(lines.length).toBeLessThanOrEqual(21);
  expect(lines.length).toBeGreaterThan(10);
  expect(lines.at(-1)).toContain('[1013/1013]');
});
