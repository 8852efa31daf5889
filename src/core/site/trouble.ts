import type { Texts } from '../texts/en.ts';
import type { Verdict } from '../verdicts.ts';
import { notebookVerdict } from './facets.ts';
import { chooseMainReason } from './health-words.ts';
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

/** One sentence about the launches of some notebooks, and the cause where all share one; undefined before the first check. */
export function formatTrouble(
  { status }: Pick<SiteModel, 'status'>,
  notebooks: readonly SiteNotebook[],
  { site: t, health }: Texts,
): { readonly verdict: Verdict; readonly text: string } | undefined {
  if (status === null || notebooks.length === 0) return undefined;
  const trouble = findTrouble(notebooks);
  if (trouble === undefined) return { verdict: 'ok', text: t.allWell };
  const { verdict, count, total } = trouble;
  const sentences = { failing: t.failing, stale: t.changed, unknown: t.notKnown };
  const causes = new Set(
    notebooks
      .filter((notebook) => notebookVerdict(notebook) === verdict)
      .map(({ launches }) => chooseMainReason(launches[0]?.health.reasons ?? [])?.code),
  );
  const [cause] = causes;
  const text = sentences[verdict](count, total);
  return {
    verdict,
    text: causes.size === 1 && cause !== undefined ? `${text} ${health.causes[cause]}` : text,
  };
}
