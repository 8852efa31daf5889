/** What a page can lack, each with the sentence that says so. */
const SENTENCES = {
  'cell-failed': (n: number) =>
    `${cells(n)} could not be shown and ${n === 1 ? 'stands' : 'stand'} as plain text.`,
  'cell-too-deep': (n: number) =>
    `${cells(n)} ${n === 1 ? 'is' : 'are'} nested too deeply and ${n === 1 ? 'stands' : 'stand'} as plain text.`,
  'cell-too-long': (n: number) =>
    `${cells(n)} ${n === 1 ? 'is' : 'are'} very long, so only the beginning is shown.`,
  'cells-left-out': (n: number) =>
    `This is a very long notebook: its last ${cells(n).toLowerCase()} ${n === 1 ? 'is' : 'are'} not shown here.`,
  'image-missing': (n: number) =>
    `${n === 1 ? 'One picture is' : `${n} pictures are`} not in the repository, or not where the notebook expects ${n === 1 ? 'it' : 'them'}.`,
  'image-too-large': (n: number) =>
    `${n === 1 ? 'One picture is' : `${n} pictures are`} too large for this page.`,
  'image-unreadable': (n: number) => `${n === 1 ? 'One picture' : `${n} pictures`} could not be read.`,
  interactive: (n: number) =>
    `${n === 1 ? 'One output is' : `${n} outputs are`} interactive and ${n === 1 ? 'appears' : 'appear'} when the notebook is launched.`,
  'output-cut': (n: number) =>
    `${n === 1 ? 'One output is' : `${n} outputs are`} very long, so only a part is shown.`,
  'outputs-left-out': (n: number) => `${n === 1 ? 'One output is' : `${n} outputs are`} left out.`,
} satisfies Record<string, (count: number) => string>;

export type NoticeKind = keyof typeof SENTENCES;

/** Counts what is left out while a page is rendered. */
export interface Notices {
  add(kind: NoticeKind, count?: number): void;
  /** One sentence for each kind, in the order in which they first came up. */
  sentences(): readonly string[];
}

export function createNotices(): Notices {
  const counts = new Map<NoticeKind, number>();
  return {
    add(kind, count = 1) {
      counts.set(kind, (counts.get(kind) ?? 0) + count);
    },
    sentences: () => [...counts].map(([kind, count]) => SENTENCES[kind](count)),
  };
}

function cells(count: number): string {
  return count === 1 ? 'One cell' : `${count} cells`;
}
