import type { ManifestPath } from '../catalog/source/tree.ts';
import { listWords } from '../diagnostics/suggest.ts';
import type { LaunchProblem } from './launches.ts';

/** What there is to say about launches that cannot be composed, and the key of the manifest it belongs to. */
export interface LaunchProblemReport {
  readonly code: LaunchProblem['code'];
  /** One sentence. */
  readonly message: string;
  readonly path: ManifestPath;
}

/** Keys of the content, or of the hub, that a failure comes from; others come from the notebook, or from the repository where notebooks share them. */
const KEYS: Readonly<Record<string, readonly ['content' | 'hubs', string]>> = {
  'link/bad-hub': ['hubs', 'url'],
  'link/bad-repository': ['content', 'repository'],
  'link/credentials': ['content', 'repository'],
  'link/tree-address': ['content', 'repository'],
  'link/ssh-address': ['content', 'repository'],
  'link/commit-as-branch': ['content', 'branch'],
  'link/bad-ref': ['content', 'branch'],
  'link/bad-app': ['hubs', 'app'],
  'link/no-binder-repository': ['content', 'environment'],
  'link/bad-binder-repository': ['content', 'environment'],
};

/** As the check and the build report them: once for each content, where notebooks or hubs share the fault. */
export function describeLaunchProblems(problems: readonly LaunchProblem[]): LaunchProblemReport[] {
  const groups = Map.groupBy(problems, ({ contentId, message }) => JSON.stringify([contentId, message]));
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { code, contentId, hubId, message, notebookId, path } = first;
    const others = new Set(group.map((each) => each.notebookId)).size - 1;
    const hubs = listWords([...new Set(group.map((each) => each.hubId))], 'and');
    const [section, key] = KEYS[code] ?? ['content', others === 0 ? 'notebooks' : 'repository'];
    return [
      {
        code,
        message: `${notebookId}${others === 0 ? ' has' : ` and ${others} more have`} no button for ${hubs}: ${message}`,
        path: [section, section === 'hubs' ? hubId : contentId, key, ...(key === 'notebooks' ? [path] : [])],
      },
    ];
  });
}
