import { deriveAccentTheme, MIN_TEXT_CONTRAST, parseHexColour } from '../../colour/accent-theme.ts';
import { quote } from '../../diagnostics/quote.ts';
import { checkMoment, parseMoment } from '../fields/moments.ts';
import { type Reporter, rangeOf } from '../reporter.ts';
import { locate, type SourceMap } from '../source/tree.ts';

/** The face of the site: a colour that has to be changed to be read, an announcement that is never shown. */
export function checkSiteLook(root: SourceMap, reporter: Reporter): void {
  checkAccent(root, reporter);
  checkAnnouncement(root, reporter);
}

function checkAccent(root: SourceMap, reporter: Reporter): void {
  const written = readText(root, ['site', 'accent']);
  const hex = written === undefined ? undefined : parseHexColour(written);
  if (hex === undefined) return;
  const { given, light } = deriveAccentTheme(hex);
  if (!given.isAdjusted) return;
  reporter.warning('manifest/accent-adjusted', rangeOf(root, ['site', 'accent']), {
    message: `${quote(hex)} has a contrast of ${given.onWhite.toFixed(1)}:1 on white, and text needs ${MIN_TEXT_CONTRAST}:1 on every ground; light pages use "${light.accent}" in its place.`,
    hint: `Write "${light.accent}" to choose it yourself.`,
  });
}

function checkAnnouncement(root: SourceMap, reporter: Reporter): void {
  const from = readText(root, ['site', 'announcement', 'from']);
  const until = readText(root, ['site', 'announcement', 'until']);
  if (from === undefined || until === undefined) return;
  if (checkMoment(from) !== undefined || checkMoment(until) !== undefined) return;
  if (parseMoment(from, 'start') < parseMoment(until, 'end')) return;
  reporter.error('manifest/window-reversed', rangeOf(root, ['site', 'announcement', 'until']), {
    message: `The announcement ends (${quote(until)}) before it begins (${quote(from)}), so nobody would see it.`,
    hint: 'Write the later day under "until".',
  });
}

function readText(root: SourceMap, path: readonly string[]): string | undefined {
  const node = locate(root, path)?.node;
  return node?.kind === 'text' ? node.value : undefined;
}
