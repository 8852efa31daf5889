/** Elements that a browser may have to draw of one drawing, copies by `<use>` included. */
const MAX_DRAWN = 300_000;
/** `<use>` of a part that uses another, and so on. */
const MAX_LEVELS = 12;

/**
 * Counts what `<use>` would have a browser draw: a few lines that use each other ten times over ten levels
 * are ten thousand million elements, and stop the reader's browser.
 */
export interface UseCounter {
  open(id: string | undefined, target: string | undefined): void;
  close(): void;
  /** False where the copies grow beyond all measure. */
  isBounded(): boolean;
}

/** Elements and uses of one part, as ranges in the order of the document. */
interface Part {
  readonly firstElement: number;
  readonly firstUse: number;
  lastElement: number;
  lastUse: number;
}

export function createUseCounter(): UseCounter {
  const parts = new Map<string, Part>();
  const targets: string[] = [];
  const openParts: (Part | undefined)[] = [];
  let elements = 0;
  const count = (part: Part, levels: number, known: Map<Part, number>): number => {
    const before = known.get(part);
    if (before !== undefined) return before;
    if (levels > MAX_LEVELS) return Number.POSITIVE_INFINITY;
    // What uses itself is not drawn.
    known.set(part, 0);
    let sum = part.lastElement - part.firstElement;
    for (let use = part.firstUse; use < part.lastUse && sum <= MAX_DRAWN; use += 1) {
      const target = parts.get(targets[use] ?? '');
      if (target !== undefined) sum += count(target, levels + 1, known);
    }
    known.set(part, sum);
    return sum;
  };
  return {
    open(id, target) {
      const part =
        id === undefined || parts.has(id)
          ? undefined
          : { firstElement: elements, firstUse: targets.length, lastElement: elements, lastUse: 0 };
      if (part !== undefined && id !== undefined) parts.set(id, part);
      openParts.push(part);
      elements += 1;
      if (target !== undefined) targets.push(target);
    },
    close() {
      const part = openParts.pop();
      if (part === undefined) return;
      part.lastElement = elements;
      part.lastUse = targets.length;
    },
    isBounded() {
      const all = { firstElement: 0, firstUse: 0, lastElement: elements, lastUse: targets.length };
      return targets.length === 0 || count(all, 0, new Map()) <= MAX_DRAWN;
    },
  };
}
