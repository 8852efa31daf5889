import { parse, resolve, sep } from 'node:path';

/** Drive and first folder of a path, in lower case: what Astro looks at to tell whether two paths have anything in common. */
export function topFolder(path: string): string {
  const absolute = resolve(path);
  const { root } = parse(absolute);
  return (root + (absolute.slice(root.length).split(sep)[0] ?? '')).toLowerCase();
}
