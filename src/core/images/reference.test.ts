import { describe, expect, test } from 'vitest';
import { effectiveTag, formatImageReference, parseImageReference, registryHost } from './reference.ts';
import type { ImageReference } from './types.ts';

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

function parsed(text: string): ImageReference {
  const result = parseImageReference(text);
  if (!result.ok) throw new Error(`${text}: ${result.failure.message}`);
  return result.value;
}

describe('parseImageReference', () => {
  test.each([
    ['ubuntu', 'docker.io/library/ubuntu'],
    ['ubuntu:22.04', 'docker.io/library/ubuntu:22.04'],
    ['jupyter/scipy-notebook:1', 'docker.io/jupyter/scipy-notebook:1'],
    ['docker.io/ubuntu', 'docker.io/library/ubuntu'],
    ['index.docker.io/ubuntu:1', 'docker.io/library/ubuntu:1'],
    ['index.docker.io/a/b:1', 'docker.io/a/b:1'],
    ['localhost:5000', 'docker.io/library/localhost:5000'],
    ['localhost/env', 'localhost/env'],
    ['localhost:5000/env', 'localhost:5000/env'],
    ['127.0.0.1:5000/grp/env:v1', '127.0.0.1:5000/grp/env:v1'],
    ['[::1]:5000/env:v1', '[::1]:5000/env:v1'],
    ['registry.example.org:5000/grp/sub/env', 'registry.example.org:5000/grp/sub/env'],
    ['GHCR.io/oggm/r2d:Tag_1', 'ghcr.io/oggm/r2d:Tag_1'],
    ['ghcr.io/oggm/r2d:20230310T1959-latest', 'ghcr.io/oggm/r2d:20230310T1959-latest'],
    [`ghcr.io/org/env:v1@${DIGEST}`, `ghcr.io/org/env:v1@${DIGEST}`],
    [`env@${DIGEST}`, `docker.io/library/env@${DIGEST}`],
    ['a/b__c-d.e--f:1', 'docker.io/a/b__c-d.e--f:1'],
    [`a:${'t'.repeat(128)}`, `docker.io/library/a:${'t'.repeat(128)}`],
    ['foo/bar/baz', 'docker.io/foo/bar/baz'],
  ])('%s is %s', (text, full) => {
    expect(formatImageReference(parsed(text))).toBe(full);
    expect(parsed(full)).toEqual(parsed(text));
  });

  test.each([
    ['', 'empty'],
    [' \t', 'empty'],
    ['a b', 'malformed'],
    ['ubuntu\n', 'malformed'],
    ['https://ghcr.io/org/env', 'malformed'],
    ['ghcr.io/OGGM/r2d', 'uppercase'],
    ['OGGM/r2d:1', 'uppercase'],
    ['Ubuntu', 'uppercase'],
    ['ghcr.io/', 'malformed'],
    ['/env', 'malformed'],
    ['ghcr.io//env', 'malformed'],
    ['ghcr.io/org/-env', 'malformed'],
    ['a..b', 'malformed'],
    ['a___b', 'malformed'],
    ['-x.io/env', 'malformed'],
    ['ghcr.io:port/env', 'malformed'],
    ['0123456789abcdef'.repeat(4), 'malformed'],
    ['é/env', 'malformed'],
    ['a'.repeat(256), 'malformed'],
    ['a'.repeat(100_000), 'malformed'],
    ['ghcr.io/org/env:', 'bad-tag'],
    ['ghcr.io/org/env:-v1', 'bad-tag'],
    ['ghcr.io/org/env:.v1', 'bad-tag'],
    [`env:${'t'.repeat(129)}`, 'bad-tag'],
    ['env:a$b', 'bad-tag'],
    ['env@', 'bad-digest'],
    ['env@sha256:abc', 'bad-digest'],
    [`env@${DIGEST.toUpperCase()}`, 'bad-digest'],
    [`env@${DIGEST}0`, 'bad-digest'],
    [`env@md5:${'0'.repeat(32)}`, 'bad-digest'],
    [`env@constructor:${'0'.repeat(64)}`, 'bad-digest'],
    [`env@${DIGEST}@${DIGEST}`, 'bad-digest'],
  ])('refuses %j as %s', (text, code) => {
    expect(parseImageReference(text)).toMatchObject({
      ok: false,
      failure: { code: `image-reference/${code}` },
    });
  });

  test('the answer to capital letters is the name in lower case', () => {
    const result = parseImageReference('ghcr.io/OGGM/r2d');
    expect(result.ok ? '' : result.failure.message).toContain('ghcr.io/oggm/r2d');
  });
});

test('a tag is latest only where neither tag nor digest is written', () => {
  expect(effectiveTag(parsed('node'))).toBe('latest');
  expect(effectiveTag(parsed(`node@${DIGEST}`))).toBeUndefined();
});

test('Docker Hub is asked at another host than its name', () => {
  expect(registryHost(parsed('node'))).toBe('registry-1.docker.io');
  expect(registryHost(parsed('ghcr.io/a/b'))).toBe('ghcr.io');
});
