import { describe, expect, it } from 'vitest';
import { parseImageConfig, readCreatedAt, readLabels, readSetup, sumDownload } from './image-config.ts';
import { formatPlatform, parseManifest } from './manifest.ts';

const now = Date.parse('2026-11-20T00:00:00Z');
const configOf = (data: unknown) => {
  const config = parseImageConfig(Buffer.from(JSON.stringify(data)));
  if (config === undefined) throw new Error('not read');
  return config;
};

describe('the age of an image', () => {
  const created = 'org.opencontainers.image.created';
  it.each<[string, unknown, Record<string, string>[], string | null]>([
    ['its configuration', { created: '2026-01-02T03:04:05.678901234Z' }, [], '2026-01-02T03:04:05.678Z'],
    [
      'its annotation first',
      { created: '2026-01-02T00:00:00Z' },
      [{ [created]: '2026-02-02T00:00:00Z' }],
      '2026-02-02T00:00:00.000Z',
    ],
    [
      'the index before the manifest',
      {},
      [{ [created]: '2026-03-01' }, { [created]: '2026-02-01' }],
      '2026-03-01T00:00:00.000Z',
    ],
    [
      'its label where the rest is zero',
      { created: '0001-01-01T00:00:00Z', config: { Labels: { [created]: '2026-01-01' } } },
      [],
      '2026-01-01T00:00:00.000Z',
    ],
    [
      'an old label',
      {
        created: '1970-01-01T00:00:00Z',
        config: { Labels: { 'org.label-schema.build-date': '2026-01-01' } },
      },
      [],
      '2026-01-01T00:00:00.000Z',
    ],
    [
      'its newest layer',
      { history: [{ created: '2026-01-01' }, { created: '2026-05-01' }, { created: 'x' }, {}] },
      [],
      '2026-05-01T00:00:00.000Z',
    ],
    ['nothing: it was built in the year 1980', { created: '1980-01-01T00:00:01Z' }, [], null],
    ['nothing: it will be built', { created: '2027-01-01T00:00:00Z' }, [], null],
    ['nothing: it has nulls', { created: null, config: null, history: null }, [], null],
    ['nothing: it has numbers', { created: 5, config: { Labels: { [created]: 7 } }, history: 'x' }, [], null],
  ])('is that of %s', (_, config, annotations, expected) => {
    expect(readCreatedAt(annotations, configOf(config), now)).toBe(expected);
  });
});

it('is read from a history longer than the arguments of a call', () => {
  const history = Array.from({ length: 200_000 }, () => ({ created: '2026-01-01' }));
  expect(readCreatedAt([], configOf({ history }), now)).toBe('2026-01-01T00:00:00.000Z');
});

it('names users and platforms that fit into a sentence', () => {
  expect(readSetup(configOf({ config: { User: '9'.repeat(1_000_000) } })).user).toHaveLength(100);
  expect(formatPlatform({ os: '\u001b[31mlinux\n', architecture: 'x'.repeat(1000), variant: '' })).toMatch(
    /^…31mlinux…\/x{1,100}$/,
  );
  expect(formatPlatform({ os: 'linux', architecture: 'arm64', variant: 'v8' })).toBe('linux/arm64/v8');
});

it('adds up each layer once, and none that is elsewhere', () => {
  const layers = [
    { digest: 'a', size: 10 },
    { digest: 'b', size: 20 },
    { digest: 'a', size: 10 },
    { digest: 'c', size: 400, mediaType: 'application/vnd.docker.image.rootfs.foreign.diff.tar.gzip' },
    { digest: 'd', size: 400, mediaType: 'application/vnd.oci.image.layer.nondistributable.v1.tar' },
  ];
  expect(sumDownload({ digest: 'z', size: 1 }, layers)).toBe(31);
});

it('keeps labels that tell something before others, and nothing huge', () => {
  const many = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`a.${index}`, 'x']));
  const labels = readLabels(
    configOf({
      config: { Labels: { ...many, 'repo2docker.ref': 'main', huge: 'x'.repeat(5000), number: 3 } },
    }),
  );
  expect(Object.keys(labels)).toHaveLength(50);
  expect(labels).toMatchObject({ 'repo2docker.ref': 'main' });
  expect(labels).not.toHaveProperty('huge');
});

describe('a manifest', () => {
  const parse = (data: unknown) =>
    parseManifest(Buffer.from(typeof data === 'string' ? data : JSON.stringify(data)));
  const child = { digest: 'sha256:x', size: 1, mediaType: 'application/vnd.oci.image.manifest.v1+json' };

  it('of an index comes without attestations', () => {
    const manifests = [
      { ...child, platform: { os: 'linux', architecture: 'amd64' } },
      { ...child, platform: { os: 'unknown', architecture: 'unknown' } },
      { ...child, annotations: { 'vnd.docker.reference.type': 'anything' } },
      child,
    ];
    const parsed = parse({ schemaVersion: 2, manifests });
    expect(parsed.ok && parsed.value.kind === 'index' && parsed.value.children).toHaveLength(2);
  });

  it.each([
    '',
    'null',
    '<html>',
    '\xff\xfe',
    {},
    { schemaVersion: 1 },
    { schemaVersion: 3, config: child },
    { schemaVersion: 2 },
    { schemaVersion: 2, manifests: 'x' },
    { schemaVersion: 2, manifests: [], config: child, layers: [] },
  ])('is refused: %j', (data) => {
    expect(parse(data).ok).toBe(false);
  });

  const layerOf = (mediaType: string) => ({ mediaType, digest: child.digest, size: 1 });
  const LAYER = 'application/vnd.oci.image.layer.v1.tar+gzip';
  const CONFIG = 'application/vnd.oci.image.config.v1+json';
  it.each([
    [
      'a Helm chart',
      'application/vnd.cncf.helm.config.v1+json',
      'application/vnd.cncf.helm.chart.content.v1.tar+gzip',
    ],
    ['a file of ORAS', 'application/vnd.unknown.config.v1+json', 'text/plain'],
    [
      'an artifact without a configuration',
      'application/vnd.oci.empty.v1+json',
      'application/vnd.oci.empty.v1+json',
    ],
    ['a signature of cosign', CONFIG, 'application/vnd.dev.cosign.simplesigning.v1+json'],
    ['provenance', CONFIG, 'application/vnd.in-toto+json'],
  ])('is known as %s', (_, config, layer) => {
    const manifest = { schemaVersion: 2, config: layerOf(config), layers: [layerOf(layer)] };
    const parsed = parse(manifest);
    expect(parsed).toEqual({
      ok: true,
      value: { kind: 'artifact', holds: config === CONFIG ? layer : config },
    });
  });

  it.each([
    ['OCI', CONFIG, LAYER],
    [
      'Docker',
      'application/vnd.docker.container.image.v1+json',
      'application/vnd.docker.image.rootfs.diff.tar.gzip',
    ],
    ['layers elsewhere', CONFIG, 'application/vnd.docker.image.rootfs.foreign.diff.tar.gzip'],
    ['zstd', CONFIG, 'application/vnd.oci.image.layer.v1.tar+zstd'],
    ['a registry that writes no types', 'application/octet-stream', 'application/octet-stream'],
  ])('is an image of %s', (_, config, layer) => {
    const manifest = { schemaVersion: 2, config: layerOf(config), layers: [layerOf(layer)] };
    expect(parse(manifest)).toMatchObject({ ok: true, value: { kind: 'image' } });
  });
});

it('reads the set-up of an image, and no value of a variable but the id of its user', () => {
  const config = configOf({
    config: {
      User: '1000',
      Entrypoint: ['tini', '--'],
      Cmd: ['start-notebook.py'],
      Env: ['PATH=/usr/bin', 'NB_UID=1000', 'TOKEN=open-sesame', 'ODD'],
      Labels: { 'repo2docker.version': '2026.4.0' },
    },
    history: [{ created_by: 'RUN one' }, { created_by: 7 }, {}],
  });
  expect(readSetup(config)).toEqual({
    user: '1000',
    entrypoint: ['tini', '--'],
    command: ['start-notebook.py'],
    variables: ['PATH', 'NB_UID', 'TOKEN', 'ODD'],
    notebookUserId: '1000',
    labels: { 'repo2docker.version': '2026.4.0' },
    instructions: ['RUN one'],
  });
  const odd = configOf({ config: { Entrypoint: 'jupyter lab', Env: { A: 1 } }, history: null });
  expect(readSetup(odd)).toEqual({
    user: '',
    entrypoint: [],
    command: [],
    variables: [],
    labels: {},
    instructions: [],
  });
});
