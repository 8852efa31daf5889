import { describe, expect, it } from 'vitest';
import { findAddressFault, isPrivateAddress, ruleForTarget } from './addresses.ts';

describe('addresses', () => {
  it.each([
    ['10.1.2.3', true],
    ['127.0.0.1', true],
    ['169.254.169.254', true],
    ['172.31.0.1', true],
    ['172.32.0.1', false],
    ['192.168.1.1', true],
    ['100.64.0.1', true],
    ['0.0.0.0', true],
    ['::1', true],
    ['::', true],
    ['fd00::1', true],
    ['fe80::1', true],
    ['::ffff:10.0.0.1', true],
    ['::ffff:a9fe:a9fe', true],
    ['64:ff9b::a00:1', true],
    ['140.82.112.3', false],
    ['2606:50c0:8000::154', false],
    ['example.org', false],
  ])('%s is private: %s', (address, expected) => {
    expect(isPrivateAddress(address)).toBe(expected);
  });

  it.each([
    ['https://example.org/', true],
    ['http://example.org/', false],
    ['http://localhost:5000/', true],
    ['http://127.0.0.1:5000/', true],
    ['http://[::1]:5000/', true],
    ['http://localhost.example.org/', false],
    ['https://user:pass@example.org/', false],
    ['ftp://example.org/', false],
    ['file:///etc/passwd', false],
  ])('%s is gone to: %s', (url, expected) => {
    expect(findAddressFault(new URL(url)) === undefined).toBe(expected);
  });

  it.each([
    // [where a server sends us, from where, gone to, must be public]
    ['https://auth.docker.io/token', 'https://registry-1.docker.io/v2/', true, true],
    ['https://ghcr.io/token', 'https://ghcr.io/v2/', true, false],
    ['http://ghcr.io/token', 'https://ghcr.io/v2/', false, true],
    ['http://evil.example/token', 'https://ghcr.io/v2/', false, true],
    ['https://127.0.0.1/token', 'https://ghcr.io/v2/', false, true],
    ['https://localhost/token', 'https://ghcr.io/v2/', false, true],
    ['https://169.254.169.254/latest', 'https://ghcr.io/v2/', false, true],
    ['https://[fd00::1]/token', 'https://ghcr.io/v2/', false, true],
    ['https://2130706433/token', 'https://ghcr.io/v2/', false, true], // 127.0.0.1 in one number
    ['https://0x7f.1/token', 'https://ghcr.io/v2/', false, true],
    ['https://registry.internal/token', 'https://ghcr.io/v2/', false, true],
    ['https://ghcr.io:8443/token', 'https://ghcr.io/v2/', true, true],
    ['https://user:pw@ghcr.io/token', 'https://ghcr.io/v2/', false, true],
    ['http://127.0.0.1:6000/token', 'http://127.0.0.1:5000/v2/', true, false],
    ['http://localhost:6000/token', 'http://127.0.0.1:5000/v2/', true, false],
    ['https://auth.example.org/token', 'http://127.0.0.1:5000/v2/', true, true],
    ['http://10.0.0.1/token', 'http://127.0.0.1:5000/v2/', false, true],
    ['https://10.0.0.5/token', 'https://10.0.0.5/v2/', true, false], // a private registry may be its own realm
    ['https://10.0.0.6/token', 'https://10.0.0.5/v2/', false, true],
    ['gopher://ghcr.io/', 'https://ghcr.io/v2/', false, true],
  ])('%s named by %s: %s, public only: %s', (target, from, isAllowed, isPublicOnly) => {
    const rule = ruleForTarget(new URL(target), new URL(from));
    expect(rule.isAllowed).toBe(isAllowed);
    if (isAllowed) expect(rule.isPublicOnly).toBe(isPublicOnly);
  });
});
