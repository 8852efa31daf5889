import type { Notice } from '../types.ts';

/** Counts what is left out while a page is rendered. */
export interface Notices {
  add(kind: Notice['kind'], count?: number): void;
  /** One for each kind, in the order in which they first came up. */
  list(): readonly Notice[];
}

export function createNotices(): Notices {
  const counts = new Map<Notice['kind'], number>();
  return {
    add(kind, count = 1) {
      counts.set(kind, (counts.get(kind) ?? 0) + count);
    },
    list: () => [...counts].map(([kind, count]) => ({ kind, count })),
  };
}
