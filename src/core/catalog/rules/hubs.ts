import { quote } from '../../diagnostics/quote.ts';
import { listWords } from '../../diagnostics/suggest.ts';
import { canRun, hubKind, isHubType, needsPull } from '../../hub-kinds/kinds.ts';
import { describeUnknown } from '../issues.ts';
import { type Reporter, rangeOf } from '../reporter.ts';
import { toFinding } from '../source/edits.ts';
import { locate } from '../source/tree.ts';
import { checkDistinct } from './environments.ts';
import {
  type ContentParts,
  type HubParts,
  isWritten,
  type ManifestParts,
  mapOf,
  reasonsAt,
  type TextAt,
  textsAt,
} from './manifest-parts.ts';

/** Hubs: keys that belong to one type only, references, and whether a hub can run what it is named for. */
export function checkHubs(parts: ManifestParts, reporter: Reporter): void {
  for (const [id, hub] of parts.hubs) {
    checkDistinct(reasonsAt(hub, ['hubs', id]), 'reason', parts, reporter);
    const kind = isHubType(hub.type) ? hubKind(hub.type) : undefined;
    if (kind?.runs === 'given-images' && !isWritten(parts.root, ['hubs', id, 'environments'])) {
      reporter.error('manifest/missing-key', rangeOf(parts.root, ['hubs', id, 'environments'], 'key'), {
        message: `The ${kind.name} ${quote(id)} needs the key "environments": a ${kind.name} runs given images only.`,
        hint: `List the ids of the environments it offers, such as [${[...parts.environments.keys()].slice(0, 3).join(', ')}].`,
      });
    }
    if (hub.type === 'jupyterhub' && /\/hub\/*$/.test(hub.url ?? '')) {
      reporter.warning('manifest/hub-path', rangeOf(parts.root, ['hubs', id, 'url']), {
        message:
          'The address ends in "/hub", where a JupyterHub keeps its own pages; its address is mostly what stands before that.',
        hint: 'Remove "/hub", unless the hub really has its root there (base_url).',
      });
    }
    if (kind !== undefined && hub.type !== 'binderhub' && isWritten(parts.root, ['hubs', id, 'warm'])) {
      reporter.error('manifest/key-not-for-type', rangeOf(parts.root, ['hubs', id, 'warm'], 'key'), {
        message: `The key "warm" is for a BinderHub; a ${kind.name} builds nothing.`,
        hint: 'Remove "warm".',
      });
    }
    if (kind?.hasLti === false && isWritten(parts.root, ['hubs', id, 'lti'])) {
      reporter.error('manifest/key-not-for-type', rangeOf(parts.root, ['hubs', id, 'lti'], 'key'), {
        message: `The key "lti" is for a JupyterHub, to which learning platforms sign students in; a ${kind.name} has no sign-in of that kind.`,
        hint: 'Remove "lti".',
      });
    }
    if (kind?.hasParentPath === false && isWritten(parts.root, ['hubs', id, 'parent_path'])) {
      reporter.error('manifest/key-not-for-type', rangeOf(parts.root, ['hubs', id, 'parent_path'], 'key'), {
        message: `The key "parent_path" is for a JupyterHub; a ${kind.name} starts every server from the image alone.`,
        hint: 'Remove "parent_path".',
      });
    }
  }
  for (const [index, window] of parts.maintenance.entries()) {
    checkHubIds(textsAt(window?.hubs, ['maintenance', index, 'hubs']), parts, reporter);
  }
  if (parts.hubs.size > 0) {
    for (const [id, content] of parts.contents) checkContentHubs(id, content, parts, reporter);
  } else if (parts.contents.size > 0 && locate(parts.root, ['hubs'])?.node.kind === 'map') {
    // A manifest without notebooks may be there for nightly checks of its images alone.
    reporter.error('manifest/no-hub', rangeOf(parts.root, ['hubs'], 'key'), {
      message: 'There is no hub under "hubs"; notebooks need at least one to run on.',
      hint: 'Write, for example, "mybinder: {type: binderhub, url: https://mybinder.org}".',
    });
  }
}

/** Hubs that are named by their ids: each there, and once. */
function checkHubIds(hubs: readonly TextAt[], parts: ManifestParts, reporter: Reporter): void {
  checkDistinct(hubs, 'hub', parts, reporter);
  const known = [...parts.hubs.keys()];
  if (known.length === 0) return;
  for (const hub of hubs) {
    if (parts.hubs.has(hub.text)) continue;
    reporter.error(
      'manifest/unknown-hub',
      rangeOf(parts.root, hub.path),
      toFinding(
        { code: '', ...describeUnknown('hub', hub.text, known) },
        parts.root,
        hub.path,
        reporter.text,
      ),
    );
  }
}

function checkContentHubs(
  contentId: string,
  content: ContentParts,
  parts: ManifestParts,
  reporter: Reporter,
): void {
  const path = ['content', contentId];
  const named = content.hubs === undefined ? undefined : textsAt(content.hubs, [...path, 'hubs']);
  checkHubIds(named ?? [], parts, reporter);
  const known = [...parts.hubs.keys()];

  const environment = parts.environments.get(content.environment ?? '');
  if (content.environment === undefined || !environment) return;
  if (!reportNamedHubs(named, content.environment, content, parts, reporter)) {
    reporter.error('manifest/no-hub', rangeOf(parts.root, [...path, content.hubs ? 'hubs' : 'environment']), {
      message: `No hub can run the environment ${quote(content.environment)} of the content ${quote(contentId)}; the hubs are ${listWords(known, 'and')}.`,
      hint: `Add ${quote(content.environment)} to "environments" of a JupyterHub, or give it "binder" for a BinderHub.`,
    });
  }
  for (const [file, { environment: own, hubs }] of mapOf(content.notebooks)) {
    const ownHubs = hubs === undefined ? undefined : textsAt(hubs, [...path, 'notebooks', file, 'hubs']);
    checkHubIds(ownHubs ?? [], parts, reporter);
    const id: string = own ?? content.environment;
    if (!parts.environments.has(id)) continue;
    if (ownHubs !== undefined) {
      reportNamedHubs(ownHubs, id, content, parts, reporter);
      continue;
    }
    if (id === content.environment) continue;
    const canRun = (named?.map(({ text }) => text) ?? known).some((hubId) => {
      const hub = parts.hubs.get(hubId);
      return !hub || findObstacle(hubId, hub, id, content, parts) === undefined;
    });
    if (canRun) continue;
    reporter.error('manifest/no-hub', rangeOf(parts.root, [...path, 'notebooks', file, 'environment']), {
      message: `None of the hubs of the content ${quote(contentId)} can run the environment ${quote(id)} of this notebook.`,
      hint: `Add ${quote(id)} to "environments" of a JupyterHub, or give it "binder" for a BinderHub.`,
    });
  }
}

/**
 * Reports each hub that is named and cannot run an environment.
 *
 * @param named absent: all hubs of the manifest
 * @returns whether one can run it, or something is reported already
 */
function reportNamedHubs(
  named: readonly TextAt[] | undefined,
  environmentId: string,
  content: ContentParts,
  parts: ManifestParts,
  reporter: Reporter,
): boolean {
  let isAnswered = false;
  for (const id of named?.map(({ text }) => text) ?? parts.hubs.keys()) {
    const hub = parts.hubs.get(id);
    const obstacle = hub && findObstacle(id, hub, environmentId, content, parts);
    const at = named?.find(({ text }) => text === id);
    if (obstacle === undefined || at !== undefined) isAnswered = true;
    if (obstacle !== undefined && at !== undefined)
      reporter.error('manifest/hub-cannot-run', rangeOf(parts.root, at.path), obstacle);
  }
  return isAnswered;
}

/** Why a hub cannot run the current version of an environment; undefined where it can, or where that is unknown. */
function findObstacle(
  hubId: string,
  hub: HubParts,
  environmentId: string,
  { pull }: ContentParts,
  parts: ManifestParts,
): { readonly message: string; readonly hint: string } | undefined {
  const type = isHubType(hub.type) ? hub.type : undefined;
  if (pull === 'none' && type !== undefined && needsPull(type)) {
    return {
      message: `The ${hubKind(type).name} ${quote(hubId)} would need nbgitpuller to bring these notebooks, and "pull: none" says that only the image has them.`,
      hint: 'Remove the hub here, or "pull: none".',
    };
  }
  // An id that nothing defines is reported where it is written, and may be meant for this one.
  const runs = hub.environments?.filter((text) => text !== undefined);
  const isUnsure = runs?.some((text) => !parts.environments.has(text)) ?? false;
  if (runs && !isUnsure && !runs.includes(environmentId)) {
    return {
      message: `The hub ${quote(hubId)} does not run the environment ${quote(environmentId)}; its "environments" name ${listWords(runs, 'and')}.`,
      hint: `Add ${quote(environmentId)} to "environments" of ${quote(hubId)}, or remove the hub here.`,
    };
  }
  if (
    type !== undefined &&
    !isWritten(parts.root, ['environments', environmentId, 'binder']) &&
    pull !== 'none' &&
    !canRun(type, {})
  ) {
    return {
      message: `The ${hubKind(type).name} ${quote(hubId)} cannot run the environment ${quote(environmentId)}, which has no Binder repository.`,
      hint: `Give ${quote(environmentId)} the key "binder" with a repository and a ref, or remove the hub here.`,
    };
  }
  return undefined;
}
