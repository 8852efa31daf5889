import { expect, it } from 'vitest';
import { quoteWords } from '../../core/details.fixture.ts';
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
        ? fail({ kind: 'unreachable', registry, detail: quoteWords('not there') })
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

/** An index of entries that name a platform or none, and an image of what its configuration says. */
function createIndex(platform: object | undefined, configPlatform: object) {
  const { reader, add } = createReader();
  const config = add({ ...configPlatform, created: '2026-11-01T00:00:00Z' });
  const type = 'application/vnd.oci.image.config.v1+json';
  const image = add({ schemaVersion: 2, config: { mediaType: type, ...config }, layers: [] });
  const manifests = [{ mediaType: IMAGE, ...image, ...(platform === undefined ? {} : { platform }) }];
  const index = add({ schemaVersion: 2, mediaType: INDEX, manifests });
  const outer = add({ schemaVersion: 2, mediaType: INDEX, manifests: [{ mediaType: INDEX, ...index }] });
  return { reader, image, index, outer };
}

const AMD64 = { os: 'linux', architecture: 'amd64' };
const ARM64 = { os: 'linux', architecture: 'arm64' };

it.each([
  ['an index in an index', AMD64, AMD64],
  ['the variant v1, which is amd64 itself', { ...AMD64, variant: 'v1' }, AMD64],
  ['an image whose platform only its configuration says', undefined, AMD64],
  ['an image in an entry without a system', { architecture: 'amd64' }, AMD64],
])('takes %s for an image for hubs', async (_, platform, configPlatform) => {
  const { reader, image, outer } = createIndex(platform, configPlatform);
  const reading = await readImageFacts(reader, reference, outer.digest, options);
  expect(reading).toMatchObject({ facts: { kind: 'facts' }, runnableDigests: [image.digest] });
  expect(reading.fault).toBeUndefined();
});

it.each([
  ['the variants that have to be asked for', { ...AMD64, variant: 'v2' }, AMD64, ['linux/amd64/v2']],
  ['an entry of Linux on nothing', { os: 'linux' }, AMD64, ['linux']],
])('takes %s for none', async (_, platform, configPlatform, platforms) => {
  const { reader, index } = createIndex(platform, configPlatform);
  const reading = await readImageFacts(reader, reference, index.digest, options);
  expect(reading.fault).toEqual({ kind: 'wrong-platform', platforms });
});

it.each([
  ['nothing', undefined, {}],
  ['nothing but Linux', undefined, { os: 'linux' }],
  ['nothing, in an entry without a system', { architecture: 'amd64' }, {}],
])('does not know who runs what says %s of its platform in an index', async (_, platform, configPlatform) => {
  const { reader, image, index } = createIndex(platform, configPlatform);
  const reading = await readImageFacts(reader, reference, index.digest, options);
  expect(reading).toMatchObject({ fault: { kind: 'platform-unknown' }, runnableDigests: [image.digest] });
  // By its own digest, every runtime takes it.
  const plain = await readImageFacts(reader, reference, image.digest, options);
  expect(plain).toMatchObject({ facts: { platforms: [] } });
  expect(plain.fault).toBeUndefined();
});

it.each([
  [{ architecture: 'amd64' }, 'linux/amd64'],
  [{ os: 'windows' }, 'windows'],
  [{ architecture: 'arm64' }, 'linux/arm64'],
])('reads the platform of an image that says %j as %s', async (configPlatform, name) => {
  const { reader, image } = createIndex(undefined, configPlatform);
  const reading = await readImageFacts(reader, reference, image.digest, options);
  expect(reading.facts).toMatchObject({ platforms: [name] });
});

it('believes an image about its platform, and not its index', async () => {
  const { reader, index } = createIndex(AMD64, ARM64);
  const reading = await readImageFacts(reader, reference, index.digest, options);
  expect(reading.facts).toMatchObject({ platforms: ['linux/arm64'] });
});

it.each(['manifest', 'configuration', 'layer'] as const)(
  'asks the registry for a %s that the cache knows, and does not keep what is not whole',
  async (part) => {
    const { reader, add } = createReader();
    const type = 'application/vnd.oci.image.config.v1+json';
    const config = { mediaType: type, ...add({ ...AMD64 }) };
    const layer = {
      mediaType: 'application/vnd.oci.image.layer.v1.tar',
      digest: `sha256:${'a'.repeat(64)}`,
      size: 1,
    };
    const image = add({ schemaVersion: 2, config, layers: [layer] });
    const manifests = [{ mediaType: IMAGE, ...image, platform: AMD64 }];
    const index = add({ schemaVersion: 2, mediaType: INDEX, manifests });
    const lost = { manifest: image, configuration: config, layer }[part].digest;
    const missing = fail({ kind: 'missing', what: 'tag' } as const);
    const forgotten: string[] = [];
    const cached: ManifestReader = {
      resolve: async (_, name) => (name === lost ? missing : ok(name)),
      resolveAgain: reader.resolveAgain,
      findBlob: async (_, digest) => (digest === lost ? missing : ok('there')),
      forget: async (digest) => void forgotten.push(digest),
      async readContent(...asked) {
        const content = await reader.readContent(...asked);
        return content.ok ? ok({ ...content.value, isCached: true }) : content;
      },
    };
    const reading = await readImageFacts(cached, reference, index.digest, options);
    expect(reading.fault).toEqual({ kind: 'part-gone', part, digest: lost });
    if (part !== 'manifest') expect(forgotten).toEqual([image.digest]);
    // On other nights, only what a clean-up deletes separately.
    const other = await readImageFacts(cached, reference, index.digest, { ...options, isPartsNight: false });
    expect(other.fault).toEqual(part === 'manifest' ? reading.fault : undefined);
  },
);
