import { binderhub } from './binderhub.ts';
import { jupyterhub } from './jupyterhub.ts';
import { jupyterlite } from './jupyterlite.ts';
import type { HubKind } from './types.ts';

const KINDS = { binderhub, jupyterhub, jupyterlite } satisfies Record<string, HubKind>;

/** `type` of a hub in the manifest. */
export type HubType = keyof typeof KINDS;

export const HUB_TYPES = ['binderhub', 'jupyterhub', 'jupyterlite'] as const satisfies readonly HubType[];

export function hubKind(type: HubType): HubKind {
  return KINDS[type];
}

export function isHubType(text: string | undefined): text is HubType {
  return text !== undefined && Object.hasOwn(KINDS, text);
}

/** Whether a hub of a type can run what has, or lacks, a Binder repository. */
export function canRun(type: HubType, version: { readonly binder?: unknown }): boolean {
  return KINDS[type].runs !== 'binder-repositories' || version.binder !== undefined;
}

/** Whether a hub of a type makes the image itself, so that files of the repository it builds can be in it. */
export function buildsImages(type: HubType): boolean {
  return KINDS[type].runs === 'binder-repositories';
}

/** Whether notebooks have to be pulled to a hub of a type. */
export function needsPull(type: HubType): boolean {
  return KINDS[type].runs === 'given-images';
}

/** Whether a hub of a type opens files of its own, without the image of the environment. */
export function hasOwnFiles(type: HubType): boolean {
  return KINDS[type].runs === 'own-files';
}
