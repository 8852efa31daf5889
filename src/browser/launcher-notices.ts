import { fillText, type LauncherTexts } from '../core/launcher/browser-texts.ts';
import type { LaunchChoice, LiveAnswer } from '../core/launcher/choice.ts';
import type { IgnoredParameter } from '../core/launcher/query.ts';
import type { LauncherPage } from './launcher-page.ts';

const IGNORED = {
  'unknown-name': 'unknownName',
  'unknown-value': 'unknownValue',
  repeated: 'repeated',
  'too-long': 'tooLong',
} as const satisfies Record<IgnoredParameter['reason'], keyof LauncherTexts>;

/** What of the query was left aside, and which hub that was asked for comes not first. */
export function sayWhatIsUnmet(
  page: LauncherPage,
  ignored: readonly IgnoredParameter[],
  { unmet, target }: LaunchChoice,
): void {
  const { texts, facts } = page;
  for (const { name, value, reason } of ignored) page.say(fillText(texts[IGNORED[reason]], name, value));
  const isFromFuture = Date.parse(facts.checkedAt ?? '') > Date.now() + 3_600_000;
  if (isFromFuture) page.say(texts.fromFuture);
  if (unmet === undefined) return;
  const title = facts.hubs.find(({ id }) => id === unmet.hubId)?.title ?? shorten(unmet.hubId);
  if (unmet.why === 'gone') page.say(fillText(texts.wishGone, title));
  else if (target === undefined) return;
  else if (unmet.why === 'failing') page.say(fillText(texts.wishFailing, title));
  else if (unmet.by === 'query') page.say(fillText(texts.wishNotOffered, title));
}

/** What a hub says of itself, where that adds to what the night found. */
export function describeLive(page: LauncherPage, offer: HTMLElement, answer: LiveAnswer): string | undefined {
  const { texts } = page;
  const title = offer.dataset.title ?? '';
  switch (answer) {
    case 'well':
      return offer.dataset.verdict === 'ok' ? undefined : fillText(texts.liveWell, title);
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

/** A stored text may be anything. */
export function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
