import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { PushedTag } from './bench-tags.ts';

const INSPECTIONS = 8;

/** Wall time of `skopeo inspect` over all images; CPU and memory of its many processes are not measured. */
export async function inspectWithSkopeo(
  host: string,
  images: readonly PushedTag[],
): Promise<{ readonly wallSeconds: number }> {
  const startedMs = performance.now();
  const inspect = ['skopeo', 'inspect', '--no-tags', '--tls-verify=false'];
  const xargs = spawn('xargs', ['-P', String(INSPECTIONS), '-n', '1', ...inspect], {
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  xargs.stdin.end(images.map(({ repository, tag }) => `docker://${host}/${repository}:${tag}\n`).join(''));
  const [exitCode] = await once(xargs, 'close');
  if (exitCode !== 0) throw new Error(`skopeo inspect ended with ${exitCode}`);
  return { wallSeconds: Math.round((performance.now() - startedMs) / 10) / 100 };
}
