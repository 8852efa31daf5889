import * as z from 'zod';
import { quote } from '../../diagnostics/quote.ts';
import { listWords, suggestWord } from '../../diagnostics/suggest.ts';
import { omitUndefined } from '../../omit-undefined.ts';
import { describe } from '../../schema-parts.ts';
import { hasVisibleText } from '../../visible-text.ts';
import { ID_PATTERN, MAX_ID_LENGTH } from '../fields/ids.ts';
import { readCurlyQuoted, unwrapPasted } from '../fields/pasted-text.ts';
import { adviseValue, adviseWord } from '../remedies.ts';
import type { Problem } from '../reporter.ts';
import { plainKey } from '../source/tree.ts';

/**
 * Building blocks of the manifest's schema. Every scalar arrives as text (see `source/read-source.ts`);
 * the JSON Schema for editors, which see YAML's own types, is given by `meta`.
 */
type Check = (value: string) => Problem | undefined;

/** An editor reads `tag: 1.10` as a number and `ref: on` as text or boolean; all are taken as written. */
export const TEXT_AS_WRITTEN = { type: ['string', 'number', 'boolean'] };

/** What editors ask of a text: more than white space. */
export const VISIBLE = { pattern: '\\S' };

const FLAG_PATTERN = /^(?:true|True|TRUE|false|False|FALSE)$/;
const NUMBER_PATTERN = /^\d{1,9}$/;

/** A scalar that passes a check. Issues carry the problem in their parameters; `issues.ts` reads it. */
function scalar(check: Check) {
  return z.string().superRefine((value, context) => {
    const problem = check(value);
    if (problem) context.addIssue({ code: 'custom', message: problem.message, params: { problem } });
  });
}

/**
 * Characters of one text. Checks look for what was meant, some of them in time that grows with the square of the
 * length, and a pull request may hold any text.
 */
const MAX_TEXT_LENGTH = 4_000;

function checkLength(value: string): Problem | undefined {
  if (value.length <= MAX_TEXT_LENGTH) return undefined;
  return {
    code: 'manifest/text-too-long',
    message: `${quote(value)} has ${value.length} characters; at most ${MAX_TEXT_LENGTH} are allowed.`,
    hint: 'Shorten it; longer texts belong on a page of its own, in the folder "pages".',
  };
}

function checkCharacters(value: string): Problem | undefined {
  if (!hasVisibleText(value)) {
    return {
      code: 'manifest/empty-text',
      message: 'This text is empty; write something or remove the key.',
    };
  }
  if (!/[^\P{Cc}\t\n]/u.test(value)) return undefined;
  return {
    code: 'manifest/control-character',
    message: `${quote(value)} contains a control character, which no text of the manifest may.`,
  };
}

/** Texts for people may be quoted so; `rules/texts.ts` asks. */
function checkCurlyQuotes(value: string): Problem | undefined {
  const inner = readCurlyQuoted(value);
  if (inner === undefined) return undefined;
  return {
    code: 'manifest/curly-quotes',
    message: `The quotes of ${quote(value)} are those of a word processor, which YAML takes for letters.`,
    cause: 'curly quotes',
    hint: `Write ${quote(inner)} with straight quotes, or without any.`,
    replacement: inner,
  };
}

/** Text that is not blank and passes a check. */
export function text(check?: Check) {
  return scalar(
    (value) =>
      checkLength(value) ?? checkCharacters(value) ?? (check && (checkCurlyQuotes(value) ?? check(value))),
  ).meta(VISIBLE);
}

/** Text for people, or a name that may look like a number. */
export function textAsWritten(check?: Check) {
  return text(check).meta(TEXT_AS_WRITTEN);
}

/** Text that may also be empty, such as a path prefix. */
export function optionalText(check: Check) {
  return scalar((value) => checkLength(value) ?? (value === '' ? undefined : check(value))).meta(
    TEXT_AS_WRITTEN,
  );
}

/** One of some words. */
export function word<const Words extends readonly [string, ...string[]]>(words: Words) {
  const check: Check = (value) =>
    words.includes(value)
      ? undefined
      : {
          code: 'manifest/not-allowed',
          message: `${quote(value)} is not allowed here; allowed are ${listWords(words, 'and')}.`,
          ...adviseWord(suggestWord(value, words)),
        };
  return scalar(check)
    .transform((value) => value as Words[number])
    .meta({ enum: [...words] });
}

/** `true` or `false`, as YAML 1.2 spells them. */
export function flag() {
  return scalar(checkFlag)
    .transform((value) => value.toLowerCase() === 'true')
    .meta({ type: ['boolean', 'string'], pattern: FLAG_PATTERN.source });
}

function checkFlag(value: string): Problem | undefined {
  if (FLAG_PATTERN.test(value)) return undefined;
  const word = unwrapPasted(value);
  const isYes = /^(?:yes|on|y|1|t|true)$/i.test(word);
  const isNo = /^(?:no|off|n|0|f|false)$/i.test(word);
  return {
    code: 'manifest/wrong-type',
    message: `${quote(value)} is neither "true" nor "false".`,
    ...adviseValue(isYes || isNo ? String(isYes) : undefined),
  };
}

/** A whole number in a range. */
export function wholeNumber(minimum: number, maximum: number) {
  const isInRange = (number: number) => number >= minimum && number <= maximum;
  const check: Check = (value) => {
    if (NUMBER_PATTERN.test(value) && isInRange(Number(value))) return undefined;
    // `365 days` and the like.
    const meant = Number(/^[^\d-]*(\d{1,9})[^\d.,]*$/.exec(value)?.[1]);
    return {
      code: 'manifest/wrong-number',
      message: `${quote(value)} is not allowed here; write a whole number from ${minimum} to ${maximum}, in digits.`,
      ...adviseValue(isInRange(meant) ? String(meant) : undefined),
    };
  };
  return scalar(check)
    .transform(Number)
    .meta({ type: ['integer', 'string'], pattern: NUMBER_PATTERN.source, minimum, maximum });
}

/** The schema of a key that may be left out; see `describe`. */
export function optional<Schema extends z.ZodType>(
  schema: Schema,
  description: string,
  keywords?: z.GlobalMeta,
): z.ZodOptional<Schema> {
  return describe(schema.optional(), description, keywords);
}

/** A list; the rules report repetitions. */
export function list<Item extends z.ZodType>(item: Item) {
  return z.array(item);
}

/** The entries of a mapping with keys of the user's own, in the order of the file. */
export function entriesOf<Value>(mapping: Readonly<Record<string, Value>>): [key: string, value: Value][] {
  return Object.entries(mapping).map(([key, value]) => [plainKey(key), value]);
}

/**
 * A mapping from ids, as a list in the order of the file. The ids themselves are checked by a rule, so that a bad one
 * does not hide what is below it.
 */
export function byId<Value extends z.ZodType, Built>(
  value: Value,
  build: (id: string, value: z.output<Value>) => Built,
) {
  return z
    .record(z.string(), value)
    .meta({ propertyNames: { pattern: ID_PATTERN.source, maxLength: MAX_ID_LENGTH } })
    .transform((mapping) => entriesOf(mapping).map(([id, entry]) => build(id, entry)));
}

type CamelCase<Key> = Key extends `${infer Head}_${infer Tail}`
  ? `${Head}${Capitalize<CamelCase<Tail>>}`
  : Key;

/** Keys in camelCase; those that may be undefined are optional. */
export type CamelKeys<Shape> = {
  [Key in keyof Shape as undefined extends Shape[Key] ? never : CamelCase<Key>]: Shape[Key];
} & {
  [Key in keyof Shape as undefined extends Shape[Key] ? CamelCase<Key> : never]?: Exclude<
    Shape[Key],
    undefined
  >;
};

/** The keys that have a value, in camelCase: `{max_hours: 6, note: undefined}` → `{maxHours: 6}`. */
export function camelKeys<Shape extends object>(shape: Shape): CamelKeys<Shape> {
  return Object.fromEntries(
    Object.entries(omitUndefined(shape)).map(([key, value]) => [
      key.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase()),
      value,
    ]),
  ) as CamelKeys<Shape>;
}
