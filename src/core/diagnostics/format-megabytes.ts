/** A size for messages: `1.5 MB`, a megabyte being 10⁶ bytes, as everywhere in Slipway. */
export function formatMegabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toLocaleString('en', { maximumFractionDigits: 1 })} MB`;
}
