/**
 * Runs mystmd in a network of its own that holds nothing but what answers its question for a newer version, without
 * which it ends. Started by `scripts/bench-peers.ts`, within `unshare --net`.
 */
import { execFileSync, spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const [program = '', ...args] = process.argv.slice(2);
execFileSync('ip', ['link', 'set', 'lo', 'up']);
const registry = createServer((_request, response) => {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ name: 'mystmd', version: '0.0.0', 'dist-tags': { latest: '0.0.0' } }));
});
registry.listen(0, '127.0.0.1', () => {
  const { port } = registry.address() as AddressInfo;
  const environment = { ...process.env, npm_config_registry: `http://127.0.0.1:${port}/` };
  const myst = spawn(program, args, { env: environment, stdio: 'ignore' });
  myst.on('close', (code) => process.exit(code ?? 1));
});
