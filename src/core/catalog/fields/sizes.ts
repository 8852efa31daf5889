import { quote } from '../../diagnostics/quote.ts';
import { adviseValue } from '../remedies.ts';
import type { Problem } from '../reporter.ts';

const FACTORS: Readonly<Record<string, number>> = {
  mb: 1e6,
  gb: 1e9,
  tb: 1e12,
  mib: 2 ** 20,
  gib: 2 ** 30,
  tib: 2 ** 40,
};

/** A number and one of the units. */
export const SIZE_PATTERN = /^(\d{1,6}(?:\.\d{1,3})?)\s*([MGTmgt][Ii]?[Bb])$/;

/** Bytes of a size such as `2 GB` or `1.5 GiB`; undefined where the text is none. */
export function parseSize(text: string): number | undefined {
  const [, number = '', unit = ''] = SIZE_PATTERN.exec(text) ?? [];
  const bytes = Number(number) * (FACTORS[unit.toLowerCase()] ?? 0);
  return bytes >= 1 ? Math.round(bytes) : undefined;
}

/** A size with its unit. */
export function checkSize(text: string): Problem | undefined {
  if (parseSize(text) !== undefined) return undefined;
  const suggestion = /^\d{1,6}(?:[.,]\d{1,3})?\s*[gGmM]i?$/.test(text)
    ? `${text.replace(',', '.').replace(/\s*[gGmM]i?$/, '')} ${/[gG]i?$/.test(text) ? 'GB' : 'MB'}`
    : undefined;
  return {
    code: 'manifest/bad-size',
    message: `${quote(text)} is not a size; write a number and one of MB, GB, TB, MiB, GiB and TiB, such as "2 GB".`,
    ...adviseValue(suggestion),
  };
}
