import type { LinkWarning } from './types.ts';

export const NAMES_GUARDED: LinkWarning = {
  code: 'link/names-guarded',
  message:
    'A name contains one of # % ? & + or the like, which BinderHub decodes once too often; the link ends in a guard against it, and simpler names are safer.',
};

export function warnOfApp(app: string): LinkWarning {
  return {
    code: 'link/app-ignores-path',
    message: `The app ${app} cannot open a file by link; it starts with its own page.`,
  };
}
