import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { digestBytes } from './digests.ts';

/** An image that is served: where it is, and by which tag. */
export interface ServedImage {
  readonly repository: string;
  readonly tag: string;
  readonly digest: string;
  /** OCI image layout. */
  readonly folder: string;
}

/**
 * A read-only registry (OCI distribution specification, "pull") over image layouts: 404 for what is not there, 405 for
 * writing.
 */
export function createOciHandler(images: readonly ServedImage[]) {
  return (request: IncomingMessage, response: ServerResponse, path: string): void => {
    const { status, headers, body, file } = findAnswer(images, request.method ?? 'GET', path);
    response.writeHead(status, { 'Docker-Distribution-Api-Version': 'registry/2.0', ...headers });
    if (file !== undefined && request.method !== 'HEAD') {
      createReadStream(file)
        .on('error', () => response.destroy())
        .pipe(response);
    } else response.end(request.method === 'HEAD' ? undefined : body);
  };
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | number>>;
  readonly body?: string | Buffer;
  /** In place of a body. */
  readonly file?: string;
}

function findAnswer(images: readonly ServedImage[], method: string, path: string): Answer {
  if (method !== 'GET' && method !== 'HEAD') return refuse(405, 'UNSUPPORTED');
  if (path === '/v2/' || path === '/v2')
    return { status: 200, headers: { 'Content-Type': 'application/json' }, body: '{}' };
  const [, repository = '', kind, reference = ''] =
    /^\/v2\/(.+)\/(manifests|blobs)\/([^/]+)$/.exec(path) ?? [];
  const mine = images.filter((image) => image.repository === repository);
  if (mine.length === 0) return refuse(404, 'NAME_UNKNOWN');
  const digest = mine.find(({ tag }) => kind === 'manifests' && tag === reference)?.digest ?? reference;
  const [, hex] = /^sha256:([0-9a-f]{64})$/.exec(digest) ?? [];
  const file = mine
    .map(({ folder }) => join(folder, 'blobs', 'sha256', hex ?? 'none'))
    .find((candidate) => existsSync(candidate));
  if (file === undefined) return refuse(404, kind === 'manifests' ? 'MANIFEST_UNKNOWN' : 'BLOB_UNKNOWN');
  const headers = { 'Docker-Content-Digest': digest, 'Content-Length': statSync(file).size };
  if (kind === 'blobs')
    return { status: 200, headers: { ...headers, 'Content-Type': 'application/octet-stream' }, file };
  const body = readFileSync(file);
  if (digestBytes(body) !== digest) return refuse(404, 'MANIFEST_UNKNOWN');
  return { status: 200, headers: { ...headers, 'Content-Type': mediaTypeOf(body) }, body };
}

/** Manifests of OCI need not name their type; an index has no configuration. */
export function mediaTypeOf(manifest: Buffer): string {
  const { mediaType, manifests }: { mediaType?: string; manifests?: unknown } = JSON.parse(
    manifest.toString('utf8'),
  );
  return mediaType ?? `application/vnd.oci.image.${manifests === undefined ? 'manifest' : 'index'}.v1+json`;
}

function refuse(status: number, code: string): Answer {
  const headers = { 'Content-Type': 'application/json' };
  return { status, headers, body: JSON.stringify({ errors: [{ code }] }) };
}
