import { quote } from '../../diagnostics/quote.ts';
import { findPresetWay, opensRepository, PRESET_WAYS } from '../../links/other-ways.ts';
import { describeUnknown } from '../issues.ts';
import { type Reporter, rangeOf } from '../reporter.ts';
import { toFinding } from '../source/edits.ts';
import { checkDistinct } from './environments.ts';
import { type ManifestParts, textsAt } from './manifest-parts.ts';

/** `other_ways`: ids that are free, and of each content services that exist and open its repository. */
export function checkOtherWays(parts: ManifestParts, reporter: Reporter): void {
  for (const id of parts.otherWays.keys()) {
    if (findPresetWay(id) === undefined) continue;
    reporter.error('manifest/duplicate-id', rangeOf(parts.root, ['other_ways', id], 'key'), {
      message: `${quote(id)} is a service that Slipway knows already.`,
      hint: 'Remove it here, or give it another id.',
    });
  }
  const known = [...PRESET_WAYS.map(({ id }) => id), ...parts.otherWays.keys()];
  for (const [id, content] of parts.contents) {
    const named = textsAt(content.other_ways, ['content', id, 'other_ways']);
    checkDistinct(named, 'service', parts, reporter);
    for (const { text, path } of named) {
      const preset = findPresetWay(text);
      if (!known.includes(text)) {
        const problem = { code: '', ...describeUnknown('service', text, known) };
        reporter.error(
          'manifest/unknown-way',
          rangeOf(parts.root, path),
          toFinding(problem, parts.root, path, reporter.text),
        );
      } else if (
        preset !== undefined &&
        content.repository !== undefined &&
        URL.canParse(content.repository) &&
        !opensRepository(preset, content.repository)
      ) {
        reporter.error('manifest/way-cannot-open', rangeOf(parts.root, path), {
          message: `${preset.title} opens repositories of ${preset.host} only, and this one is elsewhere.`,
          hint: 'Remove it here, or write a template of your own under "other_ways" of the manifest.',
        });
      }
    }
  }
}
