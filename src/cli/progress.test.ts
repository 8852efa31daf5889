import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Writable } from 'node:stream';
import { expect, it } from 'vitest';
import { createProgress } from './progress.ts';

/** A command that draws a bar, and goes on. What is written to a pipe is written at once. */
const DRAWING = `
  const { createProgress } = await import(${JSON.stringify(new URL('progress.ts', import.meta.url).href)});
  const { writeSync } = await import('node:fs');
  const stdout = Object.assign(Object.create(process.stdout), {
    isTTY: true,
    columns: 40,
    write: (text) => writeSync(1, String(text)),
  });
  createProgress(stdout, 'xterm').update({ finishedCount: 1, totalCount: 3, label: 'environment e' });
  setTimeout(() => {}, 60_000);
`;

/** What a log shows of so many steps. */
function readLog(totalCount: number, { isTTY = false, name = 'xterm' } = {}): string[] {
  const lines: string[] = [];
  const stream = new Writable({
    write(chunk, _, done) {
      lines.push(String(chunk).trimEnd());
      done();
    },
  });
  const terminal = Object.assign(stream, { isTTY, columns: 40 }) as unknown as NodeJS.WriteStream;
  const progress = createProgress(terminal, name);
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

it('draws no bar on a terminal that cannot draw over a line', () => {
  const isTTY = true;
  expect(readLog(3, { isTTY, name: 'dumb' })).toEqual(readLog(3));
  expect(readLog(3, { isTTY }).join('')).toContain('\u001b[?25h');
});

it('leaves room beside the bar for what is done', () => {
  const [line = ''] = readLog(3, { isTTY: true }).filter((text) => text.includes('/3 environment'));
  expect(line).toContain('/3 environment e');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a sequence of the terminal
  expect(line.replace(/\u001b(?:\[[?0-9]*[A-Za-z]|[78])/g, '').length).toBeLessThan(40);
});

it('gives a terminal its cursor back where a signal ends the command', async () => {
  const command = spawn(process.execPath, ['--input-type=module', '-e', DRAWING], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let drawn = '';
  command.stdout.on('data', (bytes) => {
    const wasDrawn = drawn.includes('1/3');
    drawn += bytes;
    if (!wasDrawn && drawn.includes('1/3')) command.kill('SIGINT');
  });
  expect(await once(command, 'close')).toEqual([null, 'SIGINT']);
  expect(drawn.lastIndexOf('\u001b[?25h')).toBeGreaterThan(drawn.lastIndexOf('\u001b[?25l'));
});
