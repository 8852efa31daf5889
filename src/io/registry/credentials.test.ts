import { describe, expect, it } from 'vitest';
import { parseCredentials } from './credentials.ts';

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
