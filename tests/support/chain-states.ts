import { gzipSync } from 'node:zlib';
import { type Descriptor, digestOf, type TestRegistry } from './registry.ts';

/*
 * States of an image in a registry, as pushes, clean-ups and accidents leave them. Each is made in a repository of its own
 * and of bytes of its own, so that nothing is shared but what a state shares by intention.
 */

// Not an index in an index, nor the variant v1, nor an image whose platform only its configuration says: hubs on containerd pull
// them, podman does not, so that it is no witness. Tests beside `src/io/registry/facts-reader.ts` have them.
const SHAPES = ['image', 'index', 'helm', 'oras', 'signature', 'empty', 'attestation'] as const;
const FORMATS = ['oci', 'docker'] as const;
const ENTRIES = ['amd64', 'arm64+amd64', 'arm64', 'amd64/v2', 'unnamed'] as const;
const CONFIGS = ['amd64', 'arm64', 'untold', 'linux alone', 'amd64 alone'] as const;
const PINS = ['none', 'tag', 'platform'] as const;
const BEFORE = ['nothing', 'night', 'status', 'twin'] as const;
const EVENTS = [
  'none',
  'image deleted',
  'child deleted',
  'other child deleted',
  'configuration deleted',
  'layer deleted',
  'pushed over',
  'pushed over, first deleted',
  'pushed over, child of first deleted',
  'pushed over, layer of first deleted',
] as const;

export interface ChainState {
  /** What the tag names. */
  readonly shape: (typeof SHAPES)[number];
  readonly format: (typeof FORMATS)[number];
  /** Platforms that an index names; `unnamed` is an image without one. */
  readonly entries: (typeof ENTRIES)[number];
  /** What the configuration of the image, or of the one for linux/amd64, says of itself. */
  readonly config: (typeof CONFIGS)[number];
  /** What the catalogue pins: the digest of the tag, of the image inside of the index, or none. */
  readonly pin: (typeof PINS)[number];
  /** What is known of earlier: status and cache of a nightly check, the status alone, the cache of the same bytes elsewhere. */
  readonly before: (typeof BEFORE)[number];
  /** What happens after that. */
  readonly event: (typeof EVENTS)[number];
}

export function describeState(state: ChainState): string {
  const { shape, format, entries, config, pin, before, event } = state;
  const inside = isIndex(state) ? ` of ${entries}` : '';
  return `${format} ${shape}${inside}, ${config} inside, pinned to ${pin}, ${before} before: ${event}`;
}

/** What a configuration says that does not name both. */
const PLATFORMS: Readonly<Record<string, object>> = {
  untold: {},
  'linux alone': { os: 'linux' },
  'amd64 alone': { architecture: 'amd64' },
};

/** Whether nothing names an image's platform, of which runtimes make different things. */
export function isUntold(state: ChainState): boolean {
  return isIndex(state) && state.entries === 'unnamed' && /^(untold|linux alone)$/.test(state.config);
}

/** Every state that can be. */
export function listChainStates(): readonly ChainState[] {
  return SHAPES.flatMap((shape) =>
    FORMATS.flatMap((format) =>
      ENTRIES.flatMap((entries) =>
        CONFIGS.flatMap((config) =>
          PINS.flatMap((pin) =>
            BEFORE.flatMap((before) =>
              EVENTS.map((event): ChainState => ({ shape, format, entries, config, pin, before, event })),
            ),
          ),
        ),
      ),
    ),
  ).filter(canBe);
}

function canBe(state: ChainState): boolean {
  const { shape, format, entries, config, pin, event } = state;
  const hasChild = isIndex(state);
  const isImage = shape === 'image';
  if (!hasChild && (entries !== 'amd64' || pin === 'platform')) return false;
  if (!hasChild && !isImage && (config !== 'amd64' || format === 'docker')) return false;
  if (!hasChild && /child/.test(event)) return false;
  if (!hasChild && !isImage && /configuration|layer/.test(event)) return false;
  if (entries === 'unnamed' && config.startsWith('amd64')) return false;
  if (event === 'other child deleted' && entries !== 'arm64+amd64') return false;
  if (/of first|first/.test(event) && pin === 'none') return false;
  return !(pin === 'platform' && entries === 'arm64');
}

function isIndex({ shape }: ChainState): boolean {
  return shape === 'index';
}

interface Pushed {
  readonly top: Descriptor;
  /** The image that matters: for linux/amd64 as far as its index says, or the only one. */
  readonly child?: Descriptor | undefined;
  readonly otherChild?: Descriptor | undefined;
  readonly config?: Descriptor | undefined;
  readonly layer?: Descriptor | undefined;
}

const TYPES = {
  oci: {
    index: 'application/vnd.oci.image.index.v1+json',
    manifest: 'application/vnd.oci.image.manifest.v1+json',
    config: 'application/vnd.oci.image.config.v1+json',
    layer: 'application/vnd.oci.image.layer.v1.tar+gzip',
  },
  docker: {
    index: 'application/vnd.docker.distribution.manifest.list.v2+json',
    manifest: 'application/vnd.docker.distribution.manifest.v2+json',
    config: 'application/vnd.docker.container.image.v1+json',
    layer: 'application/vnd.docker.image.rootfs.diff.tar.gzip',
  },
} as const;

/** Pushes what the tag names first. @returns it and the digest that the catalogue pins */
export async function pushState(
  registry: TestRegistry,
  repository: string,
  state: ChainState,
): Promise<{ readonly pushed: Pushed; readonly pinnedDigest: string | null }> {
  const pushed = await pushShape(registry, repository, state, 'first');
  const pins = { none: null, tag: pushed.top.digest, platform: pushed.child?.digest ?? null };
  return { pushed, pinnedDigest: pins[state.pin] };
}

/** Does what happens later. */
export async function letHappen(
  registry: TestRegistry,
  repository: string,
  state: ChainState,
  { top, child, otherChild, config, layer }: Pushed,
): Promise<void> {
  const remove = (manifest: Descriptor | undefined) =>
    manifest === undefined ? undefined : registry.remove(repository, manifest.digest);
  const removeBlob = (blob: Descriptor | undefined) =>
    blob === undefined ? undefined : registry.removeBlob(repository, blob.digest);
  if (state.event.startsWith('pushed over')) {
    await pushShape(registry, repository, { ...state, shape: 'image', config: 'amd64' }, 'second');
  }
  switch (state.event) {
    case 'none':
    case 'pushed over':
      return;
    case 'image deleted':
    case 'pushed over, first deleted':
      return remove(top);
    case 'child deleted':
    case 'pushed over, child of first deleted':
      return remove(child);
    case 'other child deleted':
      return remove(otherChild);
    case 'configuration deleted':
      return removeBlob(config);
    case 'layer deleted':
    case 'pushed over, layer of first deleted':
      return removeBlob(layer);
  }
}

async function pushShape(
  registry: TestRegistry,
  repository: string,
  state: ChainState,
  text: string,
): Promise<Pushed> {
  const types = TYPES[state.format];
  const own = `${describeState({ ...state, before: 'nothing' })} ${repository.split('/').at(-1)} ${text}`;
  const tag = 'v1';

  const pushImage = async (name: string | undefined, architecture: string, words: string) => {
    const files = buildTar('words.txt', words);
    const platform = PLATFORMS[architecture] ?? { os: 'linux', architecture };
    const data = {
      ...platform,
      created: '2026-11-01T12:00:00Z',
      config: { User: '1000' },
      rootfs: { type: 'layers', diff_ids: [digestOf(files)] },
      history: [{ created: '2026-11-01T12:00:00Z' }],
    };
    const config = await registry.pushBlob(repository, Buffer.from(JSON.stringify(data)), types.config);
    const layer = await registry.pushBlob(repository, gzipSync(files), types.layer);
    const manifest = await registry.pushManifest(
      repository,
      name,
      { config, layers: [layer] },
      types.manifest,
    );
    return { manifest, config, layer };
  };
  const pushArtifact = async (configType: string, configData: object, layerType: string) => {
    const config = await registry.pushBlob(repository, Buffer.from(JSON.stringify(configData)), configType);
    const layer = await registry.pushBlob(repository, Buffer.from(own), layerType);
    const top = await registry.pushManifest(repository, tag, { config, layers: [layer] }, types.manifest);
    return { top };
  };

  switch (state.shape) {
    case 'image': {
      const { manifest, config, layer } = await pushImage(tag, state.config, own);
      return { top: manifest, config, layer };
    }
    case 'helm':
      return pushArtifact(
        'application/vnd.cncf.helm.config.v1+json',
        { name: 'chart', version: '0.1.0' },
        'application/vnd.cncf.helm.chart.content.v1.tar+gzip',
      );
    case 'oras':
      return pushArtifact('application/vnd.unknown.config.v1+json', {}, 'application/vnd.example.words+text');
    case 'signature':
      return pushArtifact(
        types.config,
        {
          architecture: '',
          os: '',
          config: {},
          rootfs: { type: 'layers', diff_ids: [digestOf(Buffer.from(own))] },
        },
        'application/vnd.dev.cosign.simplesigning.v1+json',
      );
    case 'empty':
      return {
        top: await registry.pushManifest(
          repository,
          tag,
          { manifests: [], annotations: { own } },
          types.index,
        ),
      };
    case 'attestation': {
      const { manifest } = await pushImage(undefined, 'unknown', own);
      const entry = {
        ...manifest,
        platform: { os: 'unknown', architecture: 'unknown' },
        annotations: { 'vnd.docker.reference.type': 'attestation-manifest' },
      };
      return { top: await registry.pushManifest(repository, tag, { manifests: [entry] }, types.index) };
    }
    case 'index': {
      const manifests: object[] = [];
      let main: Awaited<ReturnType<typeof pushImage>> | undefined;
      let otherChild: Descriptor | undefined;
      for (const entry of state.entries.split('+')) {
        const [architecture = '', variant] = entry.split('/');
        const isOther = entry === 'arm64' && state.entries !== 'arm64';
        const image = await pushImage(undefined, isOther ? 'arm64' : state.config, `${own} ${entry}`);
        if (isOther) otherChild = image.manifest;
        else main = image;
        const platform = { os: 'linux', architecture, ...(variant === undefined ? {} : { variant }) };
        manifests.push({ ...image.manifest, ...(entry === 'unnamed' ? {} : { platform }) });
      }
      const top = await registry.pushManifest(repository, tag, { manifests }, types.index);
      return { top, child: main?.manifest, otherChild, config: main?.config, layer: main?.layer };
    }
  }
}

/** An archive of one file (POSIX ustar). */
function buildTar(name: string, text: string): Buffer {
  const header = Buffer.alloc(512);
  const content = Buffer.from(text);
  header.write(name, 0);
  header.write('0000644\0', 100);
  header.write('0000000\0', 108);
  header.write('0000000\0', 116);
  header.write(`${content.length.toString(8).padStart(11, '0')}\0`, 124);
  header.write('00000000000\0', 136);
  header.write('        ', 148);
  header.write('0', 156);
  header.write('ustar\0' + '00', 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  const padding = Buffer.alloc((512 - (content.length % 512)) % 512);
  return Buffer.concat([header, content, padding, Buffer.alloc(1024)]);
}
