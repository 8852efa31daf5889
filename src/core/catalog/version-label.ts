import { dateLocales } from '../date-locales.ts';
import type { EnvironmentVersion } from './types.ts';

/** A day in a tag: `20230310T1959-latest`, `2026.01.30`, `2026-07-28`. */
const DAY = /(?<!\d)(20\d\d)([-._]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)/;

/**
 * What people may call a version that becomes an earlier one: its own label, else month and year of the day in its tag
 * or of the day on which it was built, else the tag.
 *
 * @param createdAt ISO 8601; null where the image does not say
 * @param language BCP 47 tag of the site, whose readers see the label
 */
export function suggestVersionLabel(
  { tag, label }: Pick<EnvironmentVersion, 'tag' | 'label'>,
  createdAt: string | null,
  language: string,
): string {
  if (label !== undefined) return label;
  const [, year, , month] = DAY.exec(tag) ?? [];
  const built = year === undefined ? createdAt : `${year}-${month}-01T00:00:00Z`;
  const time = Date.parse(built ?? '');
  if (Number.isNaN(time)) return tag;
  return new Intl.DateTimeFormat(dateLocales(language), {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(time);
}
