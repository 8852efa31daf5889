/** Fewer have a message each. */
const MIN_SHIFTED = 3;

/** Paths of which every one is there, with another beginning. */
export interface ShiftedPaths {
  readonly paths: readonly string[];
  /** What they begin with, and what they should; `/` at the end, or empty. */
  readonly written: string;
  readonly meant: string;
}

/**
 * Whether many paths are missing for one reason: a folder in front of them is left out, is too many, or has another
 * name. Of several such reasons the most frequent.
 */
export function findShiftedPaths(
  missing: readonly string[],
  files: readonly string[],
): ShiftedPaths | undefined {
  const byName = Map.groupBy(files, nameOf);
  const groups = new Map<string, { written: string; meant: string; paths: string[] }>();
  for (const path of missing) {
    for (const file of byName.get(nameOf(path)) ?? []) {
      const { written, meant } = compareBeginnings(path, file);
      const key = JSON.stringify([written, meant]);
      const group = groups.get(key) ?? { written, meant, paths: [] };
      groups.set(key, group);
      group.paths.push(path);
    }
  }
  const [largest] = [...groups.values()].sort((left, right) => right.paths.length - left.paths.length);
  return largest !== undefined && largest.paths.length >= MIN_SHIFTED ? largest : undefined;
}

/** What to do with the paths, in one sentence. */
export function adviseShift({ written, meant }: ShiftedPaths): string {
  if (written === '')
    return `Write "${meant}" in front of each: a path begins at the root of the repository.`;
  if (meant === '') return `Take "${written}" away from the front of each.`;
  return `Write "${meant}" in the place of "${written}" at the beginning of each.`;
}

/** The two paths without the folders that they end in alike. */
function compareBeginnings(left: string, right: string): { written: string; meant: string } {
  const written = left.split('/');
  const meant = right.split('/');
  while (written.length > 0 && meant.length > 0 && written.at(-1) === meant.at(-1)) {
    written.pop();
    meant.pop();
  }
  return { written: asFolder(written), meant: asFolder(meant) };
}

function asFolder(segments: readonly string[]): string {
  return segments.length === 0 ? '' : `${segments.join('/')}/`;
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
