/** Letters that Unicode does not decompose into a Latin base letter and marks. */
const TRANSLITERATED: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ħ: 'h',
  ŧ: 't',
  ŋ: 'ng',
  ı: 'i',
  ĸ: 'k',
  ſ: 's',
};

/**
 * Readable ASCII form of a text: lower case, accents dropped, everything else that is not a letter or
 * digit becomes a hyphen. Letters of other scripts are lost; `hasLostLetters` tells. May be empty.
 */
export function slugify(text: string): string {
  return toLatin(text)
    .replace(/['’]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

/** True where `slugify` drops letters or digits, so that different texts give the same slug. */
export function hasLostLetters(text: string): boolean {
  return /[^a-z0-9]/u.test(toLatin(text).replace(/[^\p{L}\p{N}]/gu, ''));
}

function toLatin(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/\p{L}/gu, (letter) => TRANSLITERATED[letter] ?? letter);
}

/**
 * Eight characters `0-9a-z` that identify a text: 41 bits of two FNV-1a sums with different seeds
 * over UTF-16 code units. For telling files apart, not for security; must never change.
 */
export function hashText(text: string): string {
  const high = fnv1a(text, 0x811c9dc5) % 512;
  const low = fnv1a(text, 0x01000193 ^ text.length);
  return (high * 2 ** 32 + low).toString(36).padStart(8, '0');
}

function fnv1a(text: string, seed: number): number {
  let sum = seed >>> 0;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    sum = Math.imul(sum ^ (unit & 0xff), 0x01000193) >>> 0;
    sum = Math.imul(sum ^ (unit >>> 8), 0x01000193) >>> 0;
  }
  // FNV leaves its last bytes poorly mixed.
  sum = Math.imul(sum ^ (sum >>> 15), 0x2c1b3c6d) >>> 0;
  return (sum ^ (sum >>> 13)) >>> 0;
}
