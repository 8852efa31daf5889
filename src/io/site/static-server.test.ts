import { mkdir, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createTemporaryFolder } from '../../../tests/support/temporary.ts';
import { startStaticServer } from './static-server.ts';

/** As it is written, which `fetch` would correct. */
const ask = (port: string, path: string) =>
  new Promise<readonly [number | undefined, string | undefined]>((resolve, reject) => {
    request({ host: 'localhost', port, path }, (response) => {
      response.resume();
      response.on('end', () => resolve([response.statusCode, response.headers.location]));
    })
      .on('error', reject)
      .end();
  });

it.each([['/'], ['/course/']])('a site at %s answers whatever it is asked', async (base) => {
  await using folder = await createTemporaryFolder('static');
  await mkdir(join(folder.path, 'ü b'));
  for (const file of ['404.html', 'index.html', 'ü b/index.html'])
    await writeFile(join(folder.path, file), file);
  const server = await startStaticServer({ folder: folder.path, base, port: 0 });
  const { port } = new URL(server.url);
  try {
    for (const path of [
      '//',
      '//evil.example',
      '/%',
      '/%E0%A4',
      '/%00',
      `${base}%`,
      `${base}%2e%2e/%2e%2e/x`,
    ])
      expect([path, ...(await ask(port, path))]).toEqual([path, 404, undefined]);
    expect(await ask(port, `${base}%C3%BC%20b`)).toEqual([301, `${base}%C3%BC%20b/`]);
    expect(await ask(port, `${base}%C3%BC%20b/`)).toEqual([200, undefined]);
  } finally {
    await server.stop();
  }
});
