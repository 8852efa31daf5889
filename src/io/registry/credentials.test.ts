import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createTemporaryFolder } from '../../../tests/support/temporary.ts';
import { loadCredentials, parseCredentials } from './credentials.ts';

const find = (auths: object, registry: string, repository = 'org/env') =>
  parseCredentials(JSON.stringify({ auths }), 'config.json').store.find({ registry, repository });

const auth = (text: string) => ({ auth: Buffer.from(text).toString('base64') });

describe('credentials', () => {
  it.each([
    ['ghcr.io', 'ghcr.io'],
    ['https://ghcr.io', 'ghcr.io'],
    ['https://index.docker.io/v1/', 'docker.io'],
    ['docker.io', 'docker.io'],
    ['https://registry.example.org:5000/v2/', 'registry.example.org:5000'],
    ['ghcr.io/org', 'ghcr.io'],
    ['ghcr.io/org/env', 'ghcr.io'],
  ])('under %s are those of %s', (key, registry) => {
    expect(find({ [key]: auth('me:se:cret') }, registry)).toEqual({ username: 'me', password: 'se:cret' });
    expect(find({ [key]: auth('me:secret') }, 'evil.example')).toBeUndefined();
  });

  it('of the repository win over those of its registry', () => {
    const auths = { 'ghcr.io': auth('all:x'), 'ghcr.io/org/env': auth('one:x') };
    expect(find(auths, 'ghcr.io')?.username).toBe('one');
    expect(find(auths, 'ghcr.io', 'org/environment')?.username).toBe('all');
  });

  it('of a repository or group called v2 are not those of what it is in', () => {
    expect(find({ 'ghcr.io/org/v2': auth('me:x') }, 'ghcr.io')).toBeUndefined();
    expect(find({ 'ghcr.io/org/v2': auth('me:x') }, 'ghcr.io', 'org/v2/env')?.username).toBe('me');
    expect(find({ 'index.docker.io/org': auth('me:x') }, 'docker.io')?.username).toBe('me');
  });

  it('may be an identity token, with or without a user name', () => {
    const identity = { ...auth('<token>:'), identitytoken: 'given-at-sign-in' };
    expect(find({ 'ghcr.io': identity }, 'ghcr.io')?.identityToken).toBe('given-at-sign-in');
    expect(find({ 'ghcr.io': { identitytoken: 'x' } }, 'ghcr.io')?.identityToken).toBe('x');
  });

  it('of a kind that is not used are reported, and not shown', () => {
    const text = JSON.stringify({ auths: { 'ghcr.io': { registrytoken: 'open-sesame' } } });
    const { warnings } = parseCredentials(text, 'config.json');
    expect(warnings).toEqual([
      expect.stringContaining('config.json signs in to ghcr.io with a "registrytoken"'),
    ]);
    expect(warnings.join()).not.toContain('sesame');
  });

  it('may be written out', () => {
    expect(find({ 'ghcr.io': { username: 'me', password: 'x' } }, 'ghcr.io')).toEqual({
      username: 'me',
      password: 'x',
    });
  });

  it.each([
    {},
    { auth: '' },
    { auth: '!!!' },
    auth('nocolon'),
    auth(':x'),
    auth('me:'),
    null,
    'x',
    { registrytoken: 'x' },
  ])('are none: %j', (entry) => {
    expect(find({ 'ghcr.io': entry }, 'ghcr.io')).toBeUndefined();
  });

  it.each(['', '[]', '{', '{"auths": 3}'])('are not looked for in %s', (text) => {
    const { store, warnings } = parseCredentials(text, 'config.json');
    expect(store.find({ registry: 'ghcr.io', repository: 'x' })).toBeUndefined();
    expect(warnings).toHaveLength(1);
  });

  it('kept elsewhere are not fetched by running programs', () => {
    const text = JSON.stringify({ credsStore: 'desktop', credHelpers: { 'ghcr.io': 'gh' } });
    expect(parseCredentials(text, 'config.json')).toMatchObject({ warnings: [] });
  });
});

describe('credentials of the environment', () => {
  const config = (name: string) => JSON.stringify({ auths: { 'ghcr.io': auth(`${name}:open-sesame`) } });

  it('need no file, and win over the one that is there', async () => {
    await using folder = await createTemporaryFolder('credentials');
    await writeFile(
      join(folder.path, 'config.json'),
      JSON.stringify({
        auths: { 'ghcr.io': auth('file:x'), 'quay.io': auth('file:x') },
      }),
    );
    const variables = { DOCKER_AUTH_CONFIG: config('variable'), DOCKER_CONFIG: folder.path };
    const { store, warnings } = await loadCredentials(variables, '/nonexistent');
    expect(warnings).toEqual([]);
    const find = (registry: string) => store.find({ registry, repository: 'org/env' })?.username;
    expect([find('ghcr.io'), find('quay.io'), find('docker.io')]).toEqual(['variable', 'file', undefined]);
    const alone = await loadCredentials({ DOCKER_AUTH_CONFIG: config('variable') }, '/nonexistent');
    expect(alone.store.find({ registry: 'ghcr.io', repository: 'x' })?.username).toBe('variable');
  });

  it('are looked for where docker and podman leave them, in their order', async () => {
    await using folder = await createTemporaryFolder('credentials');
    const at = (...names: string[]) => join(folder.path, ...names);
    const files = {
      named: at('named.json'),
      docker: at('docker', 'config.json'),
      runtime: at('run', 'containers', 'auth.json'),
      home: at('home', '.config', 'containers', 'auth.json'),
      dockerHome: at('home', '.docker', 'config.json'),
    };
    for (const [name, file] of Object.entries(files)) {
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, config(name));
    }
    const variables = { DOCKER_CONFIG: at('docker'), XDG_RUNTIME_DIR: at('run') };
    const who = async (given: Record<string, string>) => {
      const { store } = await loadCredentials(given, at('home'));
      return store.find({ registry: 'ghcr.io', repository: 'x' })?.username;
    };
    expect(await who({ ...variables, REGISTRY_AUTH_FILE: files.named })).toBe('named');
    expect(await who({ ...variables, REGISTRY_AUTH_FILE: at('none') })).toBeUndefined();
    expect(await who(variables)).toBe('docker');
    expect(await who({ XDG_RUNTIME_DIR: at('run') })).toBe('runtime');
    expect(await who({})).toBe('home');
    await rm(files.home);
    expect(await who({})).toBe('dockerHome');
  });

  it('are never repeated where they make no sense', async () => {
    const { warnings } = await loadCredentials({ DOCKER_AUTH_CONFIG: '{"open-sesame' }, '/nonexistent');
    expect(warnings).toEqual([expect.stringContaining('DOCKER_AUTH_CONFIG')]);
    expect(warnings.join()).not.toContain('sesame');
  });
});
