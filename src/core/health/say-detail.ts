import type { Texts } from '../texts/en.ts';
import { en } from '../texts/en.ts';

type DetailKind = keyof typeof en.health.details;

const PLACE = /\{([a-z]+)\}/g;
/** What stands in a place; without an entry, anything. */
const PLACES: Readonly<Record<string, string>> = {
  host: '\\S+',
  address: '\\S+',
  target: '\\S+',
  status: '\\d+',
  seconds: '[\\d.]+',
  bytes: '\\d+',
  count: '\\d+',
  line: '\\d+',
};
/** A clause as long as this is somebody's own words, and not worth the search. */
const MAX_LENGTH = 1000;

/** English clauses as patterns; those with more words of ours first, so that the closest one counts. */
const PATTERNS: readonly (readonly [DetailKind, RegExp])[] = (Object.keys(en.health.details) as DetailKind[])
  .toSorted((a, b) => countOwn(en.health.details[b]) - countOwn(en.health.details[a]))
  .map((kind) => {
    const [first = '', ...rest] = en.health.details[kind].split(PLACE);
    const parts = rest.map((part, index) =>
      index % 2 === 0 ? `(?<${part}>${PLACES[part] ?? '.+'})` : escapePattern(part),
    );
    return [kind, new RegExp(`^${escapePattern(first)}${parts.join('')}$`, 's')];
  });

/** As `RegExp.escape` does, which not every Node has that this runs on. */
function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

/**
 * A technical clause in another language, with names, codes and the words of servers as they are.
 *
 * @param detail the clause in English, as an observation has it
 * @returns undefined for one that is not among our own
 */
export function translateDetail(detail: string, t: Texts): string | undefined {
  if (detail.length > MAX_LENGTH) return undefined;
  for (const [kind, pattern] of PATTERNS) {
    const match = pattern.exec(detail);
    if (match === null) continue;
    return t.health.details[kind].replace(PLACE, (place, name: string) => {
      const value = match.groups?.[name] ?? place;
      return name === 'detail' ? (translateDetail(value, t) ?? value) : value;
    });
  }
  return undefined;
}

function countOwn(template: string): number {
  return template.replace(PLACE, '').length;
}
