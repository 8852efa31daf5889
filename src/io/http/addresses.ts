import { BlockList, isIP } from 'node:net';
import { isLoopback } from '../../core/addresses/loopback.ts';
import { type Detail, detailOf } from '../../core/details.ts';

/** Addresses that are not of the public internet (IANA special-purpose registries). */
const NOT_PUBLIC = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const) {
  NOT_PUBLIC.addSubnet(network, prefix, 'ipv4');
}
for (const [network, prefix] of [
  ['::', 127],
  ['64:ff9b::', 96], // NAT64: any IPv4 address behind it
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const) {
  NOT_PUBLIC.addSubnet(network, prefix, 'ipv6');
}

const NOT_PUBLIC_NAME = /(?:^|\.)(?:localhost|local|internal|intranet|lan|home\.arpa)\.?$/i;

/** Whether an IP address is none of the public internet; IPv4 inside IPv6 counts as what it is. */
export function isPrivateAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 0) return false;
  return NOT_PUBLIC.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

/** Whether a host, as far as its text tells, is not of the public internet. */
export function isPrivateHost({ hostname }: URL): boolean {
  const name = bareHost(hostname);
  return isPrivateAddress(name) || NOT_PUBLIC_NAME.test(name);
}

/** Why an address is not gone to at all, as a clause; undefined for a good one. */
export function findAddressFault(url: URL): Detail | undefined {
  if (url.username !== '' || url.password !== '') return detailOf('url-credentials', { host: url.host });
  if (url.protocol === 'https:') return undefined;
  const isLocal = url.protocol === 'http:' && isLoopback(url);
  return isLocal ? undefined : detailOf('bad-scheme', { host: url.host || url.protocol });
}

/** Where an answer may send us. */
export interface TargetRule {
  readonly isAllowed: boolean;
  /** The target must turn out to be public when its name is looked up. */
  readonly isPublicOnly: boolean;
}

/**
 * Rule for an address that a server named (a redirect, the realm of a challenge), after
 * go-containerregistry's transport: the server's own host without a downgrade, this machine when the
 * server is on it too, and else https on the public internet.
 */
export function ruleForTarget(target: URL, from: URL): TargetRule {
  if (findAddressFault(target) !== undefined) return { isAllowed: false, isPublicOnly: true };
  const isSameHost = target.hostname === from.hostname;
  const isDowngrade = from.protocol === 'https:' && target.protocol !== 'https:';
  if (isDowngrade) return { isAllowed: false, isPublicOnly: true };
  if (isSameHost && (target.port === from.port || isLoopback(from)))
    return { isAllowed: true, isPublicOnly: false };
  if (isLoopback(from) && isLoopback(target)) return { isAllowed: true, isPublicOnly: false };
  return { isAllowed: target.protocol === 'https:' && !isPrivateHost(target), isPublicOnly: true };
}

function bareHost(hostname: string): string {
  return hostname
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '');
}
