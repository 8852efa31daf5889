import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { answers, findFreePort, findFreePorts, startProgram } from '../support/servers.ts';
import { createTemporaryFolder } from '../support/temporary.ts';

/** A server that starts a second one, as a hub starts users' servers. */
const SERVER = `
import { createServer } from 'node:http';
import { spawn } from 'node:child_process';
const [port, ...others] = process.argv.slice(2);
createServer((request, response) => response.end('here')).listen(Number(port), '127.0.0.1', () => console.log('listening'));
if (others.length > 0) spawn(process.execPath, [process.argv[1], ...others], { stdio: 'inherit' });
`;

async function isListening(port: number): Promise<boolean> {
  const socket = createConnection({ host: '127.0.0.1', port });
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

async function waitUntil(condition: () => Promise<boolean>): Promise<boolean> {
  for (let tries = 0; tries < 400; tries += 1) {
    if (await condition()) return true;
    await sleep(25);
  }
  return false;
}

describe('a program started for a test', () => {
  it('is ready when asked, and gone after stop, with what it started', async () => {
    await using folder = await createTemporaryFolder('servers');
    const script = join(folder.path, 'server.mjs');
    await writeFile(script, SERVER);
    const [port = 0, second = 0] = await findFreePorts(2);
    const program = await startProgram({
      name: 'server',
      command: process.execPath,
      args: [script, String(port), String(second)],
      isReady: async () =>
        (await answers(`http://127.0.0.1:${port}`)) && answers(`http://127.0.0.1:${second}`),
    });
    expect(program.logs()).toContain('listening');

    await program.stop();
    await program.stop();
    expect(await waitUntil(async () => !(await isListening(port)) && !(await isListening(second)))).toBe(
      true,
    );
  });

  it('is gone when the process that started it is killed', async () => {
    await using folder = await createTemporaryFolder('servers');
    const script = join(folder.path, 'server.mjs');
    const starter = join(folder.path, 'starter.mts');
    const port = await findFreePort();
    const servers = fileURLToPath(new URL('../support/servers.ts', import.meta.url));
    await writeFile(script, SERVER);
    await writeFile(
      starter,
      `import { answers, startProgram } from ${JSON.stringify(servers)};
      await startProgram({ name: 'server', command: process.execPath, args: [${JSON.stringify(script)}, '${port}'],
        isReady: () => answers('http://127.0.0.1:${port}') });
      console.log('started');
      setInterval(() => {}, 1_000);`,
    );
    const child: ChildProcess = spawn(process.execPath, [starter], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout ?? child, 'data');
    expect(await isListening(port)).toBe(true);

    child.kill('SIGKILL');
    expect(await waitUntil(async () => !(await isListening(port)))).toBe(true);
  });

  it('tells its output when it ends before it is ready', async () => {
    const start = startProgram({
      name: 'broken',
      command: 'sh',
      args: ['-c', 'echo no such setting >&2; exit 3'],
      isReady: () => false,
    });
    await expect(start).rejects.toThrow(
      /broken ended before it was ready[\s\S]*no such setting[\s\S]*exit status 3/,
    );
  });

  it('is stopped when it is not ready in time', async () => {
    const start = startProgram({
      name: 'slow',
      command: 'sleep',
      args: ['60'],
      isReady: () => false,
      timeoutMs: 50,
    });
    await expect(start).rejects.toThrow(/slow was not ready within 50 ms/);
  });
});
