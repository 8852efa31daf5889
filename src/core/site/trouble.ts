import type { Texts } from '../texts/en.ts';
import type { Verdict } from '../verdicts.ts';
import { notebookVerdict } from './facets.ts';
import type { SiteModel, SiteNotebook } from './types.ts';

/** The gravest trouble of some notebooks, and how many have it. */
export interface Trouble {
  readonly verdict: Exclude<Verdict, 'ok'>;
  readonly count: number;
  readonly total: number;
}

const GRAVEST_FIRST = ['failing', 'stale', 'unknown'] as const satisfies readonly Trouble['verdict'][];

/** What is wrong with the best launches of some notebooks; undefined where all start as they were tested. */
export function findTrouble(notebooks: readonly SiteNotebook[]): Trouble | undefined {
  for (const verdict of GRAVEST_FIRST) {
    const count = notebooks.filter((notebook) => notebookVerdict(notebook) === verdict).length;
    if (count > 0) return { verdict, count, total: notebooks.length };
  }
  return undefined;
}

/** One sentence about the launches of some notebooks; undefined before the first check. */
export function formatTrouble(
  { status }: Pick<SiteModel, 'status'>,
  notebooks: readonly SiteNotebook[],
  { site: t }: Texts,
): { readonly verdict: Verdict; readonly text: string } | undefined {
  if (status === null || notebooks.length === 0) return undefined;
  const trouble = findTrouble(notebooks);
  if (trouble === undefined) return { verdict: 'ok', text: t.allWell };
  const { verdict, count, total } = trouble;
  const sentences = { failing: t.failing, stale: t.changed, unknown: t.notKnown };
  return { verdict, text: sentences[verdict](count, total) };
}
