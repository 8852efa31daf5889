import { quote } from '../../diagnostics/quote.ts';
import { hubKind, isHubType } from '../../hub-kinds/kinds.ts';
import { checkStartName } from '../fields/start-names.ts';
import { describeUnknown } from '../issues.ts';
import type { ManifestPath } from '../source/tree.ts';
import { checkTag } from './environments.ts';
import type { HubParts } from './manifest-parts.ts';
import type { RuleContext } from './rule-context.ts';

/** `start` of each hub: of environments that exist, with choices that its form has. */
export function checkStart(context: RuleContext): void {
  for (const [id, hub] of context.hubs) {
    // Where the kind of hub doesn't ask what to start, only that is reported.
    if (isHubType(hub.type) && !hubKind(hub.type).hasStartPage) continue;
    const path = ['hubs', id, 'start'];
    checkForm(path, hub.start?.form ?? 'kubespawner', context);
    checkEnvironmentChoices(path, hub, context);
  }
}

/** Keys of choices; `environments` and `versions` have the same below them. */
const CHOICES = ['profile', 'options', 'unlisted'] as const;

function checkForm(path: ManifestPath, form: string, context: RuleContext): void {
  const { isWritten, keysAt, keyError, keyWarning } = context;
  if (isWritten([...path, 'server'])) {
    const other = [...CHOICES, 'environments'].find((key) => isWritten([...path, key]));
    if (other !== undefined) {
      keyError('manifest/bad-start', [...path, 'server'], {
        message: `A link can't start a server by its name, so nothing is chosen there, and ${quote(other)} would do nothing.`,
        hint: `Remove "server" or ${quote(other)}.`,
      });
    }
    return;
  }
  const visit = (at: ManifestPath, hasProfileAbove: boolean): void => {
    const hasProfile = hasProfileAbove || isWritten([...at, 'profile']);
    const needing = (['options', 'unlisted'] as const).find((key) => isWritten([...at, key]));
    if (form === 'kubespawner' && needing !== undefined && !hasProfile) {
      keyError('manifest/bad-start', [...at, needing], {
        message: `With "form: kubespawner", ${quote(needing)} belong to a profile, and no profile is named.`,
        hint: 'Add "profile" with the slug of the profile, or write "form: fields" where the form is of another kind.',
      });
    }
    if (form === 'fields' && isWritten([...at, 'unlisted'])) {
      keyError('manifest/bad-start', [...at, 'unlisted'], {
        message: 'With "form: fields" there are no options that take any image by themselves.',
        hint: 'Write the field under "options", with "{image}" as its value.',
      });
    }
    for (const name of keysAt([...at, 'options'])) {
      const problem = checkStartName(name);
      if (problem !== undefined) keyError(problem.code, [...at, 'options', name], problem);
    }
    for (const below of ['environments', 'versions']) {
      for (const key of keysAt([...at, below])) visit([...at, below, key], hasProfile);
    }
  };
  visit(path, false);
  const unused = form === 'fancy-profiles' ? 'prefix' : 'auto_start';
  if (!isWritten([...path, unused])) return;
  keyWarning('manifest/unused-key', [...path, unused], {
    message: `The key ${quote(unused)} does nothing with "form: ${form}".`,
  });
}

function checkEnvironmentChoices(path: ManifestPath, hub: HubParts, context: RuleContext): void {
  const { environments, keysAt, keyError } = context;
  for (const id of keysAt([...path, 'environments'])) {
    const at = [...path, 'environments', id];
    if (!environments.has(id)) {
      const known = [...environments.keys()];
      if (known.length > 0)
        keyError('manifest/unknown-environment', at, describeUnknown('environment', id, known));
      continue;
    }
    if (hub.environments !== undefined && !hub.environments.includes(id)) {
      keyError('manifest/bad-start', at, {
        message: `The hub does not run the environment ${quote(id)}, so there is nothing to choose for it.`,
        hint: `Add ${quote(id)} to "environments" of the hub, or remove it here.`,
      });
    }
    for (const tag of keysAt([...at, 'versions']))
      checkTag(tag, id, [...at, 'versions', tag], context, keyError);
  }
}
