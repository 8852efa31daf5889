import { quote } from '../../diagnostics/quote.ts';
import { listWords, suggestWord } from '../../diagnostics/suggest.ts';
import { hubKind, isHubType } from '../../hub-kinds/kinds.ts';
import { quoteYaml } from '../../yaml/quote-yaml.ts';
import { checkStartName } from '../fields/start-names.ts';
import { describeUnknown } from '../issues.ts';
import { type Reporter, rangeOf } from '../reporter.ts';
import { locate, type ManifestPath } from '../source/tree.ts';
import { hasUnreadVersions, listTags } from './environments.ts';
import { type HubParts, isWritten, type ManifestParts } from './manifest-parts.ts';

/** `start` of each hub: for a kind that asks, of environments that exist, with choices that its form has. */
export function checkStart(parts: ManifestParts, reporter: Reporter): void {
  for (const [id, hub] of parts.hubs) {
    const path = ['hubs', id, 'start'];
    if (locate(parts.root, path)?.node.kind !== 'map') continue;
    const kind = isHubType(hub.type) ? hubKind(hub.type) : undefined;
    if (kind?.hasStartPage === false) {
      reporter.error('manifest/key-not-for-type', rangeOf(parts.root, path, 'key'), {
        message: `The key "start" is for a JupyterHub, which may ask what to start; a ${kind.name} doesn't ask.`,
        hint: 'Remove "start".',
      });
      continue;
    }
    checkForm(path, hub, parts, reporter);
    checkEnvironmentChoices(path, hub, parts, reporter);
  }
}

/** Keys of choices; `environments` and `versions` have the same below them. */
const CHOICES = ['profile', 'options', 'unlisted'] as const;

function checkForm(path: ManifestPath, hub: HubParts, parts: ManifestParts, reporter: Reporter): void {
  const has = (at: ManifestPath) => isWritten(parts.root, at);
  const form = hub.start?.form ?? 'kubespawner';
  const report = (at: ManifestPath, message: string, hint: string) =>
    reporter.error('manifest/bad-start', rangeOf(parts.root, at, 'key'), { message, hint });
  if (has([...path, 'server'])) {
    const other = [...CHOICES, 'environments'].find((key) => has([...path, key]));
    if (other !== undefined) {
      report(
        [...path, 'server'],
        `A link can't start a server by its name, so nothing is chosen there, and ${quote(other)} would do nothing.`,
        `Remove "server" or ${quote(other)}.`,
      );
    }
    return;
  }
  const visit = (at: ManifestPath, hasProfileAbove: boolean): void => {
    const hasProfile = hasProfileAbove || has([...at, 'profile']);
    const needing = (['options', 'unlisted'] as const).find((key) => has([...at, key]));
    if (form === 'kubespawner' && needing !== undefined && !hasProfile) {
      report(
        [...at, needing],
        `With "form: kubespawner", ${quote(needing)} belong to a profile, and no profile is named.`,
        'Add "profile" with the slug of the profile, or write "form: fields" where the form is of another kind.',
      );
    }
    if (form === 'fields' && has([...at, 'unlisted'])) {
      report(
        [...at, 'unlisted'],
        'With "form: fields" there are no options that take any image by themselves.',
        'Write the field under "options", with "{image}" as its value.',
      );
    }
    for (const name of keysAt(parts, [...at, 'options'])) {
      const problem = checkStartName(name);
      if (problem === undefined) continue;
      reporter.error(problem.code, rangeOf(parts.root, [...at, 'options', name], 'key'), {
        message: problem.message,
      });
    }
    for (const below of ['environments', 'versions']) {
      for (const key of keysAt(parts, [...at, below])) visit([...at, below, key], hasProfile);
    }
  };
  visit(path, false);
  const unused = form === 'fancy-profiles' ? 'prefix' : 'auto_start';
  if (!has([...path, unused])) return;
  reporter.warning('manifest/unused-key', rangeOf(parts.root, [...path, unused], 'key'), {
    message: `The key ${quote(unused)} does nothing with "form: ${form}".`,
  });
}

function checkEnvironmentChoices(
  path: ManifestPath,
  hub: HubParts,
  parts: ManifestParts,
  reporter: Reporter,
): void {
  for (const id of keysAt(parts, [...path, 'environments'])) {
    const at = [...path, 'environments', id];
    const range = rangeOf(parts.root, at, 'key');
    const environment = parts.environments.get(id);
    if (environment === undefined) {
      if (parts.environments.size === 0) continue;
      const { message, hint, replacement } = describeUnknown('environment', id, [
        ...parts.environments.keys(),
      ]);
      const fix = replacement === undefined ? undefined : [{ ...range, text: quoteYaml(replacement) }];
      reporter.error('manifest/unknown-environment', range, { message, hint, fix });
      continue;
    }
    if (hub.environments !== undefined && !hub.environments.includes(id)) {
      reporter.error('manifest/bad-start', range, {
        message: `The hub does not run the environment ${quote(id)}, so there is nothing to choose for it.`,
        hint: `Add ${quote(id)} to "environments" of the hub, or remove it here.`,
      });
    }
    const tags = listTags(environment);
    for (const tag of keysAt(parts, [...at, 'versions'])) {
      if (tags.includes(tag) || hasUnreadVersions(id, environment, parts)) continue;
      const near = suggestWord(tag, tags);
      const place = rangeOf(parts.root, [...at, 'versions', tag], 'key');
      reporter.error('manifest/unknown-tag', place, {
        message: `The environment ${quote(id)} has no version with the tag ${quote(tag)}; it has ${listWords(tags, 'and')}.`,
        hint:
          near === undefined ? `Add the version to "earlier" of ${quote(id)}.` : `Did you mean "${near}"?`,
        ...(near === undefined ? {} : { fix: [{ ...place, text: quoteYaml(near) }] }),
      });
    }
  }
}

function keysAt({ root }: ManifestParts, path: ManifestPath): readonly string[] {
  const node = locate(root, path)?.node;
  return node?.kind === 'map' ? [...node.entries.keys()] : [];
}
