import { spawnSync } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { watchOutput } from './output-faults.ts';

const MODULE = fileURLToPath(new URL('output-faults.ts', import.meta.url));

describe('watching what is printed', () => {
  it('lets a command go on whose reader has stopped', () => {
    const script = `
      const { watchOutput } = await import(${JSON.stringify(MODULE)});
      watchOutput(process.stdout, process.stderr, (sentence) => console.error(sentence));
      for (let line = 0; line < 20; line++) {
        process.stdout.write('x'.repeat(20_000));
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
      console.error('worked to its end');
    `;
    const command = `"${process.execPath}" --input-type=module -e "$SCRIPT" | true`;
    const { stderr } = spawnSync('sh', ['-c', command], {
      env: { ...process.env, SCRIPT: script },
      encoding: 'utf8',
    });

    expect(stderr).toBe('worked to its end\n');
  });

  it.each([
    ['EPIPE', [], false],
    ['ENOSPC', ['Not all of the output could be written: the disk is full.'], true],
    ['EIO', ['Not all of the output could be written: EIO.'], true],
  ])('says %s as %j, once', (code, expected, isFailure) => {
    const streams = { stdout: new EventEmitter(), stderr: new EventEmitter() };
    const said: string[] = [];
    const watch = watchOutput(streams.stdout, streams.stderr, (sentence) => said.push(sentence));
    for (const stream of [streams.stdout, streams.stdout, streams.stderr]) stream.emit('error', { code });

    expect(said).toEqual(expected);
    expect(watch.hasFailed()).toBe(isFailure);
  });
});
