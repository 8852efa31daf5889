import type { Texts } from '../texts/en.ts';

/** Texts that the launcher's script writes. `{1}` and `{2}` are values that only it knows. */
export function listBrowserTexts({ launcher: t, launch }: Texts) {
  return {
    open: launch.open('{1}'),
    asking: t.asking('{1}'),
    going: t.going('{1}'),
    newTab: t.newTab,
    versionNote: t.versionNote('{1}'),
    versionFailing: t.versionFailing('{1}'),
    today: t.today,
    unknownName: t.unknownName('{1}'),
    unknownValue: t.unknownValue('{1}', '{2}'),
    repeated: t.repeated('{1}', '{2}'),
    tooLong: t.tooLong('{1}', '{2}'),
    wishFailing: t.wishFailing('{1}'),
    wishNotOffered: t.wishNotOffered('{1}'),
    preferredHubRemoved: t.preferredHubRemoved('{1}'),
    remember: t.remember('{1}'),
    remembered: t.remembered('{1}'),
    ownStored: t.ownStored('{1}'),
    ownBad: t.ownBad,
    ownCredentials: t.ownCredentials,
    liveWell: t.liveWell('{1}'),
    liveUnwell: t.liveUnwell('{1}'),
    liveFull: t.liveFull('{1}'),
    liveSilent: t.liveSilent('{1}'),
    fromFuture: t.fromFuture,
  };
}

export type LauncherTexts = ReturnType<typeof listBrowserTexts>;

/** Texts that the script writes while a launch on a BinderHub is watched. */
export function listWatchTexts({ launcher: { watch } }: Texts) {
  return {
    on: watch.on('{1}'),
    said: watch.said('{1}'),
    plain: watch.plain('{1}'),
    cancelled: watch.cancelled,
    now: watch.now,
    failures: watch.failures,
  };
}

export type WatchTexts = ReturnType<typeof listWatchTexts>;

/** Puts values into a text; what a value contains is never taken for a place of another. */
export function fillText(text: string, ...values: readonly string[]): string {
  return text.replace(/\{(\d)\}/g, (place, number: string) => values[Number(number) - 1] ?? place);
}
