const PART = /<(\/?)([a-z]+)[^>]*?(\/?)>|[^<]+/g;
const ENTITY = /&(amp|lt|gt|quot|#39|#x27|nbsp);/g;
const CHARACTERS: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', nbsp: ' ' };
/** Function application and the like (U+2061–2064): they are there for machines. */
const INVISIBLE = /[\u2061-\u2064\u200b]/g;
const RAISED = { from: '0123456789+-=()ni', to: '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ' };
const LOWERED = { from: '0123456789+-=()aeoxhklmnpstijruv', to: '₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₒₓₕₖₗₘₙₚₛₜᵢⱼᵣᵤᵥ' };
const SPACED = /^[=<>≤≥≠≈∼≡∈→←↔⇒⟶⟵⟷×±+]$/;
const ACCENTS: Readonly<Record<string, string>> = {
  '^': '\u0302',
  ˆ: '\u0302',
  '~': '\u0303',
  '˜': '\u0303',
  '→': '\u20d7',
  '⃗': '\u20d7',
  '˙': '\u0307',
  '¨': '\u0308',
  ˉ: '\u0304',
  '‾': '\u0304',
  '¯': '\u0304',
};

/** A formula as a line of text, for titles and contents: `x²`, `a/b`. TeX that was not typeset comes as it is. */
export function formulaText(markup: string): string {
  const stack: { name: string; parts: string[] }[] = [{ name: '', parts: [] }];
  for (const [whole, slash, name = '', selfClosing] of markup.matchAll(PART)) {
    const top = stack.at(-1);
    if (name === '') top?.parts.push(whole.replace(ENTITY, (_all, key: string) => CHARACTERS[key] ?? "'"));
    else if (slash === '/') {
      const closed = stack.length > 1 ? stack.pop() : undefined;
      if (closed !== undefined) stack.at(-1)?.parts.push(compose(closed.name, closed.parts));
    } else if (selfClosing === '/') top?.parts.push(name === 'mspace' ? ' ' : '');
    else stack.push({ name, parts: [] });
  }
  const text = stack.map(({ parts }) => parts.join('')).join('');
  return text.replace(INVISIBLE, '').replace(/\s+/g, ' ').trim();
}

function compose(name: string, parts: readonly string[]): string {
  const [base = '', first = '', second = ''] = parts;
  switch (name) {
    case 'mfrac':
      return `${grouped(base)}/${grouped(first)}`;
    case 'msqrt':
      return `√${grouped(parts.join(''))}`;
    case 'mroot':
      return `${script(first, RAISED, '^')}√${grouped(base)}`;
    case 'msup':
      return base + script(first, RAISED, '^');
    case 'msub':
    case 'munder':
      return base + script(first, LOWERED, '_');
    case 'msubsup':
    case 'munderover':
      return base + script(first, LOWERED, '_') + script(second, RAISED, '^');
    case 'mover': {
      const accent = ACCENTS[first.trim()];
      return accent === undefined ? base + script(first, RAISED, '^') : base + accent;
    }
    case 'mo': {
      const sign = parts.join('');
      return SPACED.test(sign) ? ` ${sign} ` : sign;
    }
    case 'mphantom':
      return '';
    case 'mtd':
    case 'mtr':
    case 'mspace':
      return `${parts.join('')} `;
    default:
      return parts.join('');
  }
}

function script(content: string, { from, to }: typeof RAISED, mark: '^' | '_'): string {
  const text = content.replace(INVISIBLE, '').replace(/−/g, '-').replace(/\s/g, '');
  if (text === '') return '';
  if (/^[′″‴∗*†]+$/.test(text)) return text;
  const characters = [...text];
  const letters = [...to];
  if (characters.every((character) => from.includes(character)))
    return characters.map((character) => letters[from.indexOf(character)] ?? '').join('');
  return mark + (characters.length > 1 ? `(${text})` : text);
}

function grouped(content: string): string {
  const text = content.replace(INVISIBLE, '').trim();
  return /^[\p{L}\p{N}\p{M}.]*$/u.test(text) ? text : `(${text})`;
}
