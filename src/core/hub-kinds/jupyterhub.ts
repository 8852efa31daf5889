import type { HubKind } from './types.ts';

export const jupyterhub = {
  name: 'JupyterHub',
  runs: 'given-images',
  signIn: true,
  keepsFiles: true,
  appFrom: 'hub',
  hasParentPath: true,
  hasStartPage: true,
  hasLti: true,
  hasSshKeys: true,
  canBeWatched: false,
} satisfies HubKind;
