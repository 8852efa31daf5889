import type { LaunchHealth } from './summary.ts';
import type { ReasonCode, Verdict } from './types.ts';

/**
 * What people are told of a verdict: the word, what to do about a reason, and a whole paragraph. The
 * texts are data; another language is another object of this shape.
 */
export interface HealthTexts {
  readonly verdicts: Readonly<Record<Verdict, string>>;
  /** What happened to a launch, in one sentence that names the hub. */
  readonly launches: Readonly<Record<Verdict, (hub: string) => string>>;
  readonly since: (day: string) => string;
  readonly lastWorked: (day: string) => string;
  readonly lastKnown: (verdict: string, day: string) => string;
  readonly notChecked: string;
  readonly today: string;
  readonly lastNight: string;
  /** What a student does who wanted to launch. */
  readonly forStudents: Readonly<Record<Verdict, string>>;
  /** What whoever keeps the catalogue does about a reason. */
  readonly forMaintainers: Readonly<Record<ReasonCode, string>>;
}

export const healthTexts: HealthTexts = {
  verdicts: { ok: 'Works', stale: 'Old', failing: 'Will not start', unknown: 'Not known' },
  launches: {
    ok: (hub) => `${hub} starts this.`,
    stale: (hub) => `${hub} starts this, but not exactly what was pinned.`,
    failing: (hub) => `${hub} will not start this today.`,
    unknown: (hub) => `It is not known whether ${hub} starts this today.`,
  },
  since: (day) => `Since ${day}:`,
  lastWorked: (day) => `It last worked on ${day}.`,
  lastKnown: (verdict, day) => `Last known: ${verdict}, on ${day}.`,
  notChecked: 'Nobody has checked this yet.',
  today: 'today',
  lastNight: 'last night',
  forStudents: {
    ok: '',
    stale: 'You can use it; results may differ a little from what the course shows.',
    failing: 'Open it on another hub if there is one, try an older version, or read it here.',
    unknown: 'Try it; if it does not start, another hub or an older version may.',
  },
  forMaintainers: {
    'image/missing': 'Push the image again, or name a tag that is there.',
    'image/digest-gone': 'Push the pinned image again, or pin the one that the tag has now.',
    'image/wrong-platform': 'Build the image for linux/amd64 as well.',
    'image/not-public-or-missing': 'Make the image public, or correct its name and tag.',
    'image/tag-moved': 'Pin the new digest if it is what you want, and do not push over a tag again.',
    'image/too-old': 'Build a new version, or raise stale_after_days.',
    'image/newer-tag': 'Try the newer tag, and take it over when it works.',
    'image/not-binder-ready': 'Build the image with a user of the id 1000, as repo2docker does.',
    'image/age-unknown': 'Nothing has to be done; its age cannot be judged.',
    'binder/repository-missing': 'Make the Binder repository public, or correct its address.',
    'binder/ref-missing': 'Restore the branch or tag, or name one that is there.',
    'binder/dockerfile-missing': 'Add a Dockerfile whose only line names the image.',
    'binder/dockerfile-invalid': 'Correct the Dockerfile: one line, FROM and the image with its tag.',
    'binder/pin-differs': 'Make the Dockerfile and the catalogue name the same image.',
    'binder/unpinned': 'Write the tag, or tag and digest, behind the image in the Dockerfile.',
    'binder/unreachable': 'Nothing yet; it will be looked at again next night.',
    'content/repository-missing': 'Make the repository public, or correct its address.',
    'content/ref-missing': 'Restore the branch or tag, or name one that is there.',
    'content/notebook-missing': 'Restore the notebook, or record its new id under "moved".',
    'content/unreachable': 'Nothing yet; it will be looked at again next night.',
    'hub/wrong-kind': 'Correct the type of the hub in the catalogue.',
    'hub/unreachable': 'Look whether the hub is still run, and under this address.',
    'hub/unhealthy': 'Ask those who run the hub.',
    'hub/rate-limited': 'Nothing yet; it will be looked at again next night.',
    'registry/unreachable': 'Nothing yet; it will be looked at again next night.',
    'registry/rate-limited': 'Sign in to the registry in the job (docker login), which raises the limit.',
    'registry/unauthorized': 'Sign in to the registry in the job (docker login), or make the image public.',
  },
};

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
  texts: HealthTexts = healthTexts,
): HealthParagraph {
  const { verdict, reasons, since, lastOkAt, lastKnown } = health;
  if (health.checkedAt === undefined) {
    return { what: texts.notChecked, why: [], whatToDo: texts.forStudents.unknown };
  }
  const sayDay = (time: string) => describeDay(time, now, language, texts);
  const before =
    verdict === 'unknown' && lastKnown !== undefined
      ? texts.lastKnown(texts.verdicts[lastKnown.verdict], sayDay(lastKnown.at))
      : verdict === 'failing' && lastOkAt !== null
        ? texts.lastWorked(sayDay(lastOkAt))
        : undefined;
  return {
    what: texts.launches[verdict](hub),
    ...(since === undefined || reasons.length === 0 ? {} : { since: texts.since(sayDay(since)) }),
    why: reasons.map(({ message }) => message),
    whatToDo: texts.forStudents[verdict],
    ...(before === undefined ? {} : { before }),
  };
}

const DAY_MS = 86_400_000;

/** A day as people say it: last night, Tuesday 3 March, and the year where it is another one. UTC. */
export function describeDay(
  time: string,
  now: string,
  language: string,
  texts: HealthTexts = healthTexts,
): string {
  const ageMs = Date.parse(now) - Date.parse(time);
  if (time.slice(0, 10) === now.slice(0, 10)) return texts.today;
  if (ageMs >= 0 && ageMs < DAY_MS) return texts.lastNight;
  const isThisYear = time.slice(0, 4) === now.slice(0, 4);
  return new Intl.DateTimeFormat([language, 'en'], {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(isThisYear ? {} : { year: 'numeric' }),
    timeZone: 'UTC',
  }).format(new Date(time));
}
