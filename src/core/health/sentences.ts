import { en, type Texts } from '../texts/en.ts';
import type { DayTexts } from '../texts/health/types.ts';
import { sayReason } from './say-reason.ts';
import type { LaunchHealth } from './summary.ts';

/** The paragraph at a launch button, in the order in which it is read. */
export interface HealthParagraph {
  readonly what: string;
  /** With its colon; absent where there is no reason. */
  readonly since?: string;
  readonly why: readonly string[];
  readonly whatToDo: string;
  /** When it last worked, or what was last known. */
  readonly before?: string;
}

/**
 * What, since when, why, what to do.
 *
 * @param hub title of the hub
 * @param now ISO 8601, UTC
 * @param language BCP 47 tag, for days
 */
export function describeHealth(
  health: LaunchHealth,
  hub: string,
  now: string,
  language: string,
  t: Texts = en,
): HealthParagraph {
  const { verdict, reasons, since, lastOkAt, lastKnown } = health;
  const texts = t.health;
  if (health.checkedAt === undefined) {
    return { what: texts.notChecked, why: [], whatToDo: texts.forStudents.unknown };
  }
  const sayDay = (time: string, forms: DayTexts) => describeDay(time, now, language, forms);
  const before =
    verdict === 'unknown' && lastKnown !== undefined
      ? texts.lastKnown(t.verdicts[lastKnown.verdict], sayDay(lastKnown.at, texts.on))
      : verdict === 'failing' && lastOkAt !== null
        ? texts.lastWorked(sayDay(lastOkAt, texts.on))
        : undefined;
  return {
    what: texts.launches[verdict](hub),
    ...(since === undefined || reasons.length === 0 ? {} : { since: sayDay(since, texts.since) }),
    why: reasons.map((reason) => sayReason(reason, t, language)),
    whatToDo: texts.forStudents[verdict],
    ...(before === undefined ? {} : { before }),
  };
}

const DAY_MS = 86_400_000;

/** A day as people say it: last night, Tuesday 3 March, and the year where it is another one. UTC. */
export function describeDay(time: string, now: string, language: string, forms: DayTexts): string {
  const ageMs = Date.parse(now) - Date.parse(time);
  if (time.slice(0, 10) === now.slice(0, 10)) return forms.today;
  if (ageMs >= 0 && ageMs < DAY_MS) return forms.lastNight;
  const isThisYear = time.slice(0, 4) === now.slice(0, 4);
  const format = new Intl.DateTimeFormat([language, 'en'], {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(isThisYear ? {} : { year: 'numeric' }),
    timeZone: 'UTC',
  });
  return forms.day(format.format(new Date(time)));
}
