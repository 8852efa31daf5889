/** What no build has used for as long as this leaves the cache. */
export const UNUSED_AFTER_MS = 30 * 86_400_000;
