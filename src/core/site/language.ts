import { dateLocales } from '../date-locales.ts';

const RIGHT_TO_LEFT = new Set([
  'ar',
  'arc',
  'ckb',
  'dv',
  'fa',
  'he',
  'ks',
  'ku',
  'ps',
  'sd',
  'ug',
  'ur',
  'yi',
]);

/** Writing direction of a BCP 47 tag; a script subtag decides over the language. */
export function textDirection(language: string): 'ltr' | 'rtl' {
  const [primary = '', ...rest] = language.toLowerCase().split('-');
  const script = rest.find((part) => part.length === 4);
  if (script !== undefined) return ['arab', 'hebr', 'thaa', 'syrc', 'nkoo'].includes(script) ? 'rtl' : 'ltr';
  return RIGHT_TO_LEFT.has(primary) ? 'rtl' : 'ltr';
}

/** Attributes of an element that has a text. */
export interface LanguageAttributes {
  readonly lang?: string;
  readonly dir?: 'ltr' | 'rtl';
}

/** Those of a text in another language than what is around it; none where it is the same. */
export function languageAttributes(language: string, around: string): LanguageAttributes {
  return language === around ? {} : { lang: language, dir: textDirection(language) };
}

/** What people call a language, in another one. */
export function languageName(language: string, namedIn: string): string {
  return new Intl.DisplayNames([namedIn, 'en'], { type: 'language' }).of(language) ?? language;
}

/** A date as people write it in the site's language, in UTC: the exact time is in the markup. */
export function formatDate(iso: string, language: string): string {
  return new Intl.DateTimeFormat(dateLocales(language), { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(iso),
  );
}

/** A day, or the days from one to another: `November 1 – 20`. UTC days, `YYYY-MM-DD`. */
export function formatDays(from: string, to: string, language: string): string {
  const format = new Intl.DateTimeFormat(dateLocales(language), {
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  });
  return from === to ? format.format(new Date(from)) : format.formatRange(new Date(from), new Date(to));
}

/** Date and time of day, in UTC and saying so. */
export function formatTime(iso: string, language: string): string {
  const format = new Intl.DateTimeFormat(dateLocales(language), {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'UTC',
    timeZoneName: 'short',
  });
  return format.format(new Date(iso));
}

/** `2.1 GB`, in the site's language. */
export function formatSize(sizeBytes: number, language: string): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;
  const power = sizeBytes < 1000 ? 0 : Math.min(4, Math.floor(Math.log10(sizeBytes) / 3));
  const value = sizeBytes / 1000 ** power;
  return new Intl.NumberFormat([language, 'en'], {
    style: 'unit',
    unit: units[power] ?? 'byte',
    unitDisplay: power === 0 ? 'long' : 'short',
    maximumFractionDigits: value < 10 && power > 0 ? 1 : 0,
  }).format(value);
}
