import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isLoopback } from '../../core/addresses/loopback.ts';
import { redactText } from '../../core/redact.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { runToEnd } from '../processes/run-to-end.ts';
import { digestBytes } from './digests.ts';
import { mediaTypeOf } from './oci-handler.ts';

const TIMEOUT_MS = 3_600_000;

/**
 * Copies an image with all its platforms into a folder, as an OCI image layout. Its manifests are kept byte for byte, whatever their media
 * type, so that their digests stay: `skopeo copy` into a layout would rewrite those of Docker's own format.
 *
 * @param image `registry/repository@sha256:…`
 * @returns as a failure one sentence
 */
export async function copyImage(
  image: string,
  digest: string,
  folder: string,
  environment: NodeJS.ProcessEnv,
): Promise<Result<undefined, string>> {
  const [hostname = ''] = image.split(/[:/]/, 1);
  const plain = isLoopback({ hostname }) ? ['--src-tls-verify=false'] : [];
  const copied = `${folder}.copy`;
  const args = ['--insecure-policy', 'copy', '--quiet', '--all', '--preserve-digests', ...plain];
  const end = await runToEnd({
    command: 'skopeo',
    args: [...args, `docker://${image}`, `dir:${copied}`],
    environment,
    timeoutMs: TIMEOUT_MS,
  });
  if (end.isMissing)
    return fail('skopeo, which copies images, is not installed on this machine; install it.');
  if (end.status !== 0) {
    const reason = /no space left/i.test(end.errors) ? 'there is no room' : redactText(lastWords(end.errors));
    return fail(`The image ${image} could not be copied (${reason}).`);
  }
  const blobs = join(folder, 'blobs', 'sha256');
  await mkdir(blobs, { recursive: true });
  const manifest = await readFile(join(copied, 'manifest.json'));
  if (digestBytes(manifest) !== digest) return fail(`The registry gave another image than ${image}.`);
  for (const name of await readdir(copied)) {
    const [, hex] = /^([0-9a-f]{64})(?:\.manifest\.json)?$/.exec(name) ?? [];
    if (hex !== undefined) await rename(join(copied, name), join(blobs, hex));
  }
  await writeFile(join(blobs, digest.slice('sha256:'.length)), manifest);
  await rm(copied, { recursive: true, force: true });
  const entry = { mediaType: mediaTypeOf(manifest), digest, size: manifest.length };
  const index = {
    schemaVersion: 2,
    mediaType: 'application/vnd.oci.image.index.v1+json',
    manifests: [entry],
  };
  await writeFile(join(folder, 'index.json'), `${JSON.stringify(index)}\n`);
  await writeFile(join(folder, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}\n');
  return ok(undefined);
}

/** skopeo logs as `time="…" level=fatal msg="…"`. */
function lastWords(errors: string): string {
  const line = errors.trim().split('\n').at(-1) ?? '';
  return (/msg="(.*)"$/.exec(line)?.[1] ?? line).replaceAll('\\"', '"');
}
