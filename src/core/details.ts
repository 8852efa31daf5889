import { fail } from './result.ts';
import { type DetailTemplates, en, type Texts } from './texts/en.ts';

export type DetailKind = keyof DetailTemplates;

/** Why something failed, as data: a text of `core/texts` and what it is about. `words` are quoted from a third party. */
export interface Detail {
  /** Permanent, since `status.json` publishes it; one that a reader does not know is of a later Slipway. */
  readonly kind: DetailKind | 'words';
  /** By the names in the braces of the text. */
  readonly args?: Readonly<Record<string, string | Detail>>;
}

type NamesIn<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | NamesIn<Rest>
  : never;
type ArgsOf<Kind extends DetailKind> = {
  readonly [Name in NamesIn<DetailTemplates[Kind]>]: Name extends 'detail' ? Detail : string | number;
};

const PLACEHOLDER = /\{([a-z]+)\}/g;

/** A detail with all that its text names. */
export function detailOf<Kind extends DetailKind>(
  kind: Kind,
  ...[args]: [NamesIn<DetailTemplates[Kind]>] extends [never] ? [] : [ArgsOf<Kind>]
): Detail {
  if (args === undefined) return { kind };
  const entries = Object.entries<string | number | Detail>(args);
  return {
    kind,
    args: Object.fromEntries(
      entries.map(([name, value]) => [name, typeof value === 'number' ? String(value) : value]),
    ),
  };
}

/** A failure whose sentence is one of the texts. */
export interface DetailedFailure<Code extends string> {
  readonly code: Code;
  /** One English sentence, for terminals and logs. */
  readonly message: string;
  /** The same as data, for saying it in another language. */
  readonly detail: Detail;
}

export function failureOf<Code extends string>(code: Code, detail: Detail): DetailedFailure<Code> {
  return { code, message: formatDetailSentence(detail), detail };
}

/** A `Result` that failed for a reason that is data. */
export function refuseDetail<Code extends string>(code: Code, detail: Detail) {
  return fail(failureOf(code, detail));
}

/** The detail with its arguments, and those of the details in it, changed. */
export function mapDetail({ kind, args }: Detail, change: (text: string) => string): Detail {
  if (args === undefined) return { kind };
  const entries = Object.entries(args).map(([name, value]) => [
    name,
    typeof value === 'string' ? change(value) : mapDetail(value, change),
  ]);
  return { kind, args: Object.fromEntries(entries) };
}

/**
 * A clause in the language of the texts, without a full stop.
 *
 * @returns undefined for what this Slipway has no text for in that language, so that no sentence mixes two
 */
export function formatDetail({ kind, args = {} }: Detail, t: Texts): string | undefined {
  if (kind === 'words') return t === en && typeof args.words === 'string' ? args.words : undefined;
  const template = Object.hasOwn(t.health.details, kind) ? t.health.details[kind] : undefined;
  // One that the language lacks is the English one.
  if (t !== en && template === en.health.details[kind]) return undefined;
  let isComplete = true;
  const clause = template?.replace(PLACEHOLDER, (placeholder, name: string) => {
    const value = Object.hasOwn(args, name) ? args[name] : undefined;
    const text = value === undefined || typeof value === 'string' ? value : formatDetail(value, t);
    isComplete &&= text !== undefined;
    return text ?? placeholder;
  });
  return isComplete ? clause : undefined;
}

/** The same as an English sentence, for terminals and logs. */
export function formatDetailSentence(detail: Detail): string {
  const clause = formatDetail(detail, en) ?? '';
  const text = beginsWithName(detail) ? clause : clause.charAt(0).toUpperCase() + clause.slice(1);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** Whether a text begins with something that is written as it is: a host, a path, `git`. */
function beginsWithName({ kind, args = {} }: Detail): boolean {
  const template: string = kind === 'words' ? '{words}' : en.health.details[kind];
  if (template.startsWith('{detail}')) return typeof args.detail === 'object' && beginsWithName(args.detail);
  return /^(?:\{|git )/.test(template);
}
