import { quote } from '../../diagnostics/quote.ts';
import { listWords } from '../../diagnostics/suggest.ts';
import { buildsImages, canRun, type HubType, hubKind, isHubType, needsPull } from '../../hub-kinds/kinds.ts';
import { locate } from '../source/tree.ts';
import {
  type ContentParts,
  type HubParts,
  mapOf,
  reasonsAt,
  type TextAt,
  textsAt,
} from './manifest-parts.ts';
import { checkDistinct, checkKnown } from './references.ts';
import type { RuleContext } from './rule-context.ts';

/** A key that some kinds of hubs do not have: whether this one has it, and why not. */
interface KeyOfKinds {
  readonly key: 'warm' | 'lti' | 'parent_path' | 'start';
  has(type: HubType): boolean;
  why(name: string): string;
}

const KEYS_OF_KINDS: readonly KeyOfKinds[] = [
  {
    key: 'warm',
    has: buildsImages,
    why: (name) => `is for a BinderHub; a ${name} builds nothing`,
  },
  {
    key: 'lti',
    has: (type) => hubKind(type).hasLti,
    why: (name) =>
      `is for a JupyterHub, to which learning platforms sign students in; a ${name} has no sign-in of that kind`,
  },
  {
    key: 'parent_path',
    has: (type) => hubKind(type).hasParentPath,
    why: (name) => `is for a JupyterHub; a ${name} starts every server from the image alone`,
  },
  {
    key: 'start',
    has: (type) => hubKind(type).hasStartPage,
    why: (name) => `is for a JupyterHub, which may ask what to start; a ${name} doesn't ask`,
  },
];

/** Hubs: keys that belong to one type only, references, and whether a hub can run what it is named for. */
export function checkHubs(context: RuleContext): void {
  const { root, hubs, contents, maintenance, warning, keyError } = context;
  for (const [id, hub] of hubs) {
    checkDistinct(reasonsAt(hub, ['hubs', id]), 'reason', context);
    if (isHubType(hub.type)) checkKeysOfKind(id, hub, hub.type, context);
    if (hub.type === 'jupyterhub' && /\/hub\/*$/.test(hub.url ?? '')) {
      warning('manifest/hub-path', ['hubs', id, 'url'], {
        message:
          'The address ends in "/hub", where a JupyterHub keeps its own pages; its address is mostly what stands before that.',
        hint: 'Remove "/hub", unless the hub really has its root there (base_url).',
      });
    }
  }
  for (const [index, window] of maintenance.entries())
    checkHubIds(textsAt(window?.hubs, ['maintenance', index, 'hubs']), context);
  if (hubs.size > 0) {
    for (const [id, content] of contents) checkContentHubs(id, content, context);
  } else if (contents.size > 0 && locate(root, ['hubs'])?.node.kind === 'map') {
    // A manifest without notebooks may be there for nightly checks of its images alone.
    keyError('manifest/no-hub', ['hubs'], {
      message: 'There is no hub under "hubs"; notebooks need at least one to run on.',
      hint: 'Write, for example, "mybinder: {type: binderhub, url: https://mybinder.org}".',
    });
  }
}

function checkKeysOfKind(
  id: string,
  hub: HubParts,
  type: HubType,
  { environments, keyError, isWritten }: RuleContext,
): void {
  const { name, runs } = hubKind(type);
  if (runs === 'given-images' && !isWritten(['hubs', id, 'environments'])) {
    keyError('manifest/missing-key', ['hubs', id, 'environments'], {
      message: `The ${name} ${quote(id)} needs the key "environments": a ${name} runs given images only.`,
      hint: `List the ids of the environments it offers, such as [${[...environments.keys()].slice(0, 3).join(', ')}].`,
    });
  }
  for (const { key, has, why } of KEYS_OF_KINDS) {
    // Of a value of another shape only that is reported.
    if (has(type) || hub[key] === undefined) continue;
    keyError('manifest/key-not-for-type', ['hubs', id, key], {
      message: `The key "${key}" ${why(name)}.`,
      hint: `Remove "${key}".`,
    });
  }
}

/** Hubs that are named by their ids: each there, and once. */
function checkHubIds(named: readonly TextAt[], context: RuleContext): void {
  checkDistinct(named, 'hub', context);
  checkKnown(named, 'hub', 'manifest/unknown-hub', [...context.hubs.keys()], context);
}

function checkContentHubs(contentId: string, content: ContentParts, context: RuleContext): void {
  const { hubs, environments, error } = context;
  const path = ['content', contentId];
  const named = content.hubs && textsAt(content.hubs, [...path, 'hubs']);
  checkHubIds(named ?? [], context);
  if (content.environment === undefined || !environments.has(content.environment)) return;
  const adviseHub = (id: string) =>
    `Add ${quote(id)} to "environments" of a JupyterHub, or give it "binder" for a BinderHub.`;
  if (!reportNamedHubs(named, content.environment, content, context)) {
    if (named !== undefined) {
      error('manifest/no-hub', [...path, 'hubs'], {
        message: `This list is empty, so no hub is offered for the content ${quote(contentId)}.`,
        hint: `Name some of ${listWords(hubs.keys(), 'and')}, or remove the key to offer every hub that can run it.`,
      });
    } else {
      error('manifest/no-hub', [...path, 'environment'], {
        message: `No hub can run the environment ${quote(content.environment)} of the content ${quote(contentId)}; the hubs are ${listWords(hubs.keys(), 'and')}.`,
        hint: adviseHub(content.environment),
      });
    }
  }
  for (const [file, { environment: own, hubs: ownHubs }] of mapOf(content.notebooks)) {
    const namedHere = ownHubs && textsAt(ownHubs, [...path, 'notebooks', file, 'hubs']);
    checkHubIds(namedHere ?? [], context);
    const id: string = own ?? content.environment;
    if (!environments.has(id)) continue;
    if (namedHere !== undefined) reportNamedHubs(namedHere, id, content, context);
    if (namedHere !== undefined || named?.length === 0 || id === content.environment) continue;
    const offered = named?.map(({ text }) => text) ?? [...hubs.keys()];
    if (offered.some((hubId) => findObstacle(hubId, id, content, context) === undefined)) continue;
    error('manifest/no-hub', [...path, 'notebooks', file, 'environment'], {
      message: `None of the hubs of the content ${quote(contentId)} can run the environment ${quote(id)} of this notebook.`,
      hint: adviseHub(id),
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
  context: RuleContext,
): boolean {
  const findObstacleOf = (hubId: string) => findObstacle(hubId, environmentId, content, context);
  if (named === undefined) return [...context.hubs.keys()].some((id) => findObstacleOf(id) === undefined);
  const firstPaths = new Map(named.toReversed().map(({ text, path }) => [text, path]));
  for (const [hubId, path] of firstPaths) {
    const obstacle = findObstacleOf(hubId);
    if (obstacle !== undefined) context.error('manifest/hub-cannot-run', path, obstacle);
  }
  return named.length > 0;
}

/** Why a hub cannot run the current version of an environment; undefined where it can, or where that is unknown. */
function findObstacle(
  hubId: string,
  environmentId: string,
  { pull }: ContentParts,
  { hubs, environments, isWritten }: RuleContext,
): { readonly message: string; readonly hint: string } | undefined {
  const hub: HubParts = hubs.get(hubId) ?? {};
  const type = isHubType(hub.type) ? hub.type : undefined;
  if (pull === 'none' && type !== undefined && needsPull(type)) {
    return {
      message: `The ${hubKind(type).name} ${quote(hubId)} would need nbgitpuller to bring these notebooks, and "pull: none" says that only the image has them.`,
      hint: 'Remove the hub here, or "pull: none".',
    };
  }
  // An id that nothing defines is reported where it is written, and may be meant for this one.
  const runs = hub.environments?.filter((text) => text !== undefined);
  const isUnsure = runs?.some((text) => !environments.has(text)) ?? false;
  if (runs && !isUnsure && !runs.includes(environmentId)) {
    return {
      message: `The hub ${quote(hubId)} does not run the environment ${quote(environmentId)}; its "environments" name ${listWords(runs, 'and')}.`,
      hint: `Add ${quote(environmentId)} to "environments" of ${quote(hubId)}, or remove the hub here.`,
    };
  }
  const hasBinder = pull === 'none' || isWritten(['environments', environmentId, 'binder']);
  if (type === undefined || hasBinder || canRun(type, {})) return undefined;
  return {
    message: `The ${hubKind(type).name} ${quote(hubId)} cannot run the environment ${quote(environmentId)}, which has no Binder repository.`,
    hint: `Give ${quote(environmentId)} the key "binder" with a repository and a ref, or remove the hub here.`,
  };
}
