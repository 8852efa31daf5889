import { trim } from './white-space.ts';

/** Which paths of the build context are left out. */
export interface IgnoreRule {
  isIgnored(path: string): boolean;
  /** Whether the work came to more than is done for one file: what was answered then counts for nothing. */
  isExhausted(): boolean;
}

/** A step of a pattern. `**` is two: `folders`, which may be passed over, and `folder`, which ends behind a slash. */
type Step =
  | { readonly kind: 'character'; readonly character: string }
  | { readonly kind: 'set'; readonly has: (character: string) => boolean }
  | { readonly kind: 'any' | 'star' | 'folders' | 'folder' | 'rest' };

interface Pattern {
  readonly steps: readonly Step[];
  readonly isException: boolean;
}

const MAX_PATTERNS = 2_000;
const MAX_PATTERN_LENGTH = 1_000;
/** Steps looked at, of all patterns for all paths. */
const MAX_STEPS = 20_000_000;

/**
 * Reads a `.dockerignore` as Docker does (moby/patternmatcher: `ignorefile.go` and `patternmatcher.go`): one pattern
 * a line, `#` at the start of a line for comments, `!` for exceptions, the last match counts, and a match of a folder
 * leaves out what is in it.
 *
 * @returns undefined for a file that Docker does not read either, or that is too long for us
 */
export function parseIgnoreFile(text: string): IgnoreRule | undefined {
  const patterns: Pattern[] = [];
  for (const line of text.replace(/^\uFEFF/, '').split('\n')) {
    const written = line.startsWith('#') ? '' : trim(line);
    if (written === '') continue;
    const isException = written.startsWith('!');
    const path = cleanPath(isException ? trim(written.slice(1)) : written);
    const steps = path.length > MAX_PATTERN_LENGTH ? undefined : parseSteps(path);
    if (steps === undefined || patterns.length >= MAX_PATTERNS) return undefined;
    if (path === '' && isException) return undefined;
    if (path !== '') patterns.push({ steps, isException });
  }
  const budget = { steps: 0 };
  return {
    isIgnored(path) {
      const segments = path.split('/');
      const ancestors = segments.map((_, index) => segments.slice(0, index + 1).join('/'));
      let isIgnored = false;
      for (const { steps, isException } of patterns) {
        if (isIgnored !== isException) continue;
        if (ancestors.some((ancestor) => isMatch(ancestor, steps, budget))) isIgnored = !isException;
      }
      return isIgnored;
    },
    isExhausted: () => budget.steps > MAX_STEPS,
  };
}

/** Without `.`, `..` and doubled slashes, as Go's `filepath.Clean` has it, and without a slash at its ends. */
export function cleanPath(path: string): string {
  const segments: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(segment);
  }
  return segments.join('/');
}

function parseSteps(pattern: string): readonly Step[] | undefined {
  const characters = [...pattern];
  const steps: Step[] = [];
  for (let at = 0; at < characters.length; at += 1) {
    const character = characters[at] ?? '';
    if (character === '*' && characters[at + 1] === '*') {
      at += characters[at + 2] === '/' ? 2 : 1;
      if (at + 1 >= characters.length) steps.push({ kind: 'rest' });
      else steps.push({ kind: 'folders' }, { kind: 'folder' });
    } else if (character === '*') steps.push({ kind: 'star' });
    else if (character === '?') steps.push({ kind: 'any' });
    else if (character === '[') {
      const end = characters.indexOf(']', at + 2);
      if (end < 0) return undefined;
      steps.push({ kind: 'set', has: createSet(characters.slice(at + 1, end)) });
      at = end;
    } else if (character === '\\') {
      if (at + 1 >= characters.length) return undefined;
      at += 1;
      steps.push({ kind: 'character', character: characters[at] ?? '' });
    } else steps.push({ kind: 'character', character });
  }
  return steps;
}

function createSet(inside: readonly string[]): (character: string) => boolean {
  const isNegated = inside[0] === '^';
  const members = isNegated ? inside.slice(1) : inside;
  const ranges: [string, string][] = [];
  for (let at = 0; at < members.length; at += 1) {
    if (members[at] === '\\') at += 1;
    const low = members[at] ?? '';
    const isRange = members[at + 1] === '-' && at + 2 < members.length;
    ranges.push([low, isRange ? (members[at + 2] ?? low) : low]);
    if (isRange) at += 2;
  }
  return (character) => ranges.some(([low, high]) => low <= character && character <= high) !== isNegated;
}

/** All steps at once, character by character: no text makes it go back. */
function isMatch(path: string, steps: readonly Step[], budget: { steps: number }): boolean {
  let open = passOver(new Set([0]), steps);
  for (const character of path) {
    const next = new Set<number>();
    budget.steps += open.size;
    if (budget.steps > MAX_STEPS) return false;
    for (const at of open) {
      for (const target of step(at, steps[at], character)) next.add(target);
    }
    open = passOver(next, steps);
    if (open.size === 0) return false;
  }
  return open.has(steps.length);
}

/** Where a character leads from a step. */
function step(at: number, current: Step | undefined, character: string): readonly number[] {
  switch (current?.kind) {
    case 'rest':
      return [at];
    case 'folder':
      return character === '/' ? [at, at + 1] : [at];
    case 'star':
      return character === '/' ? [] : [at];
    case 'any':
      return character === '/' ? [] : [at + 1];
    case 'set':
      return current.has(character) ? [at + 1] : [];
    case 'character':
      return current.character === character ? [at + 1] : [];
    default:
      return [];
  }
}

/** Adds the steps that are reached without any character. */
function passOver(open: Set<number>, steps: readonly Step[]): Set<number> {
  // A set that grows while it is walked is walked to its end.
  for (const at of open) {
    const kind = steps[at]?.kind;
    if (kind === 'star' || kind === 'rest' || kind === 'folders') open.add(at + 1);
    if (kind === 'folders') open.add(at + 2);
  }
  return open;
}
