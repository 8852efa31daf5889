/**
 * Patterns over paths, matched in time linear in the length of the path however many stars they have: a set of
 * states is carried over the path instead of trying ways one after the other (Thompson's construction).
 *
 * `*` matches any characters of a name, `?` one, `**` as a whole segment any number of folders,
 * `[a-z]` and `[!a-z]` a character, `{a,b}` one of some texts, and `\` takes the next character as
 * it is. All other characters match themselves, as one character or as a letter and its accents apart (Unicode's
 * canonical equivalence, UAX 15): an editor writes the first, and some disks the second.
 */
type Step =
  /** Takes one character. */
  | { readonly kind: 'take'; readonly test: (character: string) => boolean; readonly next: number }
  /** Takes none. */
  | { readonly kind: 'split'; readonly next: readonly number[] }
  | { readonly kind: 'end' };

/** Compiles a pattern. @returns whether a path as a whole is one that the pattern describes */
export function compileGlob(pattern: string): (path: string) => boolean {
  const steps: Step[] = [{ kind: 'end' }];
  const add = (step: Step): number => steps.push(step) - 1;
  const start = buildSequence([...pattern.normalize('NFC')], 0, add, true);
  const reachable = steps.map((_, index) => listReachable(steps, index));
  /** The character at which a step was last reached: nothing is made for each character of a path. */
  const reachedAt = new Uint32Array(steps.length);
  return (path) => {
    reachedAt.fill(0);
    let states = reachable[start] ?? [];
    let position = 0;
    for (const character of path.normalize('NFC')) {
      position += 1;
      const next: number[] = [];
      for (const index of states) {
        const step = steps[index];
        if (step?.kind !== 'take' || !step.test(character)) continue;
        for (const reached of reachable[step.next] ?? []) {
          if (reachedAt[reached] === position) continue;
          reachedAt[reached] = position;
          next.push(reached);
        }
      }
      if (next.length === 0) return false;
      states = next;
    }
    return states.includes(0);
  };
}

/** All steps but splits that are reached from one without taking a character. */
function listReachable(steps: readonly Step[], from: number): readonly number[] {
  const seen = new Set<number>();
  const open = [from];
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    if (seen.has(index)) continue;
    seen.add(index);
    const step = steps[index];
    if (step?.kind === 'split') open.push(...step.next);
  }
  return [...seen].filter((index) => steps[index]?.kind !== 'split');
}

type Add = (step: Step) => number;

const isNameCharacter = (character: string) => character !== '/';
const isAny = () => true;

/** Builds the steps of a sequence from its end to its beginning. @returns the first of them */
function buildSequence(characters: readonly string[], end: number, add: Add, isWhole: boolean): number {
  const parts = splitParts(characters, isWhole);
  return parts.reduceRight((next, part) => buildPart(part, next, add), end);
}

type Part =
  | { readonly kind: 'character'; readonly test: (character: string) => boolean }
  | { readonly kind: 'star' }
  /** A segment `**` with the slash behind it, with the one before it, or all there is. */
  | { readonly kind: 'folders'; readonly slash: 'after' | 'before' | 'none' }
  | { readonly kind: 'choice'; readonly options: readonly (readonly string[])[] };

function buildPart(part: Part, next: number, add: Add): number {
  switch (part.kind) {
    case 'character':
      return add({ kind: 'take', test: part.test, next });
    case 'star':
      return buildLoop(isNameCharacter, next, add);
    case 'choice':
      return add({
        kind: 'split',
        next: part.options.map((option) => buildSequence(option, next, add, false)),
      });
    case 'folders': {
      if (part.slash === 'none') return buildLoop(isAny, next, add);
      const isSlash = (character: string) => character === '/';
      if (part.slash === 'before') {
        // `a/**` is all that is in the folder `a`, as git reads it.
        return add({ kind: 'take', test: isSlash, next: buildLoop(isAny, next, add) });
      }
      const loop = buildLoop(isAny, add({ kind: 'take', test: isSlash, next }), add);
      return add({ kind: 'split', next: [next, loop] });
    }
  }
}

function buildLoop(test: (character: string) => boolean, next: number, add: Add): number {
  const targets: number[] = [next];
  const loop = add({ kind: 'split', next: targets });
  targets.push(add({ kind: 'take', test, next: loop }));
  return loop;
}

function splitParts(characters: readonly string[], isWhole: boolean): Part[] {
  const parts: Part[] = [];
  for (let at = 0; at < characters.length; ) {
    const character = characters[at] ?? '';
    const isSegmentStart = isWhole && (at === 0 || characters[at - 1] === '/');
    if (character === '*') {
      let end = at;
      while (characters[end] === '*') end += 1;
      const isSegment =
        isSegmentStart && end - at > 1 && (end === characters.length || characters[end] === '/');
      if (!isSegment) parts.push({ kind: 'star' });
      else if (end < characters.length) parts.push({ kind: 'folders', slash: 'after' });
      else if (at === 0) parts.push({ kind: 'folders', slash: 'none' });
      else {
        parts.pop();
        parts.push({ kind: 'folders', slash: 'before' });
      }
      at = isSegment && end < characters.length ? end + 1 : end;
    } else if (character === '?') {
      parts.push({ kind: 'character', test: isNameCharacter });
      at += 1;
    } else if (character === '\\' && at + 1 < characters.length) {
      parts.push(literal(characters[at + 1] ?? ''));
      at += 2;
    } else {
      const group =
        character === '['
          ? readClass(characters, at)
          : character === '{'
            ? readChoice(characters, at)
            : undefined;
      parts.push(group?.part ?? literal(character));
      at = group?.end ?? at + 1;
    }
  }
  return parts;
}

function literal(wanted: string): Part {
  return { kind: 'character', test: (character) => character === wanted };
}

interface Group {
  readonly part: Part;
  readonly end: number;
}

/** `[abc]`, `[a-z]`, `[!a]`, `[^a]`; undefined where the bracket is not closed. */
function readClass(characters: readonly string[], start: number): Group | undefined {
  const isNegated = ['!', '^'].includes(characters[start + 1] ?? '');
  const first = start + (isNegated ? 2 : 1);
  const ranges: [string, string][] = [];
  for (let at = first; at < characters.length; at += 1) {
    if (characters[at] === ']' && at > first) {
      const test = (character: string) =>
        character !== '/' && ranges.some(([from, to]) => from <= character && character <= to) !== isNegated;
      return { part: { kind: 'character', test }, end: at + 1 };
    }
    if (characters[at] === '\\') at += 1;
    const from = characters[at] ?? '';
    const isRange =
      characters[at + 1] === '-' && characters[at + 2] !== undefined && characters[at + 2] !== ']';
    ranges.push([from, isRange ? (characters[at + 2] ?? from) : from]);
    if (isRange) at += 2;
  }
  return undefined;
}

/** `{a,b}`, nested ones too; undefined where it has no comma or is not closed. */
function readChoice(characters: readonly string[], start: number): Group | undefined {
  const options: string[][] = [[]];
  let depth = 1;
  for (let at = start + 1; at < characters.length; at += 1) {
    const character = characters[at] ?? '';
    const option = options.at(-1) ?? [];
    if (character === '\\') {
      option.push(character, characters[at + 1] ?? '');
      at += 1;
      continue;
    }
    if (character === '{') depth += 1;
    if (character === '}') depth -= 1;
    if (depth === 0) {
      return options.length > 1 ? { part: { kind: 'choice', options }, end: at + 1 } : undefined;
    }
    if (character === ',' && depth === 1) options.push([]);
    else option.push(character);
  }
  return undefined;
}
