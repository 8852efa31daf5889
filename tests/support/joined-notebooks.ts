import type { HostileFile } from './hostile-payloads.ts';

/** Kinds whose payloads are in cells; those of the others are in what a file has once, as its title. */
const KINDS_IN_CELLS = /^(?:html|markdown|latex|svg|ansi|attachment|bundle|overlay)\//;

/**
 * Puts the cells of several notebooks of one kind into one, so that a browser has fewer pages to open. Each keeps its
 * words before and after the payload, by which a payload is found that hides another. `SLIPWAY_HOSTILE=all` leaves
 * every notebook alone.
 */
export function joinNotebooks(files: readonly HostileFile[], atMost: number): readonly HostileFile[] {
  if (process.env.SLIPWAY_HOSTILE === 'all') return files;
  const kinds = Map.groupBy(files, ({ path }) => KINDS_IN_CELLS.exec(path)?.[0]);
  return [...kinds].flatMap(([kind, members]) =>
    kind === undefined
      ? members
      : Array.from({ length: Math.ceil(members.length / atMost) }, (_, index) => ({
          path: `${kind}part-${index + 1}.ipynb`,
          text: joinCells(members.slice(index * atMost, (index + 1) * atMost)),
        })),
  );
}

function joinCells(files: readonly HostileFile[]): string {
  const documents = files.map(({ text }) => JSON.parse(text) as { cells: readonly object[] });
  return JSON.stringify({ ...documents[0], cells: documents.flatMap(({ cells }) => cells) });
}
