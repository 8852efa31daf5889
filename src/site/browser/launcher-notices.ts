import { fillText, type LauncherTexts } from '../../core/launcher/browser-texts.ts';
import { type LaunchChoice, type LiveAnswer, MAX_NIGHTS } from '../../core/launcher/choice.ts';
import type { IgnoredParameter } from '../../core/launcher/query.ts';
import { nightsSince } from '../../core/site/age.ts';
import type { LauncherView } from './launcher-view.ts';

const IGNORED = {
  'unknown-name': 'unknownName',
  'unknown-value': 'unknownValue',
  repeated: 'repeated',
  'too-long': 'tooLong',
} as const satisfies Record<IgnoredParameter['reason'], keyof LauncherTexts>;

/**
 * Says what of the query was left aside, and which hub that was asked for does not come first.
 *
 * @returns whether there was anything to say
 */
export function explainIgnoredRequest(
  page: LauncherView,
  ignored: readonly IgnoredParameter[],
  { unmet, target }: LaunchChoice,
): boolean {
  const { texts, facts } = page;
  const saidBefore = page.part('notices').childElementCount;
  for (const { name, value, reason } of ignored) page.say(fillText(texts[IGNORED[reason]], name, value));
  const isFromFuture = Date.parse(facts.checkedAt ?? '') > Date.now() + 3_600_000;
  if (isFromFuture) page.say(texts.fromFuture);
  if (unmet !== undefined) explainUnmet(page, unmet, target !== undefined);
  return page.part('notices').childElementCount > saidBefore || isOld(page);
}

function explainUnmet(
  page: LauncherView,
  { hubId, why, by }: NonNullable<LaunchChoice['unmet']>,
  hasOther: boolean,
): void {
  const { texts, facts } = page;
  const title = facts.hubs.find(({ id }) => id === hubId)?.title ?? shorten(hubId);
  if (why === 'gone') page.say(fillText(texts.preferredHubRemoved, title));
  else if (!hasOther) return;
  else if (why === 'failing') page.say(fillText(texts.wishFailing, title));
  else if (by === 'query') page.say(fillText(texts.wishNotOffered, title));
}

/** The hub's own answer, where it adds to the nightly check. */
export function describeLive(page: LauncherView, offer: HTMLElement, answer: LiveAnswer): string | undefined {
  const { texts } = page;
  const { title = '', verdict, asksLive } = offer.dataset;
  if (answer === 'well') {
    const isDoubtful = verdict === 'unknown' || asksLive !== undefined || isOld(page);
    return isDoubtful ? fillText(texts.liveWell, title) : undefined;
  }
  // That it will not start is said already.
  if (verdict === 'failing') return undefined;
  switch (answer) {
    case 'unwell':
      return fillText(texts.liveUnwell, title);
    case 'full':
      return fillText(texts.liveFull, title);
    case 'silent':
      return fillText(texts.liveSilent, title);
    case 'unknown':
      return undefined;
  }
}

function isOld({ facts }: LauncherView): boolean {
  return facts.checkedAt !== undefined && nightsSince(facts.checkedAt, new Date()) > MAX_NIGHTS;
}

/** A stored text may be anything. */
export function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
