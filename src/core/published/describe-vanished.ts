import { environmentIdOf, environmentKey } from '../catalog/former-ids.ts';
import { contentIdOf } from '../catalog/notebook-ids.ts';
import { quote } from '../diagnostics/quote.ts';
import type { Diagnostic } from '../diagnostics/types.ts';
import { addEdition, addEnvironment, addMoved, addRetired, type ManifestAddition } from './additions.ts';
import { describeInherited, describeReassigned } from './describe-taken-over.ts';
import { slugOf } from './parse.ts';
import { findDeclaration } from './successors.ts';
import type { ReportContext, Vanished, VanishedNotebook, VanishedReport } from './types.ts';

export function describeVanished(vanished: Vanished, context: ReportContext): VanishedReport {
  switch (vanished.kind) {
    case 'notebook':
      return describeNotebook(vanished, context);
    case 'content':
      return describeContent(vanished, context);
    case 'reassigned':
      return describeReassigned(vanished, context);
    case 'inherited':
      return describeInherited(vanished, context);
    case 'edition':
      return describeEdition(vanished, context);
    case 'environment':
      return describeEnvironment(vanished, context);
  }
}

function describeNotebook(
  { notebook, successor }: VanishedNotebook,
  { catalog, positionOf, today }: ReportContext,
): VanishedReport {
  const { id, contentId, path } = notebook;
  const content = catalog.contents.find((candidate) => candidate.id === contentId);
  const slug = slugOf(notebook);
  const declared = findDeclaration(catalog, notebook);
  const entry = declared ?? content?.notebooks.find((candidate) => candidate.path === path);
  const place = ['content', contentId, ...(entry === undefined ? [] : ['notebooks', entry.path])];
  const report = (reason: string, hint: string, additions: readonly ManifestAddition[]) => ({
    diagnostic: {
      code: 'id/vanished',
      severity: 'error',
      message: `The permanent address of ${quote(id)} would vanish: ${reason}.`,
      hint,
      position: positionOf(place),
    } satisfies Diagnostic,
    additions,
  });
  if (notebook.former !== undefined) {
    const addition = successor ? addMoved(id, successor.id) : addRetired(notebook, today);
    return report(
      successor
        ? `the manifest does not say that it is ${quote(successor.id)} now`
        : 'the manifest does not say what became of it',
      `Add under "${addition.under[0]}": ${addition.line}`,
      [addition],
    );
  }
  if (successor === undefined) {
    const retired = addRetired(notebook, today);
    const remove = entry === undefined ? '' : `remove ${quote(entry.path)} under "notebooks" and `;
    return report(
      `its file ${quote(path)} is no longer in the catalogue`,
      `If it left for good, ${remove}add under "retired": ${retired.line}`,
      [retired],
    );
  }
  const now = quote(successor.path);
  // An id that the manifest gives to a path would go on belonging to that path.
  const isSameContent = contentIdOf(successor.id) === contentId;
  if (declared !== undefined && isSameContent && successor.path !== declared.path) {
    return report(
      `its file ${quote(declared.path)} ${successor.by === 'name' ? 'may be' : 'is'} ${now} now`,
      `${successor.by === 'name' ? 'If it is, under' : 'Under'} "notebooks", write ${now} in place of ${quote(declared.path)}; the id stays.`,
      [],
    );
  }
  const moved = addMoved(id, successor.id);
  if (successor.by === 'path' && isSameContent) {
    return report(
      `${now} has the id ${quote(successor.id)} now`,
      `Give it back "id: ${slug}", or add under "moved": ${moved.line}`,
      [moved],
    );
  }
  return report(
    successor.by === 'name'
      ? `its file ${quote(path)} may be ${now} now`
      : `its file ${quote(path)} is ${now}${isSameContent ? '' : ` of ${quote(successor.id.split('/')[0] ?? '')}`} now`,
    successor.by === 'name'
      ? `If it is, add under "moved": ${moved.line}`
      : `Add under "moved": ${moved.line}`,
    [moved],
  );
}

function describeContent(
  { contentId, notebooks }: Extract<Vanished, { kind: 'content' }>,
  { positionOf, today }: ReportContext,
): VanishedReport {
  const additions = notebooks.map(({ notebook, successor }) =>
    successor === undefined ? addRetired(notebook, today) : addMoved(notebook.id, successor.id),
  );
  const movedCount = notebooks.filter(({ successor }) => successor !== undefined).length;
  const count = notebooks.length;
  return {
    diagnostic: {
      code: 'id/content-vanished',
      severity: 'error',
      message: `There is no content ${quote(contentId)} any more, so the permanent addresses of ${count === 1 ? 'its notebook' : `its ${count} notebooks`} would vanish.`,
      hint: `Give the content its id back, or add ${describeCounts(movedCount, count - movedCount)}.`,
      position: positionOf(['content']),
    },
    additions,
  };
}

function describeCounts(movedCount: number, retiredCount: number): string {
  const lines = (count: number) => `${count} ${count === 1 ? 'line' : 'lines'}`;
  const parts = [
    ...(movedCount > 0 ? [`${lines(movedCount)} under "moved"`] : []),
    ...(retiredCount > 0 ? [`${lines(retiredCount)} under "retired"`] : []),
  ];
  return parts.join(' and ');
}

function describeEdition(
  { contentId, edition, notebookIds }: Extract<Vanished, { kind: 'edition' }>,
  { catalog, positionOf }: ReportContext,
): VanishedReport {
  const content = catalog.contents.find(({ id }) => id === contentId);
  const isThere = content?.editions.some(({ id }) => id === edition.id) ?? false;
  const count = notebookIds.length;
  const whose = count === 1 ? quote(notebookIds[0] ?? '') : `${count} notebooks of ${quote(contentId)}`;
  const addition = addEdition(contentId, edition);
  const environment = edition.environment ?? '';
  return {
    diagnostic: {
      code: 'id/edition-vanished',
      severity: 'error',
      message: isThere
        ? `The permanent addresses of the edition ${quote(edition.id)} would vanish for ${whose}, whose environment has no version with its tag.`
        : `The permanent addresses of the edition ${quote(edition.id)} would vanish for ${whose}.`,
      hint: isThere
        ? `Add "environment: ${environment}" to the edition, in which it was taught.`
        : `Add under "editions" again: ${addition.line}`,
      position: positionOf(['content', contentId, 'editions', edition.id]),
    },
    additions: isThere ? [] : [addition],
  };
}

function describeEnvironment(
  { environment, renamedTo }: Extract<Vanished, { kind: 'environment' }>,
  { catalog, positionOf, today }: ReportContext,
): VanishedReport {
  const { id } = environment;
  const report = (hint: string, additions: readonly ManifestAddition[]): VanishedReport => ({
    diagnostic: {
      code: 'id/environment-vanished',
      severity: 'error',
      message: `The page and the badge of the environment ${quote(id)} would vanish.`,
      hint,
      position: positionOf(['environments', ...(renamedTo === undefined ? [] : [renamedTo])]),
    },
    additions,
  });
  const contentIds = new Set(catalog.contents.map((content) => content.id));
  // Where a content is called so, a key under "moved" or "retired" would mean its notebook.
  if (environmentIdOf(environmentKey(id), contentIds) === undefined) {
    if (renamedTo !== undefined)
      return report(`Call ${quote(renamedTo)} ${quote(id)} again; its title may change.`, []);
    if (!('image' in environment))
      return report('Give the content "environments" another id to record it.', []);
    const addition = addEnvironment(environment);
    return report(`Keep its entry, which no notebook has to use: ${addition.line}`, [addition]);
  }
  if (renamedTo !== undefined) {
    const addition = addMoved(environmentKey(id), environmentKey(renamedTo));
    return report(`Add under "moved": ${addition.line}`, [addition]);
  }
  const former = 'on' in environment && environment.on !== undefined ? { on: environment.on } : {};
  const addition = addRetired({ id: environmentKey(id), title: environment.title, former }, today);
  return report(`If it left for good, add under "retired": ${addition.line}`, [addition]);
}
