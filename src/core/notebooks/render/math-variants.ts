/** Where a variant's letters begin in Unicode's Mathematical Alphanumeric Symbols: A, a, 0, Α, α. */
type Block = readonly [
  upper: number,
  lower: number,
  digit?: number | undefined,
  greekUpper?: number,
  greekLower?: number,
];

const BLOCKS: Readonly<Record<string, Block>> = {
  bold: [0x1d400, 0x1d41a, 0x1d7ce, 0x1d6a8, 0x1d6c2],
  italic: [0x1d434, 0x1d44e, undefined, 0x1d6e2, 0x1d6fc],
  'bold-italic': [0x1d468, 0x1d482, 0x1d7ce, 0x1d71c, 0x1d736],
  script: [0x1d49c, 0x1d4b6],
  'bold-script': [0x1d4d0, 0x1d4ea],
  'bold-fraktur': [0x1d56c, 0x1d586],
  fraktur: [0x1d504, 0x1d51e],
  'double-struck': [0x1d538, 0x1d552, 0x1d7d8],
  'sans-serif': [0x1d5a0, 0x1d5ba, 0x1d7e2],
  'bold-sans-serif': [0x1d5d4, 0x1d5ee, 0x1d7ec, 0x1d756, 0x1d770],
  'sans-serif-italic': [0x1d608, 0x1d622],
  monospace: [0x1d670, 0x1d68a, 0x1d7f6],
};
/** Letters that Unicode had before it got the block, where the block has a hole. */
const ELSEWHERE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  italic: { h: 'ℎ' },
  script: { B: 'ℬ', E: 'ℰ', F: 'ℱ', H: 'ℋ', I: 'ℐ', L: 'ℒ', M: 'ℳ', R: 'ℛ', e: 'ℯ', g: 'ℊ', o: 'ℴ' },
  fraktur: { C: 'ℭ', H: 'ℌ', I: 'ℑ', R: 'ℜ', Z: 'ℨ' },
  'double-struck': { C: 'ℂ', H: 'ℍ', N: 'ℕ', P: 'ℙ', Q: 'ℚ', R: 'ℝ', Z: 'ℤ' },
};
const GREEK_UPPER = 'ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡϴΣΤΥΦΧΨΩ∇';
const GREEK_LOWER = 'αβγδεζηθικλμνξοπρςστυφχψω∂ϵϑϰϕϱϖ';

/**
 * Spells the letters of `mathvariant` with their own characters, as MathML Core asks of authors: of this
 * attribute browsers keep no value but `normal`, and 𝐱, ℝ and ℒ would be x, R and L. Text in a formula stays
 * text, and is left to the stylesheet.
 */
export function spellVariants(mathml: string): string {
  return mathml.replace(
    /<(mi|mn|mo)([^<>]*?) mathvariant="([a-z-]+)"([^<>]*)>([^<>]*)<\/\1>/g,
    (whole, tag: string, before: string, variant: string, after: string, content: string) => {
      if (!Object.hasOwn(BLOCKS, variant)) return whole;
      const spelt = content.replace(/&[^;]*;|[\s\S]/gu, (part) => spell(part, variant));
      return `<${tag}${before}${after}>${spelt}</${tag}>`;
    },
  );
}

function spell(character: string, variant: string): string {
  const [upper, lower, digit, greekUpper, greekLower] = BLOCKS[variant] ?? [0, 0];
  const other = ELSEWHERE[variant];
  if (other !== undefined && Object.hasOwn(other, character)) return other[character] ?? character;
  const at = (start: number | undefined, index: number) =>
    start === undefined ? character : String.fromCodePoint(start + index);
  if (/^[A-Z]$/.test(character)) return at(upper, character.charCodeAt(0) - 65);
  if (/^[a-z]$/.test(character)) return at(lower, character.charCodeAt(0) - 97);
  if (/^\d$/.test(character)) return at(digit, Number(character));
  if (character.length === 1 && GREEK_UPPER.includes(character))
    return at(greekUpper, GREEK_UPPER.indexOf(character));
  if (character.length === 1 && GREEK_LOWER.includes(character))
    return at(greekLower, GREEK_LOWER.indexOf(character));
  return character;
}
