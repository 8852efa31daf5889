import type { Content, NotebookEntry } from '../catalog/types.ts';

/** Address of the page that shows a notebook with its results, where the manifest names one. */
export function buildExecutedUrl(
  content: Pick<Content, 'executed'>,
  { path, executed }: Pick<NotebookEntry, 'path' | 'executed'>,
): string | undefined {
  if (executed !== undefined) return new URL(executed).href;
  if (content.executed === undefined) return undefined;
  const segments = path.split('/').map(encodeURIComponent);
  const folder = segments.slice(0, -1).join('/');
  const parts = {
    path: segments.join('/'),
    folder,
    stem: segments.at(-1)?.replace(/(?<=.)\.[^.]*$/, '') ?? '',
  };
  // In the root of the repository there is no folder, and no slash behind it either.
  const template = folder === '' ? content.executed.replaceAll('{folder}/', '') : content.executed;
  return new URL(template.replace(/\{(path|folder|stem)\}/g, (_, part: keyof typeof parts) => parts[part]))
    .href;
}
