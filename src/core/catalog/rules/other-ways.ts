import { quote } from '../../diagnostics/quote.ts';
import { findPresetWay, opensRepository, PRESET_WAYS } from '../../links/other-ways.ts';
import { textsAt } from './manifest-parts.ts';
import { checkDistinct, checkKnown } from './references.ts';
import type { RuleContext } from './rule-context.ts';

/** `other_ways`: ids that are free, and of each content services that exist and open its repository. */
export function checkOtherWays(context: RuleContext): void {
  const { otherWays, contents, error, keyError } = context;
  for (const id of otherWays.keys()) {
    if (findPresetWay(id) === undefined) continue;
    keyError('manifest/duplicate-id', ['other_ways', id], {
      message: `${quote(id)} is a service that Slipway knows already.`,
      hint: 'Remove it here, or give it another id.',
    });
  }
  const known = [...PRESET_WAYS.map(({ id }) => id), ...otherWays.keys()];
  for (const [id, { other_ways, repository }] of contents) {
    const named = textsAt(other_ways, ['content', id, 'other_ways']);
    checkDistinct(named, 'service', context);
    checkKnown(named, 'service', 'manifest/unknown-way', known, context);
    if (repository === undefined || !URL.canParse(repository)) continue;
    for (const { text, path } of named) {
      const preset = findPresetWay(text);
      if (preset === undefined || opensRepository(preset, repository)) continue;
      error('manifest/way-cannot-open', path, {
        message: `${preset.title} opens repositories of ${preset.host} only, and this one is elsewhere.`,
        hint: 'Remove it here, or write a template of your own under "other_ways" of the manifest.',
      });
    }
  }
}
