import type { HubKind } from './types.ts';

export const jupyterlite = {
  name: 'JupyterLite',
  runs: 'own-files',
  signIn: false,
  keepsFiles: false,
  appFrom: 'hub',
  hasParentPath: true,
  hasStartPage: false,
  hasLti: false,
  hasSshKeys: false,
  canBeWatched: false,
} satisfies HubKind;
