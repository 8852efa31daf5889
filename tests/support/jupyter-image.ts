import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { digestOf, type TestRegistry } from './registry.ts';
import { PROJECT } from './site.ts';
import { createTemporaryFolder } from './temporary.ts';

/** What runs notebooks; with all that it depends on, some 90 Debian packages. */
const PACKAGES = ['python3-nbclient', 'python3-ipykernel', 'dash', 'coreutils'];
/** What those depend on for being installed, not for being run. */
const NEEDLESS = new Set([
  'debconf',
  'perl',
  'perl-base',
  'dpkg',
  'media-types',
  'tzdata',
  'python3-debugpy',
]);
const NEEDLESS_FILES =
  /^\/usr\/share\/(?:doc|man|info|locale|lintian|bug|perl)|^\/etc\/(?:init\.d|cron)|\/idlelib\/|\/jedi\/third_party\/django-stubs/;
/** Folders that are links on a merged system; packages list files by their old names. */
const LINKED = ['bin', 'lib', 'lib64', 'sbin'];

const LAYER_TYPE = 'application/vnd.oci.image.layer.v1.tar+gzip';
const CONFIG_TYPE = 'application/vnd.oci.image.config.v1+json';
const MANIFEST_TYPE = 'application/vnd.oci.image.manifest.v1+json';

/** What tells images of one layer apart. */
export interface JupyterImageVariant {
  /** ISO 8601. */
  readonly created?: string;
  /** `NAME=value`, of every process in it. */
  readonly variables?: readonly string[];
}

/**
 * Pushes an image in which nbclient and ipykernel run as user 1000, made of this machine's own Debian packages: nothing is
 * downloaded, and the layer of 40 MB is kept for the next run of the tests.
 *
 * @returns its digest
 */
export async function pushJupyterImage(
  registry: TestRegistry,
  repository: string,
  tag: string,
  { created = '2026-11-01T12:00:00Z', variables = [] }: JupyterImageVariant = {},
): Promise<string> {
  const { layer, diffId } = await loadLayer();
  const config = {
    os: 'linux',
    architecture: 'amd64',
    created,
    config: {
      User: '1000',
      WorkingDir: '/home/jovyan',
      Env: ['PATH=/usr/bin:/bin', 'HOME=/home/jovyan', 'LANG=C.UTF-8', ...variables],
    },
    rootfs: { type: 'layers', diff_ids: [diffId] },
    history: [],
  };
  const manifest = {
    config: await registry.pushBlob(repository, Buffer.from(JSON.stringify(config)), CONFIG_TYPE),
    layers: [await registry.pushBlob(repository, layer, LAYER_TYPE)],
  };
  return (await registry.pushManifest(repository, tag, manifest, MANIFEST_TYPE)).digest;
}

async function loadLayer(): Promise<{ readonly layer: Buffer; readonly diffId: string }> {
  const installed = readPackages();
  const names = findClosure(installed);
  const versions = names.map((name) => `${name} ${installed.get(name)?.version}`).join('\n');
  const key = createHash('sha256')
    .update(versions)
    .update(readFileSync(import.meta.filename))
    .digest('hex');
  const folder = join(PROJECT, '.cache/tests');
  const file = join(folder, `jupyter-${key.slice(0, 16)}.tar.gz`);
  if (existsSync(file)) {
    const layer = readFileSync(file);
    return { layer, diffId: readFileSync(`${file}.id`, 'utf8') };
  }
  const tar = await packRoot(names);
  const layer = gzipSync(tar, { level: 1 });
  const diffId = digestOf(tar);
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${file}.id`, diffId);
  writeFileSync(`${file}.${process.pid}`, layer);
  renameSync(`${file}.${process.pid}`, file);
  return { layer, diffId };
}

interface Package {
  readonly version: string;
  /** Names, each with its alternatives. */
  readonly depends: readonly (readonly string[])[];
}

function readPackages(): Map<string, Package> {
  const fields = ['Package', 'db:Status-Status', 'Version', 'Pre-Depends', 'Depends', 'Provides'];
  const format = `${fields.map((field) => `\${${field}}`).join('\\t')}\\n`;
  const packages = new Map<string, Package>();
  for (const line of run('dpkg-query', ['-W', '-f', format]).toString('utf8').split('\n')) {
    const [name = '', status, version = '', before = '', after = '', provides = ''] = line.split('\t');
    const depends = `${before}, ${after}`;
    if (status !== 'installed') continue;
    const found = { version, depends: depends.split(',').map((part) => part.split('|').map(nameOf)) };
    packages.set(name, found);
    for (const virtual of provides.split(',').map(nameOf)) {
      if (virtual !== '' && !packages.has(virtual)) packages.set(virtual, { version, depends: [[name]] });
    }
  }
  return packages;
}

function nameOf(text: string): string {
  return text.trim().replace(/[ (:].*$/, '');
}

function findClosure(packages: ReadonlyMap<string, Package>): string[] {
  const found = new Set<string>();
  const waiting = [...PACKAGES];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (found.has(name) || NEEDLESS.has(name)) continue;
    const depends = packages.get(name)?.depends;
    if (depends === undefined) continue;
    found.add(name);
    for (const alternatives of depends) {
      const chosen = alternatives.find((alternative) => packages.has(alternative));
      if (chosen !== undefined) waiting.push(chosen);
    }
  }
  return [...found].sort();
}

/** A root file system as an uncompressed archive. */
async function packRoot(names: readonly string[]): Promise<Buffer> {
  await using folder = await createTemporaryFolder('jupyter-root');
  for (const path of ['tmp', 'home/jovyan', 'proc', 'sys', 'dev', 'etc', 'run', 'var/tmp']) {
    mkdirSync(join(folder.path, path), { recursive: true });
  }
  for (const name of LINKED) symlinkSync(`usr/${name}`, join(folder.path, name));
  writeFileSync(join(folder.path, 'etc/passwd'), 'jovyan:x:1000:1000::/home/jovyan:/bin/sh\n');
  run('chmod', ['1777', join(folder.path, 'tmp'), join(folder.path, 'var/tmp')]);
  run('chown', ['-R', '1000:1000', join(folder.path, 'home/jovyan')]);
  // Names that packages provide have no files of their own, which dpkg-query takes for an error.
  const listed = run('sh', ['-c', 'dpkg-query -L "$@" 2>/dev/null; true', 'sh', ...names]);
  const paths = new Set(['/usr/bin/sh', '/usr/bin/python3']);
  for (const path of listed.toString('utf8').split('\n')) {
    const merged = path.replace(/^\/(bin|lib|lib64|sbin)\//, '/usr/$1/');
    if (!merged.startsWith('/') || NEEDLESS_FILES.test(merged) || LINKED.includes(merged.slice(1))) continue;
    paths.add(merged);
    // Without what Python has compiled, every start of a kernel takes seconds.
    const compiled = merged.replace(/([^/]+)\.py$/, '__pycache__/$1.cpython-311.pyc');
    if (compiled !== merged) paths.add(compiled);
  }
  const files = [...paths].filter(isFile).map((path) => path.slice(1));
  const list = join(folder.path, 'etc/.files');
  writeFileSync(list, files.join('\n'));
  const archive = `${folder.path}.tar`;
  try {
    run('tar', ['-C', folder.path, '--exclude=./etc/.files', '-cf', archive, '.']);
    run('tar', ['-C', '/', '--no-recursion', '-rf', archive, '-T', list]);
    return readFileSync(archive);
  } finally {
    run('rm', ['-f', archive]);
  }
}

function isFile(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === false;
}

function run(command: string, parameters: readonly string[]): Buffer {
  const { status, stdout, stderr } = spawnSync(command, parameters, { maxBuffer: 1e9 });
  if (status !== 0) throw new Error(`${command} failed: ${stderr}`);
  return stdout;
}
