import type { Texts } from './en.ts';

type Leaf = string | readonly string[] | ((...values: never[]) => string);
type DeepPartial<T> = T extends Leaf ? T : { readonly [Key in keyof T]?: DeepPartial<T[Key]> };

/** The texts of a language that may still lack some. */
export type PartialTexts = DeepPartial<Texts>;

interface Group {
  readonly [name: string]: Group | Leaf | undefined;
}

/**
 * The texts of a language, with the English one for each that it lacks.
 *
 * @param typeset what the language's typography does to a text before it is shown
 */
export function completeTexts(
  english: Texts,
  partial: PartialTexts,
  typeset: (text: string) => string = (text) => text,
): Texts {
  return complete(english as unknown as Group, partial as Group, typeset) as unknown as Texts;
}

function complete(english: Group, partial: Group, typeset: (text: string) => string): Group {
  const entries = Object.entries(english).map(([name, text]) => {
    const own = partial[name];
    if (isGroup(text)) return [name, complete(text, isGroup(own) ? own : {}, typeset)];
    return [name, own === undefined ? text : typesetLeaf(own as Leaf, typeset)];
  });
  return Object.fromEntries(entries);
}

function typesetLeaf(leaf: Leaf, typeset: (text: string) => string): Leaf {
  if (typeof leaf === 'string') return typeset(leaf);
  return typeof leaf === 'function' ? (...values) => typeset(leaf(...values)) : leaf.map(typeset);
}

function isGroup(value: Group | Leaf | undefined): value is Group {
  return typeof value === 'object' && !Array.isArray(value);
}
