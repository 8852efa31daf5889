/** Loads libvips: most builds find all their pictures in the cache. */
export async function loadSharp() {
  const { default: sharp } = await import('sharp');
  return sharp;
}
