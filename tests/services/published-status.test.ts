import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { findFreePort } from '../support/servers.ts';
import { describeWith } from '../support/system-packages.ts';
import { createTemporaryFolder } from '../support/temporary.ts';

const action = new URL('../../.github/actions/published-status/action.yml', import.meta.url);
const actionSchema = z.looseObject({
  runs: z.looseObject({ steps: z.tuple([z.looseObject({ run: z.string() })]) }),
});

/** Runs the action's script as GitHub does; returns exit status, what it prints and its outputs. */
async function runAction(site: string, beginAnew = '') {
  await using folder = await createTemporaryFolder('action');
  const outputs = join(folder.path, 'outputs');
  const [step] = actionSchema.parse(parse(await readFile(action, 'utf8'))).runs.steps;
  const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step.run], {
    env: {
      ...process.env,
      SITE: site,
      BEGIN_ANEW: beginAnew,
      RUNNER_TEMP: folder.path,
      GITHUB_OUTPUT: outputs,
      GITHUB_RUN_ID: '7',
    },
  });
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
  });
  const [exitStatus] = await once(child, 'close');
  const written = await readFile(outputs, 'utf8').catch(() => '');
  const readOutput = async (name: string) => {
    const file = new RegExp(`^${name}=(.*)$`, 'm').exec(written)?.[1];
    return file === undefined ? undefined : await readFile(file, 'utf8');
  };
  return {
    exitStatus,
    printed,
    status: await readOutput('file'),
    catalog: await readOutput('catalog'),
  };
}

describeWith(['curl'], 'the status that a workflow carries over', () => {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname === '/moved/status.json') response.writeHead(301, { location: '/site/status.json' }).end();
    else if (pathname === '/site/status.json') response.end('{"version": 1}');
    else if (pathname === '/site/catalog.json') response.end('{"notebooks": []}');
    else if (pathname === '/half/status.json') response.end('{"version": 1}');
    else if (pathname === '/half/catalog.json') response.writeHead(403).end('no');
    else if (pathname.startsWith('/private/')) response.end('<!doctype html><title>Sign in</title>');
    else if (pathname === '/cut/status.json') response.end('{"version": 1, "environ');
    else response.writeHead(pathname === '/refused/status.json' ? 403 : 404).end('no');
  });
  let origin = '';
  beforeAll(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    origin = `http://127.0.0.1:${address.port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  it.each(['site', 'moved'])('is the published one (%s)', async (path) => {
    const { exitStatus, status } = await runAction(`${origin}/${path}`);
    expect({ exitStatus, status }).toEqual({ exitStatus: 0, status: '{"version": 1}' });
  });

  it('comes with the catalogue, whose addresses are to be kept', async () => {
    const { exitStatus, catalog } = await runAction(`${origin}/site`);
    expect({ exitStatus, catalog }).toEqual({ exitStatus: 0, catalog: '{"notebooks": []}' });
  });

  it('may be absent before the first night', async () => {
    const { exitStatus, status, printed } = await runAction(`${origin}/new`);
    expect({ exitStatus, status }).toEqual({ exitStatus: 0, status: undefined });
    expect(printed).toContain('::notice::');
  });

  it('stops the job when it cannot be had, so that nothing is forgotten', async () => {
    const refused = await runAction(`${origin}/refused`);
    expect(refused.exitStatus).toBe(1);
    expect(refused.printed).toContain('403');
    expect(await runAction(`${origin}/half`)).toMatchObject({ exitStatus: 1, catalog: undefined });
    for (const site of ['private', 'cut']) {
      const page = await runAction(`${origin}/${site}`);
      expect(page).toMatchObject({ exitStatus: 1, status: undefined, catalog: undefined });
      expect(page.printed).toContain('not with JSON');
    }
    const unreachable = await runAction(`http://127.0.0.1:${await findFreePort()}`);
    expect(unreachable.exitStatus).not.toBe(0);
  });

  it('begins anew where the repository says so, and never for what can be read', async () => {
    const hidden = await runAction(`${origin}/private`, 'yes');
    expect(hidden).toMatchObject({ exitStatus: 0, status: undefined, catalog: undefined });
    expect(hidden.printed).toMatch(/^::warning::.*not with JSON.*first night/m);
    expect(await runAction(`${origin}/site`, 'yes')).toMatchObject({
      exitStatus: 0,
      status: '{"version": 1}',
    });
  });
});
