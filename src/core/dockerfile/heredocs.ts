import { type ExpansionBudget, expandWord } from './shell-words.ts';
import { trimStart } from './white-space.ts';

export interface Heredoc {
  /** The line that closes it, and the name of the file that it is. */
  readonly name: string;
  readonly stripsTabs: boolean;
  /** White space comes between the dash and the name. */
  readonly isDashedApart: boolean;
}

const NO_VARIABLES: ReadonlyMap<string, string> = new Map();

/**
 * The here-documents that a line opens, as BuildKit finds them (`parser.go`, `heredocsFromLine`): words such as
 * `<<EOF`, `3<<-"EOF"` and `<< EOF`, but not `<<- EOF`: its lexer ends a word at the space behind the dash. Their
 * escape is always a backslash. A line whose quotes or substitutions are not sound has none.
 *
 * @param joinsDashedHeredocs `<<- EOF` opens one too, as in a shell
 * @returns `too-complex` where the budget is used up
 */
export function findHeredocs(
  line: string,
  budget: ExpansionBudget,
  joinsDashedHeredocs = false,
): readonly Heredoc[] | 'too-complex' {
  if (!line.includes('<<')) return [];
  const raw = expandWord(line, {
    variables: NO_VARIABLES,
    escapeCharacter: '\\',
    budget,
    isRaw: true,
    joinsDashedHeredocs,
  });
  if (!raw.ok) return raw.failure.kind === 'too-complex' ? 'too-complex' : [];
  return raw.value.words.flatMap((word) => parseHeredoc(word, budget) ?? []);
}

/** A word that opens a here-document; undefined for any other. */
export function parseHeredoc(word: string, budget: ExpansionBudget): Heredoc | undefined {
  const start = word.indexOf('<<');
  if (start < 0 || !/^\d*$/.test(word.slice(0, start))) return undefined;
  const stripsTabs = word[start + 2] === '-';
  const behind = word.slice(start + (stripsTabs ? 3 : 2));
  const written = trimStart(behind);
  if (written === '' || written.includes('<')) return undefined;
  const names = expandWord(written, { variables: NO_VARIABLES, escapeCharacter: '\\', budget });
  const [name, other] = names.ok ? names.value.words : [];
  if (name === undefined || other !== undefined) return undefined;
  return { name, stripsTabs, isDashedApart: stripsTabs && written !== behind };
}
