import { type Detail, detailOf } from '../../core/details.ts';
import { formatRepository, registryHost } from '../../core/images/reference.ts';
import type { ImageReference } from '../../core/images/types.ts';
import { memoizeAsync } from '../../core/memoize-async.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import type { HttpResponse } from '../http/types.ts';
import { classifyAnswer, hasRegistryMark, MAX_ERROR_BYTES } from './answers.ts';
import { computeDigest, hasDigest, isDigest } from './digest.ts';
import { MANIFEST_TYPES, parseManifest } from './manifest.ts';
import type { RegistryTransport } from './transport.ts';
import type { ContentCache, RegistryRefusal } from './types.ts';

type Repository = Pick<ImageReference, 'registry' | 'repository'>;

const MAX_CONTENT_BYTES = 8 * 1024 * 1024;
const ACCEPT = MANIFEST_TYPES.join(', ');
const DOCKER_HUB_HOST = 'registry-1.docker.io';

export interface ManifestReader {
  /** Digest of what a tag or digest names now; `missing` only where the registry says so. */
  resolve(reference: Repository, tagOrDigest: string): Promise<Result<string, RegistryRefusal>>;
  /** The same, asked once more: a tag may have been pushed over since. */
  resolveAgain(reference: Repository, tag: string): Promise<Result<string, RegistryRefusal>>;
  /** A manifest or configuration, checked against its digest; from the cache where it is there. */
  readContent(
    reference: Repository,
    kind: 'manifests' | 'blobs',
    digest: string,
  ): Promise<Result<ReadContent, RegistryRefusal>>;
  /** Has contents read from the registry again next time, so that they do not count as whole until then. */
  forget(digest: string): Promise<void>;
  /** Whether a repository has a configuration or layer; `missing` only where the registry says so. */
  findBlob(reference: Repository, digest: string): Promise<Result<'there', RegistryRefusal>>;
}

export interface ReadContent {
  readonly bytes: Buffer;
  /** From the cache of an earlier run, which does not say that this repository has it. */
  readonly isCached: boolean;
}

/** A reader for one run: it asks for each tag, digest and content once. */
export function createManifestReader(transport: RegistryTransport, cache: ContentCache): ManifestReader {
  const resolutions = memoizeAsync<Result<string, RegistryRefusal>>();
  // The body is in the cache, and need not fill the memory.
  const contents = memoizeAsync<Result<ReadContent, RegistryRefusal>>((content) => !content.ok);
  /** Of this run. */
  const fetched = new Set<string>();
  const blobs = memoizeAsync<Result<'there', RegistryRefusal>>();
  const ask = (method: 'GET' | 'HEAD', reference: Repository, path: string, maxBytes: number) =>
    transport.request({ method, reference, path, accept: ACCEPT, maxBytes });

  /** By GET: for registries whose HEAD does not tell, and for the words behind a refusal. */
  async function resolveByBody(
    reference: Repository,
    tagOrDigest: string,
  ): Promise<Result<string, RegistryRefusal>> {
    const result = await ask('GET', reference, `manifests/${tagOrDigest}`, MAX_CONTENT_BYTES);
    if (!result.ok) return result;
    const { status, body } = result.value;
    if (status !== 200) return fail(classifyAnswer(reference.registry, result.value));
    const manifest = parseManifest(body);
    if (!manifest.ok) return fail(unreadable(reference, manifest.failure));
    if (isDigest(tagOrDigest)) {
      if (manifest.value.kind === 'old-schema') return ok(tagOrDigest);
      return hasDigest(body, tagOrDigest) ? ok(tagOrDigest) : fail(unreadable(reference, WRONG_DIGEST));
    }
    const digest = computeDigest(body);
    await cache.write(digest, body);
    return ok(digest);
  }

  async function resolveNow(
    reference: Repository,
    tagOrDigest: string,
  ): Promise<Result<string, RegistryRefusal>> {
    const result = await ask('HEAD', reference, `manifests/${tagOrDigest}`, MAX_ERROR_BYTES);
    if (!result.ok) return result;
    const { status, headers } = result.value;
    const digest = readDigestHeader(result.value);
    if (status === 200 && digest !== undefined) {
      const isOther = isDigest(tagOrDigest) && digest !== tagOrDigest;
      const isPage = String(headers['content-type'] ?? '').includes('html');
      if (!isOther && !isPage) return ok(digest);
    }
    if (status === 429 || status >= 500 || !isWorthAsking(reference, result.value)) {
      return fail(classifyAnswer(reference.registry, result.value));
    }
    return resolveByBody(reference, tagOrDigest);
  }

  async function readNow(
    reference: Repository,
    kind: 'manifests' | 'blobs',
    digest: string,
  ): Promise<Result<ReadContent, RegistryRefusal>> {
    const cached = await cache.read(digest);
    const name = `${formatRepository(reference)} ${digest}`;
    if (cached !== undefined) return ok({ bytes: cached, isCached: !fetched.has(name) });
    const result = await ask('GET', reference, `${kind}/${digest}`, MAX_CONTENT_BYTES);
    if (!result.ok) return result;
    if (result.value.status !== 200) return fail(classifyAnswer(reference.registry, result.value));
    const { body } = result.value;
    if (!hasDigest(body, digest)) {
      // The digest of schema 1 leaves out the signatures that come with the manifest.
      const manifest = kind === 'manifests' ? parseManifest(body) : undefined;
      const isOld = manifest?.ok === true && manifest.value.kind === 'old-schema';
      return isOld ? ok({ bytes: body, isCached: false }) : fail(unreadable(reference, WRONG_DIGEST));
    }
    await cache.write(digest, body);
    fetched.add(name);
    return ok({ bytes: body, isCached: false });
  }

  async function findNow(reference: Repository, digest: string): Promise<Result<'there', RegistryRefusal>> {
    const probe = (method: 'GET' | 'HEAD') =>
      // Whoever sends us on has it, and an address that is signed for GET would refuse our HEAD.
      transport.request({
        method,
        reference,
        path: `blobs/${digest}`,
        range: 'bytes=0-0',
        maxBytes: MAX_ERROR_BYTES,
        isFollowing: false,
      });
    const head = await probe('HEAD');
    const isUntold =
      head.ok &&
      (head.value.status === 404 || head.value.status === 405) &&
      !hasRegistryMark(head.value.headers);
    const result = isUntold ? await probe('GET') : head;
    if (!result.ok) return result;
    const { status } = result.value;
    return status >= 200 && status < 400
      ? ok('there')
      : fail(classifyAnswer(reference.registry, result.value));
  }

  return {
    resolve: (reference, tagOrDigest) =>
      resolutions(`${formatRepository(reference)} ${tagOrDigest}`, () => resolveNow(reference, tagOrDigest)),
    resolveAgain: resolveNow,
    forget: (digest) => cache.remove(digest),
    findBlob: (reference, digest) =>
      blobs(`${formatRepository(reference)} ${digest}`, () => findNow(reference, digest)),
    async readContent(reference, kind, digest) {
      if (!isDigest(digest)) return fail(unreadable(reference, detailOf('manifest-bad-digest')));
      const key = `${formatRepository(reference)} ${kind} ${digest}`;
      return contents(key, () => readNow(reference, kind, digest));
    },
  };
}

const WRONG_DIGEST = detailOf('wrong-digest');

/** An answer to HEAD has no words. On Docker Hub a GET counts as a pull, so it is asked only where the header does not tell. */
function isWorthAsking(reference: Repository, { status, headers }: HttpResponse): boolean {
  if (registryHost(reference) !== DOCKER_HUB_HOST || status === 200) return true;
  return !(hasRegistryMark(headers) || headers['www-authenticate'] !== undefined);
}

function readDigestHeader({ headers }: HttpResponse): string | undefined {
  const value = headers['docker-content-digest'];
  return typeof value === 'string' && isDigest(value) ? value : undefined;
}

function unreadable({ registry }: Repository, detail: Detail): RegistryRefusal {
  return { kind: 'unreachable', registry, detail };
}
