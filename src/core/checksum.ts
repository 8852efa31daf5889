/** FNV-1a of a text's UTF-8 bytes, 32 bits in hexadecimal: no secret, only a mark that tells texts apart. */
export function checksum(text: string): string {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) {
    hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  }
  return hash.toString(16).padStart(8, '0');
}
