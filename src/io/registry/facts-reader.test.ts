import { expect, it } from 'vitest';
import { fail, ok } from '../../core/result.ts';
import { computeDigest } from './digest.ts';
import { readImageFacts } from './facts-reader.ts';
import type { ManifestReader } from './manifest-reader.ts';

const INDEX = 'application/vnd.oci.image.index.v1+json';
const IMAGE = 'application/vnd.oci.image.manifest.v1+json';
const reference = { registry: 'registry.example.org', repository: 'course/env' };
const options = { nowMs: Date.parse('2026-11-20T03:23:00Z'), isPartsNight: true };

/** A reader of made-up contents that counts what it is asked. */
function createReader() {
  const contents = new Map<string, Buffer>();
  const asked: string[] = [];
  const add = (data: object) => {
    const bytes = Buffer.from(JSON.stringify(data));
    contents.set(computeDigest(bytes), bytes);
    return { digest: computeDigest(bytes), size: bytes.length };
  };
  const reader: ManifestReader = {
    resolve: async (_, name) => ok(name),
    resolveAgain: async (_, name) => ok(name),
    findBlob: async () => ok('there'),
    forget: async () => undefined,
    async readContent({ registry }, _, digest) {
      asked.push(digest);
      const bytes = contents.get(digest);
      return bytes === undefined
        ? fail({ kind: 'unreachable', registry, detail: 'not there' })
        : ok({ bytes, isCached: false });
    },
  };
  const config = add({ os: 'linux', architecture: 'amd64', created: '2026-11-01T00:00:00Z' });
  const image = add({
    schemaVersion: 2,
    mediaType: IMAGE,
    config: { mediaType: 'application/vnd.oci.image.config.v1+json', ...config },
    layers: [],
  });
  return { reader, asked, add, image };
}

it('finds the image for hubs behind 499 others, by three requests', async () => {
  const { reader, asked, add, image } = createReader();
  const manifests = Array.from({ length: 500 }, (_, index) => ({
    mediaType: IMAGE,
    digest: index === 499 ? image.digest : `sha256:${String(index).padStart(64, '0')}`,
    size: 1,
    platform: { os: 'linux', architecture: index === 499 ? 'amd64' : `odd${index}` },
  }));
  const { digest } = add({ schemaVersion: 2, mediaType: INDEX, manifests });
  const { facts, runnableDigests } = await readImageFacts(reader, reference, digest, options);
  expect(facts).toMatchObject({ kind: 'facts', createdAt: '2026-11-01T00:00:00.000Z' });
  expect(facts.kind === 'facts' && facts.platforms[0]).toBe('linux/amd64');
  expect(facts.kind === 'facts' && facts.platforms.length).toBe(64);
  expect(runnableDigests).toEqual([image.digest]);
  expect(asked).toHaveLength(3);
});

it('reads no more than some of the indexes in an index', async () => {
  const { reader, asked, add, image } = createReader();
  const inner = Array.from({ length: 200 }, (_, index) => ({
    mediaType: INDEX,
    ...add({ schemaVersion: 2, manifests: [], annotations: { index: String(index) } }),
  }));
  const plain = { mediaType: IMAGE, ...image, platform: { os: 'linux', architecture: 'amd64' } };
  const { digest } = add({ schemaVersion: 2, mediaType: INDEX, manifests: [...inner, plain] });
  expect(await readImageFacts(reader, reference, digest, options)).toMatchObject({
    facts: { kind: 'facts' },
  });
  expect(asked.length).toBeLessThan(25);
});
