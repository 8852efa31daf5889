import type { HubKind } from './types.ts';

export const binderhub = {
  name: 'BinderHub',
  runs: 'binder-repositories',
  signIn: false,
  keepsFiles: false,
  firstStartMinutes: 15,
  appFrom: 'environment',
  hasParentPath: false,
  hasStartPage: false,
  hasLti: false,
  hasSshKeys: false,
  canBeWatched: true,
} satisfies HubKind;
