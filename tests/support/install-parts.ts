import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { SYSTEM_PARTS, type SystemPart } from './system-parts.ts';

const POLICY_FILE = '/usr/sbin/policy-rc.d';

/**
 * Installs the Debian packages of the parts, if this machine and this user can.
 * The reason says what failed, as the end of a sentence.
 */
export function installParts(parts: readonly SystemPart[]): { readonly reason: string } {
  if (process.getuid?.() !== 0) return { reason: 'only root can install them' };
  if (!isDebian()) return { reason: 'this is not a Debian system' };
  const packages = parts.map((part) => SYSTEM_PARTS[part].debianPackage);
  console.error(`Installing what the tests need: ${packages.join(' ')}`);
  return withoutStartingServices(() => {
    if (!runApt(['update'])) return { reason: 'apt-get update failed' };
    // Some of them together before each by itself: one that is gone must not take the others along.
    if (runApt(['install', ...packages])) return { reason: 'they were installed without what was expected' };
    for (const name of packages) runApt(['install', name]);
    return { reason: 'apt-get install failed' };
  });
}

function isDebian(): boolean {
  if (!existsSync('/usr/bin/apt-get')) return false;
  const release = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  return /^ID=debian$/m.test(release);
}

function runApt(parameters: readonly string[]): boolean {
  const { status } = spawnSync(
    'apt-get',
    [
      '--yes',
      '--quiet',
      '--no-install-recommends',
      '--option=Acquire::Retries=3',
      '--option=DPkg::Lock::Timeout=300',
      '--option=Dpkg::Use-Pty=0',
      ...parameters,
    ],
    {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', NEEDRESTART_SUSPEND: '1' },
    },
  );
  return status === 0;
}

/**
 * Debian starts the services of what it installs, here a registry and a hub that listen on every
 * address. The tests start their own, on loopback, so these are kept from starting.
 */
function withoutStartingServices<Value>(act: () => Value): Value {
  if (existsSync(POLICY_FILE)) return act();
  writeFileSync(POLICY_FILE, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    return act();
  } finally {
    rmSync(POLICY_FILE, { force: true });
  }
}
