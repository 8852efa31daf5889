import type { Texts } from '../texts/en.ts';
import type { Verdict } from '../verdicts.ts';
import {
  chooseMainReason,
  chooseNotebookWord,
  HEALTH_WORDS,
  type HealthWord,
  verdictOfWord,
} from './health-words.ts';
import type { SiteModel, SiteNotebook } from './types.ts';

/** The gravest trouble of some notebooks, and how many have it. */
export interface Trouble {
  readonly word: Exclude<HealthWord, 'ok'>;
  readonly count: number;
  readonly total: number;
}

/** What is wrong with the best launches of some notebooks; undefined where all start as they were tested. */
export function findTrouble(notebooks: readonly SiteNotebook[]): Trouble | undefined {
  for (const word of HEALTH_WORDS) {
    if (word === 'ok') continue;
    const count = notebooks.filter((notebook) => chooseNotebookWord(notebook) === word).length;
    if (count > 0) return { word, count, total: notebooks.length };
  }
  return undefined;
}

/** Cards of so few are read one by one, each with its own word. */
const FEW = 3;

/** The word that many notebooks all have, so that it is said of them once; undefined where all is well, or they differ. */
export function findSharedWord(notebooks: readonly SiteNotebook[]): Trouble['word'] | undefined {
  const trouble = findTrouble(notebooks);
  return trouble !== undefined && trouble.count > FEW && trouble.count === trouble.total
    ? trouble.word
    : undefined;
}

/** Whether what is said of all notebooks of a site says as much as the same sentence about some of them would. */
export function saysOfAll(
  { notebooks }: Pick<SiteModel, 'notebooks'>,
  some: readonly SiteNotebook[],
): boolean {
  if (some.length === notebooks.length) return true;
  const word = findSharedWord(notebooks);
  return word !== undefined && listCauses(notebooks, word).size === 1;
}

function listCauses(notebooks: readonly SiteNotebook[], word: Trouble['word']) {
  return new Set(
    notebooks
      .filter((notebook) => chooseNotebookWord(notebook) === word)
      .map(({ launches }) => chooseMainReason(launches[0]?.health.reasons ?? [])?.code),
  );
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
  const { word, count, total } = trouble;
  const sentences = {
    failing: t.failing,
    errors: t.errors,
    stale: t.changed,
    old: t.old,
    unknown: t.notKnown,
  };
  const causes = listCauses(notebooks, word);
  const [cause] = causes;
  const text = sentences[word](count, total);
  return {
    verdict: verdictOfWord(word),
    text:
      word !== 'old' && causes.size === 1 && cause !== undefined ? `${text} ${health.causes[cause]}` : text,
  };
}
