/** A file of an archive, by its path with `/` between segments, and its SHA-256 in hexadecimal. */
export type Checksums = ReadonlyMap<string, string>;

/** As `sha256sum` writes them, so that an archive can be checked without Slipway: `sha256sum -c`. */
export function formatChecksums(checksums: Checksums): string {
  return [...checksums].map(([path, sum]) => `${sum}  ${path}\n`).join('');
}

/** @returns undefined where a line is no checksum of a file inside the archive */
export function parseChecksums(text: string): Checksums | undefined {
  const checksums = new Map<string, string>();
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const [, sum, path] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? [];
    if (sum === undefined || path === undefined || isOutside(path)) return undefined;
    checksums.set(path, sum);
  }
  return checksums;
}

function isOutside(path: string): boolean {
  return path.startsWith('/') || path.split('/').includes('..');
}
