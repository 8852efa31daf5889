import type { RemoteRefs } from './types.ts';

/** One line of `git ls-remote`: a full ref name and what it points at. */
export interface RefLine {
  readonly name: string;
  readonly objectId: string;
}

/** Reads the output of `git ls-remote`, without the lines of `--symref`. */
export function parseRefLines(output: string): RefLine[] {
  return output.split('\n').flatMap((line) => {
    const match = /^([0-9a-f]{40,64})\t(.+)$/u.exec(line);
    return match?.[1] === undefined || match[2] === undefined ? [] : [{ objectId: match[1], name: match[2] }];
  });
}

/** Reads `git ls-remote --symref` of HEAD, branches and tags; annotated tags come with a `^{}` line that counts. */
export function parseRemoteRefs(output: string): RemoteRefs & { readonly headCommit?: string } {
  const branches = new Map<string, string>();
  const tags = new Map<string, string>();
  let headCommit: string | undefined;
  for (const { name, objectId } of parseRefLines(output)) {
    if (name === 'HEAD') headCommit = objectId;
    else if (name.startsWith('refs/heads/')) branches.set(name.slice('refs/heads/'.length), objectId);
    else if (name.startsWith('refs/tags/')) {
      const tag = name.slice('refs/tags/'.length);
      if (tag.endsWith('^{}')) tags.set(tag.slice(0, -'^{}'.length), objectId);
      else if (!tags.has(tag)) tags.set(tag, objectId);
    }
  }
  const defaultBranch = /^ref: refs\/heads\/(.+)\tHEAD$/mu.exec(output)?.[1];
  return {
    branches,
    tags,
    ...(defaultBranch === undefined ? {} : { defaultBranch }),
    ...(headCommit === undefined ? {} : { headCommit }),
  };
}
