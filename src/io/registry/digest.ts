import { createHash } from 'node:crypto';

/** A digest whose algorithm we can compute. */
const DIGEST = /^(sha256):([a-f0-9]{64})$|^(sha512):([a-f0-9]{128})$/;

export function isDigest(text: string): boolean {
  return DIGEST.test(text);
}

/** Digest of bytes as sent; re-serialised JSON would have another. */
export function computeDigest(bytes: Uint8Array, algorithm = 'sha256'): string {
  return `${algorithm}:${createHash(algorithm).update(bytes).digest('hex')}`;
}

export function hasDigest(bytes: Uint8Array, digest: string): boolean {
  return isDigest(digest) && computeDigest(bytes, digest.slice(0, digest.indexOf(':'))) === digest;
}
