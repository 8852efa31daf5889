const DAY_MS = 86_400_000;
/** With so many images or fewer, all parts of all of them are asked for every night. */
const IMAGES_A_NIGHT = 40;

/**
 * Whether this nightly check asks the registry for every part of an image. Each image has its turn at least once in
 * `imageCount / 40` nights. The night depends on the image and the date alone, so no record is kept.
 *
 * @param image name and digest
 * @param imageCount of the whole catalogue
 */
export function isPartsNight(image: string, imageCount: number, nowMs: number): boolean {
  const period = Math.ceil(imageCount / IMAGES_A_NIGHT);
  if (period <= 1) return true;
  return (hash(image) + Math.floor(nowMs / DAY_MS)) % period === 0;
}

/** FNV-1a of the text's UTF-16 units, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  return value;
}
