import { dateLocales } from '../date-locales.ts';
import { formatDetail } from '../details.ts';
import { en, type Texts } from '../texts/en.ts';
import type { Reason } from './types.ts';

/** What of a reason is known, by the names in its sentences. */
export type ReasonAbout = NonNullable<Reason['about']>;

const PLACE = /\{([a-z_]+)\}/g;
/** In French a space comes before the colon. */
const DETAIL = /\s?: \{detail\}/;
/** Times, which every language writes in its own way. */
const TIMES: ReadonlySet<string> = new Set(['start', 'end']);

/**
 * A reason in the reader's language; as its `message` says it where a status of another Slipway knows
 * less or more than our sentences. What is accepted says so, in the words of the manifest.
 *
 * @param language BCP 47 tag, for times
 */
export function formatReason(
  reason: Omit<Reason, 'since'> & Partial<Reason>,
  t: Texts,
  language: string,
): string {
  const { message, about, accepted } = reason;
  const sentence =
    (about && t !== en ? renderReason({ ...reason, about }, t, language) : undefined) ?? message;
  if (accepted === undefined) return sentence;
  const day = new Intl.DateTimeFormat(dateLocales(language), { dateStyle: 'long', timeZone: 'UTC' });
  return `${sentence} ${t.health.accepted(accepted.because, day.format(new Date(accepted.until)))}`;
}

/**
 * The first sentence of a code for which everything is known that it names; undefined where there is none. A
 * technical clause that cannot be said in the language is left out.
 */
export function renderReason(
  { code, about, detail: failure }: Pick<Reason, 'code' | 'detail'> & { readonly about: ReasonAbout },
  given: Texts,
  language: string,
): string | undefined {
  // A sentence that the language lacks is English as a whole.
  const t = given.health.reasons[code] === en.health.reasons[code] ? en : given;
  const translated = failure === undefined ? undefined : formatDetail(failure, t);
  const detail = t === en ? about.detail : translated;
  const isKnown = (name: string) => Object.hasOwn(about, name) || (t !== en && name === 'detail');
  const template = t.health.reasons[code].find((sentence) =>
    [...sentence.matchAll(PLACE)].every(([, name = '']) => isKnown(name)),
  );
  const sentence = detail === undefined ? template?.replace(DETAIL, '') : template;
  return sentence?.replace(PLACE, (place, name: string) => {
    const value = (name === 'detail' ? detail : about[name]) ?? place;
    return TIMES.has(name) ? formatMoment(value, language) : value;
  });
}

function formatMoment(iso: string, language: string): string {
  const format = new Intl.DateTimeFormat(dateLocales(language), {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: 'UTC',
    timeZoneName: 'short',
  });
  const time = new Date(iso);
  return Number.isNaN(time.getTime()) ? iso : format.format(time);
}
