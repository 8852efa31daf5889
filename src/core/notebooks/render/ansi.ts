import { trimEndWhere } from '../../trim.ts';
import { escapeText, html, joinHtml, raw } from '../safe-html.ts';
import type { SafeHtml } from '../types.ts';

/** Style of terminal text; colours are indices of the 16 that every terminal has. */
interface Style {
  readonly foreground?: number;
  readonly background?: number;
  readonly bold?: true;
  readonly faint?: true;
  readonly italic?: true;
  readonly underline?: true;
  readonly inverse?: true;
  readonly strike?: true;
}

interface Run {
  readonly text: string;
  readonly style: Style;
}

const PLAIN: Style = {};
/** CSI sequences, OSC strings (titles, hyperlinks), and other escapes (ECMA-48, 5.4 and 8.3.89). */
const ESCAPE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with one
  /(?:\x1b\[|\x9b)([0-9;:?<=>]*)[ -/]*([@-~])|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\|$)|\x1b[PX^_][^\x1b]*(?:\x1b\\|$)|\x1b[ -/]*[0-~]?/g;

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\x1b\x9b\r\b]/;

/** The 16 colours of xterm, to which the larger palettes are mapped. */
const PALETTE: readonly (readonly [number, number, number])[] = [
  [0, 0, 0],
  [205, 0, 0],
  [0, 205, 0],
  [205, 205, 0],
  [0, 0, 238],
  [205, 0, 205],
  [0, 205, 205],
  [229, 229, 229],
  [127, 127, 127],
  [255, 0, 0],
  [0, 255, 0],
  [255, 255, 0],
  [92, 92, 255],
  [255, 0, 255],
  [0, 255, 255],
  [255, 255, 255],
];

/**
 * Terminal text as HTML, one entry a line: colours and weights as classes (`ansi-fg-1`, `ansi-bold`),
 * carriage returns and backspaces applied as a terminal does, every other control left out.
 */
export function renderAnsiLines(text: string): readonly SafeHtml[] {
  if (!CONTROL.test(text)) return text.split('\n').map(escapeText);
  let style = PLAIN;
  return text.split('\n').map((line) => {
    const runs: Run[] = [];
    // A line from Windows ends in \r, which moves nothing that is written afterwards.
    const content = trimEndWhere(line, (character) => character === '\r');
    let done = 0;
    for (const match of content.matchAll(ESCAPE)) {
      if (match.index > done) runs.push({ text: content.slice(done, match.index), style });
      done = match.index + match[0].length;
      if (match[2] === 'm') style = applyCodes(style, match[1] ?? '');
      else if (match[2] === 'K' && match[1] !== '1') runs.push({ text: '\x1b', style });
    }
    if (done < content.length) runs.push({ text: content.slice(done), style });
    return joinHtml(overwrite(runs).map(runHtml));
  });
}

/** Applies `\r`, `\b` and "erase to the end of the line" (kept as a lone escape) to one line. */
function overwrite(runs: readonly Run[]): readonly Run[] {
  if (!runs.some((run) => CONTROL.test(run.text))) return runs;
  const cells: Run[] = [];
  let column = 0;
  for (const { text, style } of runs) {
    for (const character of text) {
      if (character === '\r') column = 0;
      else if (character === '\b') column = Math.max(0, column - 1);
      else if (character === '\x1b') cells.length = Math.min(cells.length, column);
      else {
        cells[column] = { text: character, style };
        column += 1;
      }
    }
  }
  const merged: { text: string; style: Style }[] = [];
  for (const cell of cells) {
    const last = merged.at(-1);
    if (last?.style === cell.style) last.text += cell.text;
    else merged.push({ ...cell });
  }
  return merged;
}

function runHtml({ text, style }: Run): SafeHtml {
  const classes = classesOf(style);
  return classes === '' ? escapeText(text) : html`<span class="${classes}">${raw(escapeText(text))}</span>`;
}

function classesOf(style: Style): string {
  if (style === PLAIN) return '';
  const classes: string[] = [];
  const [foreground, background] = style.inverse
    ? [style.background ?? 'inverse', style.foreground ?? 'inverse']
    : [style.foreground, style.background];
  if (foreground !== undefined) classes.push(`ansi-fg-${foreground}`);
  if (background !== undefined) classes.push(`ansi-bg-${background}`);
  for (const name of ['bold', 'faint', 'italic', 'underline', 'strike'] as const) {
    if (style[name]) classes.push(`ansi-${name}`);
  }
  return classes.join(' ');
}

/** Select Graphic Rendition (ECMA-48, 8.3.117), with the 256-colour and true-colour forms of xterm. */
function applyCodes(before: Style, parameters: string): Style {
  const codes = parameters.split(/[;:]/).map(Number);
  let style: { -readonly [Key in keyof Style]: Style[Key] } = { ...before };
  for (let index = 0; index < codes.length; index += 1) {
    const code = codes[index] ?? 0;
    if (code === 0 || Number.isNaN(code)) style = {};
    else if (code === 1) style.bold = true;
    else if (code === 2) style.faint = true;
    else if (code === 3) style.italic = true;
    else if (code === 4) style.underline = true;
    else if (code === 7) style.inverse = true;
    else if (code === 9) style.strike = true;
    else if (code === 22) {
      delete style.bold;
      delete style.faint;
    } else if (code === 23) delete style.italic;
    else if (code === 24) delete style.underline;
    else if (code === 27) delete style.inverse;
    else if (code === 29) delete style.strike;
    else if (code >= 30 && code <= 37) style.foreground = code - 30;
    else if (code >= 40 && code <= 47) style.background = code - 40;
    else if (code >= 90 && code <= 97) style.foreground = code - 82;
    else if (code >= 100 && code <= 107) style.background = code - 92;
    else if (code === 39) delete style.foreground;
    else if (code === 49) delete style.background;
    else if (code === 38 || code === 48) {
      const { color, used } = extendedColor(codes, index + 1);
      index += used;
      if (color !== undefined) style[code === 38 ? 'foreground' : 'background'] = color;
    }
  }
  return Object.keys(style).length === 0 ? PLAIN : style;
}

function extendedColor(codes: readonly number[], from: number): { color?: number; used: number } {
  const [kind, first] = [codes[from], codes[from + 1]];
  if (kind === 5 && first !== undefined) return { color: paletteColor(first), used: 2 };
  if (kind !== 2) return { used: codes.length };
  return { color: nearest(first ?? 0, codes[from + 2] ?? 0, codes[from + 3] ?? 0), used: 4 };
}

/** The 256-colour palette: 16 colours, a cube of 6 × 6 × 6, 24 greys. */
function paletteColor(index: number): number {
  if (index < 16) return Math.max(0, index);
  if (index >= 232) {
    const grey = 8 + 10 * (Math.min(255, index) - 232);
    return nearest(grey, grey, grey);
  }
  const steps = [0, 95, 135, 175, 215, 255];
  const cube = index - 16;
  const step = (divisor: number) => steps[Math.floor(cube / divisor) % 6] ?? 0;
  return nearest(step(36), step(6), step(1));
}

function nearest(red: number, green: number, blue: number): number {
  let best = 0;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const [index, [r, g, b]] of PALETTE.entries()) {
    const distance = (r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2;
    if (distance < bestDistance) {
      best = index;
      bestDistance = distance;
    }
  }
  return best;
}
