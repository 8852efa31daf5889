/**
 * Loads libvips: most builds find all their pictures in the cache. Several pictures are made at a time, so each has
 * one thread; no operation is done twice, so libvips need not remember any.
 */
export async function loadSharp() {
  const { default: sharp } = await import('sharp');
  sharp.concurrency(1);
  sharp.cache(false);
  return sharp;
}
