import { REQUIRED_PLATFORM } from '../images/platforms.ts';

const [HUB_SYSTEM = '', HUB_ARCHITECTURE = ''] = REQUIRED_PLATFORM.split('/');

/** Names of architectures that mean the same as others (containerd's `platforms/database.go`). */
const SYNONYMS: Readonly<Record<string, readonly [architecture: string, variant?: string]>> = {
  i386: ['386'],
  x86_64: ['amd64'],
  'x86-64': ['amd64'],
  aarch64: ['arm64'],
  armhf: ['arm', 'v7'],
  armel: ['arm', 'v6'],
};
const ARCHITECTURES = new Set(
  '386 amd64 amd64p32 arm armbe arm64 arm64be loong64 mips mipsle mips64 mips64le mips64p32 mips64p32le ppc ppc64 ppc64le riscv riscv64 s390 s390x sparc sparc64 wasm'.split(
    ' ',
  ),
);
const SYSTEMS = new Set(
  'aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd openbsd plan9 solaris wasip1 windows zos'.split(
    ' ',
  ),
);

/**
 * `os/architecture[/variant]` of what is written for `--platform`, as containerd's `platforms.Parse` reads it: a
 * single word is a system or an architecture, the other one being that of a hub.
 *
 * @returns undefined for what is no platform
 */
export function parsePlatform(text: string): string | undefined {
  const parts = text.split('/');
  const [first = '', second, variant] = parts;
  if (parts.length > 3 || !/^[A-Za-z0-9_.-]+(?:\([A-Za-z0-9_.+-]*\))?$/.test(first)) return undefined;
  if (!parts.slice(1).every((part) => /^[A-Za-z0-9_.-]+$/.test(part))) return undefined;
  const system = first.replace(/\(.*/, '').toLowerCase();
  if (second !== undefined) return join(system === 'macos' ? 'darwin' : system, second, variant);
  if (SYSTEMS.has(system)) return join(system, HUB_ARCHITECTURE);
  const known = Object.hasOwn(SYNONYMS, system) ? system : ARCHITECTURES.has(system) ? system : undefined;
  return known === undefined ? undefined : join(HUB_SYSTEM, known);
}

function join(system: string, written: string, variant?: string): string {
  const name = written.toLowerCase();
  const [architecture, own] = (Object.hasOwn(SYNONYMS, name) ? SYNONYMS[name] : undefined) ?? [name];
  const kind = variant ?? own;
  return `${system}/${architecture}${kind === undefined ? '' : `/${kind}`}`;
}
