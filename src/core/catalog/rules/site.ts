import { deriveAccentTheme, MIN_TEXT_CONTRAST, parseHexColour } from '../../colour/accent-theme.ts';
import { quote } from '../../diagnostics/quote.ts';
import { checkMoment, parseMoment } from '../fields/moments.ts';
import type { RuleContext } from './rule-context.ts';

/** The face of the site: a colour that has to be changed to be read, an announcement that is never shown. */
export function checkSiteLook(context: RuleContext): void {
  checkAccent(context);
  checkAnnouncement(context);
}

function checkAccent({ site, warning }: RuleContext): void {
  const hex = site.accent === undefined ? undefined : parseHexColour(site.accent);
  if (hex === undefined) return;
  const { given, light } = deriveAccentTheme(hex);
  if (!given.isAdjusted) return;
  warning('manifest/accent-adjusted', ['site', 'accent'], {
    message: `${quote(hex)} has a contrast of ${given.onWhite.toFixed(1)}:1 on white, and text needs ${MIN_TEXT_CONTRAST}:1 on every ground; light pages use "${light.accent}" in its place.`,
    hint: `Write "${light.accent}" to choose it yourself.`,
  });
}

function checkAnnouncement({ site, error }: RuleContext): void {
  const { from, until } = site.announcement ?? {};
  if (from === undefined || until === undefined) return;
  if (checkMoment(from) !== undefined || checkMoment(until) !== undefined) return;
  if (parseMoment(from, 'start') < parseMoment(until, 'end')) return;
  error('manifest/window-reversed', ['site', 'announcement', 'until'], {
    message: `The announcement ends (${quote(until)}) before it begins (${quote(from)}), so nobody would see it.`,
    hint: 'Write the later day under "until".',
  });
}
