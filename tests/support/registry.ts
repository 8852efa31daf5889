import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { answers, findFreePort, startProgram } from './servers.ts';
import { createTemporaryFolder } from './temporary.ts';

const run = promisify(execFile);

export interface TestRegistry extends AsyncDisposable {
  /** `127.0.0.1:PORT`, to begin image names with. */
  readonly host: string;
  /** Pushes a tiny image or index and returns its digest. */
  push(repository: string, tag: string, content?: PushedContent): Promise<string>;
  /** Pushes a configuration, a layer or a file and returns its descriptor. */
  pushBlob(repository: string, bytes: Buffer, mediaType: string): Promise<Descriptor>;
  /** Pushes a manifest of any kind; without a tag it can be had by its digest only. */
  pushManifest(
    repository: string,
    tag: string | undefined,
    manifest: object,
    mediaType: string,
  ): Promise<Descriptor>;
  /** Removes a manifest, and so every tag that names it. */
  remove(repository: string, digest: string): Promise<void>;
  /** Removes a configuration or layer from one repository. */
  removeBlob(repository: string, digest: string): Promise<void>;
  stop(): Promise<void>;
}

export interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  /** In bytes. */
  readonly size: number;
}

export interface RegistryOptions {
  /** Keeps layers in its folder: one of 40 MB takes it ten seconds to keep in memory. */
  readonly isOnDisk?: boolean;
  /** Takes manifests of schema 1, too, as old registries do. */
  readonly hasOldSchema?: boolean;
  /** Lines of the `auth` section of its configuration, indented by two spaces. */
  readonly auth?: string;
  /** Files to write beside its configuration, which is in the registry's folder. */
  readonly files?: Readonly<Record<string, string>>;
  /** `Authorization` for pushing. */
  authorize?(repository: string): string;
  readonly port?: number;
}

/** An image is its configuration and labels; an index is images by platform. */
export type PushedContent =
  | { readonly kind: 'image'; readonly image: TinyImage }
  | { readonly kind: 'index'; readonly images: readonly TinyImage[]; readonly hasAttestation?: boolean };

export interface TinyImage {
  /** `os/architecture`; `linux/amd64` by default. */
  readonly platform?: string;
  readonly created?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly user?: string;
  /** What tells this image from another: the text of its only layer. */
  readonly text?: string;
}

const CONFIG_TYPE = 'application/vnd.oci.image.config.v1+json';
const LAYER_TYPE = 'application/vnd.oci.image.layer.v1.tar+gzip';
const MANIFEST_TYPE = 'application/vnd.oci.image.manifest.v1+json';
const INDEX_TYPE = 'application/vnd.oci.image.index.v1+json';

/** Starts Debian's `docker-registry` on a free port of this machine, in memory by default. */
export async function startRegistry(options: RegistryOptions = {}): Promise<TestRegistry> {
  const folder = await createTemporaryFolder('registry');
  const port = options.port ?? (await findFreePort());
  const host = `127.0.0.1:${port}`;
  for (const [name, text] of Object.entries(options.files ?? {}))
    await writeFile(join(folder.path, name), text);
  const configuration = [
    'version: 0.1',
    'log: {level: error, accesslog: {disabled: true}}',
    `storage: {${renderStorage(options, folder.path)}, delete: {enabled: true}}`,
    `http: {addr: "${host}"}`,
    ...(options.hasOldSchema ? ['compatibility: {schema1: {enabled: true}}'] : []),
    ...(options.auth === undefined ? [] : ['auth:', options.auth]),
    '',
  ];
  await writeFile(join(folder.path, 'config.yml'), configuration.join('\n'));
  const program = await startProgram({
    name: 'docker-registry',
    command: 'docker-registry',
    args: ['serve', 'config.yml'],
    folder: folder.path,
    isReady: () => answers(`http://${host}/v2/`, options.auth === undefined ? 200 : 401),
  });

  async function send(method: string, repository: string, path: string, body?: Buffer, type?: string) {
    const url = new URL(path, `http://${host}/v2/${repository}/`);
    const response = await fetch(url, {
      method,
      ...(body === undefined ? {} : { body: new Uint8Array(body) }),
      headers: {
        ...(type === undefined ? {} : { 'content-type': type }),
        ...(options.authorize === undefined ? {} : { authorization: options.authorize(repository) }),
      },
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${url.pathname}: ${response.status} ${text}`);
    return response;
  }

  async function pushBlob(repository: string, bytes: Buffer, mediaType: string) {
    const digest = digestOf(bytes);
    const upload = await send('POST', repository, 'blobs/uploads/');
    const location = new URL(upload.headers.get('location') ?? '', `http://${host}`);
    location.searchParams.set('digest', digest);
    await send('PUT', repository, location.href, bytes, 'application/octet-stream');
    return { mediaType, digest, size: bytes.length };
  }

  async function pushManifest(
    repository: string,
    reference: string | undefined,
    manifest: object,
    type: string,
  ) {
    const bytes = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: type, ...manifest }));
    const digest = digestOf(bytes);
    await send('PUT', repository, `manifests/${reference ?? digest}`, bytes, type);
    return { mediaType: type, digest, size: bytes.length };
  }

  async function pushImage(repository: string, tag: string | undefined, image: TinyImage) {
    const { config, layer } = buildTinyImage(image);
    const manifest = {
      config: await pushBlob(repository, config, CONFIG_TYPE),
      layers: [await pushBlob(repository, layer, LAYER_TYPE)],
    };
    return pushManifest(repository, tag, manifest, MANIFEST_TYPE);
  }

  const stop = async () => {
    await program.stop();
    await folder.remove();
  };
  return {
    host,
    async push(repository, tag, content = { kind: 'image', image: {} }) {
      if (content.kind === 'image') return (await pushImage(repository, tag, content.image)).digest;
      const manifests: object[] = [];
      for (const image of content.images) {
        const [os, architecture] = (image.platform ?? 'linux/amd64').split('/');
        manifests.push({
          ...(await pushImage(repository, undefined, image)),
          platform: { os, architecture },
        });
      }
      if (content.hasAttestation) {
        const attestation = await pushImage(repository, undefined, {
          text: 'provenance',
          platform: 'unknown/unknown',
        });
        manifests.push({
          ...attestation,
          platform: { os: 'unknown', architecture: 'unknown' },
          annotations: { 'vnd.docker.reference.type': 'attestation-manifest' },
        });
      }
      return (await pushManifest(repository, tag, { manifests }, INDEX_TYPE)).digest;
    },
    pushBlob,
    pushManifest,
    async remove(repository, digest) {
      await send('DELETE', repository, `manifests/${digest}`);
    },
    async removeBlob(repository, digest) {
      await send('DELETE', repository, `blobs/${digest}`);
    },
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

function renderStorage({ isOnDisk = false }: RegistryOptions, folder: string): string {
  return isOnDisk ? `filesystem: {rootdirectory: ${JSON.stringify(folder)}}` : 'inmemory: {}';
}

/** Configuration and layer of an image that differs by its text. What is in the layer does not matter to a registry. */
export function buildTinyImage(image: TinyImage): { readonly config: Buffer; readonly layer: Buffer } {
  const content = Buffer.from(`layer of ${image.text ?? 'an image'}`);
  const layer = gzipSync(content);
  const [os, architecture] = (image.platform ?? 'linux/amd64').split('/');
  const config = {
    os,
    architecture,
    created: image.created ?? '2026-11-01T12:00:00Z',
    config: { User: image.user ?? '1000', Labels: image.labels ?? {} },
    rootfs: { type: 'layers', diff_ids: [digestOf(content)] },
    history: [],
  };
  return { config: Buffer.from(JSON.stringify(config)), layer };
}

/** Copies an image, or an index with all that is in it, between repositories with skopeo, as a person would. */
export async function copyWithSkopeo(
  from: string,
  to: string,
  /** Of `skopeo copy`. */
  options: readonly string[] = ['--all'],
): Promise<void> {
  const plain = ['--src-tls-verify=false', '--dest-tls-verify=false'];
  await run('skopeo', [
    '--insecure-policy',
    'copy',
    '-q',
    ...options,
    ...plain,
    `docker://${from}`,
    `docker://${to}`,
  ]);
}

/** Imports an archive as an image with podman and pushes it; podman's storage is gone afterwards. */
export async function pushWithPodman(archive: string, name: string): Promise<void> {
  const folder = await createTemporaryFolder('podman');
  const storage = [
    '--root',
    join(folder.path, 'root'),
    '--runroot',
    join(folder.path, 'run'),
    '--storage-driver',
    'vfs',
    '--cgroup-manager',
    'cgroupfs',
  ];
  try {
    await run('podman', [...storage, 'import', '--quiet', '--change', 'USER 1000', archive, name]);
    await run('podman', [...storage, 'push', '--quiet', '--tls-verify=false', name]);
    await run('podman', [...storage, 'rmi', '--all', '--force']);
  } finally {
    await folder.remove();
  }
}

export function digestOf(bytes: Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}
