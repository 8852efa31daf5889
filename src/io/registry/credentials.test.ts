import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
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
  ])('under %s are those of %s', (key, registry) => {
    expect(find({ [key]: auth('me:se:cret') }, registry)).toEqual({ username: 'me', password: 'se:cret' });
    expect(find({ [key]: auth('me:secret') }, 'evil.example')).toBeUndefined();
  });

  it('of the repository win over those of its registry', () => {
    const auths = { 'ghcr.io': auth('all:x'), 'ghcr.io/org/env': auth('one:x') };
    expect(find(auths, 'ghcr.io')?.username).toBe('one');
    expect(find(auths, 'ghcr.io', 'org/environment')?.username).toBe('all');
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
    { identitytoken: 'x' },
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

  it('are never repeated where they make no sense', async () => {
    const { warnings } = await loadCredentials({ DOCKER_AUTH_CONFIG: '{"open-sesame' }, '/nonexistent');
    expect(warnings).toEqual([expect.stringContaining('DOCKER_AUTH_CONFIG')]);
    expect(warnings.join()).not.toContain('sesame');
  });
});
