/**
 * CSS of a drawing, without anything that makes a request. What may stay is listed; a function, rule or escape that is not
 * known goes, whatever it would have done: addresses hide behind `\75rl(`, `image-set("…")`, `@import` and
 * whatever CSS gets next.
 */
const FUNCTIONS = new Set(
  (
    'rgb rgba hsl hsla hwb lab lch oklab oklch color color-mix light-dark calc min max clamp var url ' +
    'matrix matrix3d translate translatex translatey translatez translate3d rotate rotatex rotatey rotatez rotate3d ' +
    'scale scalex scaley scalez scale3d skew skewx skewy perspective cubic-bezier steps ' +
    'linear-gradient radial-gradient conic-gradient repeating-linear-gradient repeating-radial-gradient ' +
    'blur brightness contrast drop-shadow grayscale hue-rotate invert opacity saturate sepia ' +
    'polygon circle ellipse inset path'
  ).split(' '),
);
/** A reference to a part of the same drawing. */
const OWN_PART = /\(\s*(?:#[^\s"'()]*|"#[^"\n]*"|'#[^'\n]*')\s*\)/y;

/** Whether a value of a property, or of an attribute that holds one, can be kept. */
export function isHarmlessCssValue(value: string): boolean {
  if (/[\\@<]|\/\//.test(value)) return false;
  for (let at = value.indexOf('('); at >= 0; at = value.indexOf('(', at + 1)) {
    const name = wordBefore(value, at).toLowerCase();
    if (name === '') continue;
    if (!FUNCTIONS.has(name)) return false;
    OWN_PART.lastIndex = at;
    if (name === 'url' && !OWN_PART.test(value)) return false;
  }
  return true;
}

/** Declarations of a `style` attribute, without those that cannot be kept. */
export function cleanDeclarations(css: string): string {
  const text = withoutComments(css);
  const kept = splitDeclarations(text).filter((each) => each.trim() !== '' && isHarmlessCssValue(each));
  return kept.join(';');
}

/** Rules of a `<style>` element, without at-rules and without what cannot be kept. */
export function cleanStyleSheet(css: string): string {
  const text = withoutComments(css);
  let kept = '';
  let at = 0;
  while (at < text.length) {
    const { end: preludeEnd, stop } = scanTo(text, at, '{;}');
    const prelude = text.slice(at, preludeEnd);
    if (stop !== '{') {
      at = preludeEnd + 1;
      continue;
    }
    const end = blockEnd(text, preludeEnd + 1);
    const body = text.slice(preludeEnd + 1, end);
    at = end + 1;
    // At-rules load (`@import`, `@font-face`) or nest; a block within a block is not CSS of a drawing.
    if (/[@\\<]/.test(prelude) || body.includes('{')) continue;
    kept += `${prelude}{${cleanDeclarations(body)}}`;
  }
  return kept;
}

function wordBefore(text: string, end: number): string {
  let start = end;
  while (start > 0 && /[\w-]/.test(text.charAt(start - 1)) && end - start < 40) start -= 1;
  return text.slice(start, end);
}

/** A comment separates two words, as it does for browsers. One without an end takes the rest. */
function withoutComments(css: string): string {
  let text = '';
  let at = 0;
  for (let open = css.indexOf('/*'); open >= 0; open = css.indexOf('/*', at)) {
    text += `${css.slice(at, open)} `;
    const close = css.indexOf('*/', open + 2);
    at = close < 0 ? css.length : close + 2;
  }
  return text + css.slice(at);
}

function splitDeclarations(text: string): string[] {
  const parts: string[] = [];
  for (let at = 0; at < text.length; ) {
    const { end } = scanTo(text, at, ';');
    parts.push(text.slice(at, end));
    at = end + 1;
  }
  return parts;
}

/** Position of the brace that ends a block, past blocks within it. */
function blockEnd(text: string, from: number): number {
  let depth = 1;
  for (let at = from; at < text.length; ) {
    const { end, stop } = scanTo(text, at, '{}');
    depth += stop === '{' ? 1 : -1;
    if (depth === 0 || stop === undefined) return end;
    at = end + 1;
  }
  return text.length;
}

/** Where one of the characters comes next outside strings; a string without an end takes the rest. */
function scanTo(
  text: string,
  from: number,
  characters: string,
): { readonly end: number; readonly stop?: string } {
  for (let at = from; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (characters.includes(character)) return { end: at, stop: character };
    if (character !== '"' && character !== "'") continue;
    const close = text.indexOf(character, at + 1);
    if (close < 0) return { end: text.length };
    at = close;
  }
  return { end: text.length };
}
