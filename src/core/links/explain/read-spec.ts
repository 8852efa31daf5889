import { decodeLoosely } from '../../addresses/decode-loosely.ts';
import { trimEndSlashes } from '../../trim.ts';
import type { ExplainedEnvironment, FaultList } from './types.ts';

const ARCHIVES: ReadonlySet<string> = new Set(['zenodo', 'figshare', 'dataverse']);

/** What a Binder link builds. */
export interface ReadSpec {
  /** Absent where the link does not say it, or says it in a way that only the hub knows. */
  readonly environment?: ExplainedEnvironment;
  /** Whether the hub takes the specification as it is written. */
  readonly isSound: boolean;
  /** Where the ref ends cannot be determined, so no specification can be made of it. */
  readonly isAmbiguous?: true;
  /** File or folder that the specification names where a ref belongs, decoded. */
  readonly path?: string;
}

/** Reads what a Binder link has behind `/v2/`, as BinderHub's providers split it. */
export function readSpec(spec: string, faults: FaultList): ReadSpec {
  const before = faults.faults.length;
  const page = readPageSpec(spec, faults);
  const environment = page === undefined ? readEnvironment(spec, faults) : page.environment;
  const isSound = faults.faults.slice(before).every(({ code }) => code === 'link/unknown-provider');
  return {
    ...(environment === undefined ? {} : { environment }),
    ...(page?.path === undefined ? {} : { path: page.path }),
    ...(page?.isAmbiguous === undefined ? {} : { isAmbiguous: page.isAmbiguous }),
    isSound,
  };
}

/** Refs that are not the first part of a longer name. */
const PLAIN_REF = /^(?:HEAD|main|master|develop|gh-pages|[0-9a-f]{40})$/i;

/** `gh/org/course/blob/main/a.ipynb`: the page of a file or folder, pasted behind `/v2/gh/`. */
function readPageSpec(spec: string, faults: FaultList): Omit<ReadSpec, 'isSound'> | undefined {
  const [provider, owner, name, view = '', ref = '', ...rest] = trimEndSlashes(spec)
    .split('/')
    .map(decodeLoosely);
  if (provider !== 'gh' || ref === '' || !/^(?:blob|tree|raw|edit)$/.test(view)) return undefined;
  faults.add(
    'error',
    'link/tree-address',
    `The link names the page of a file or folder; BinderHub takes "${view}/${ref}" for the beginning of a branch. Behind the repository belongs the branch alone.`,
  );
  const repository = `https://github.com/${owner}/${name}`;
  const isFile = view !== 'tree';
  const isRefKnown = rest.length === (isFile ? 1 : 0) || PLAIN_REF.test(ref);
  // A branch with "/" in its name cannot be distinguished from folders.
  if (!isRefKnown) return { environment: { provider, repository }, isAmbiguous: true };
  return {
    environment: { provider, repository, ref },
    ...(rest.length === 0 ? {} : { path: rest.join('/') }),
  };
}

function readEnvironment(spec: string, faults: FaultList): ExplainedEnvironment | undefined {
  const [provider = '', ...segments] = spec.split('/');
  const rest = segments.join('/');
  if (ARCHIVES.has(provider)) {
    return { provider, repository: `https://doi.org/${trimEndSlashes(decodeLoosely(rest))}` };
  }
  switch (provider) {
    case 'gh':
    case 'gist':
      return readTwoSegments(provider, segments, faults);
    case 'gl':
    case 'git':
      return readEncoded(provider, segments, faults);
    case 'hydroshare': {
      const id = /[0-9a-f]{32}/.exec(decodeLoosely(rest))?.[0] ?? '';
      return { provider, repository: `https://www.hydroshare.org/resource/${id}/` };
    }
    case 'ckan':
      return { provider, repository: trimEndSlashes(decodeLoosely(rest)) };
    default:
      faults.add(
        'warning',
        'link/unknown-provider',
        'The link uses a kind of repository that BinderHub itself does not know; only a hub with an extension does.',
      );
      return undefined;
  }
}

function readTwoSegments(
  provider: 'gh' | 'gist',
  segments: readonly string[],
  faults: FaultList,
): ExplainedEnvironment | undefined {
  const [owner = '', name = '', ...refSegments] = segments.map(decodeLoosely);
  if (owner === '' || name === '' || name === 'undefined') {
    faults.add(
      'error',
      'link/undefined-repository',
      'The link names no repository to build; its generator wrote nothing, or "undefined", there.',
    );
    return undefined;
  }
  const host = provider === 'gh' ? 'github.com' : 'gist.github.com';
  return {
    provider,
    repository: `https://${host}/${owner}/${name.replace(/\.git$/, '')}`,
    // Without a ref, the latest state of a gist is built.
    ...(provider === 'gist' && refSegments.join('') === '' ? {} : readRef(refSegments, faults)),
  };
}

function readEncoded(
  provider: 'gl' | 'git',
  segments: readonly string[],
  faults: FaultList,
): ExplainedEnvironment | undefined {
  const [first = '', ...rest] = segments;
  let repository = decodeLoosely(first);
  let refSegments = rest.map(decodeLoosely);
  if (/%2F/i.test(repository)) {
    faults.add('error', 'link/double-encoded', 'The repository to build is encoded twice.');
    repository = decodeLoosely(repository);
  } else if (!repository.includes('/')) {
    faults.add(
      'error',
      'link/unencoded-repository',
      'The slashes of the repository to build are not encoded, so BinderHub takes a part of it for the ref.',
    );
    const plain = segments.map(decodeLoosely);
    const [prefix, start] = provider === 'gl' ? ['', 0] : readUnencodedHost(plain);
    const [owner = '', name = ''] = plain.slice(start);
    // With more than one segment left, group and ref cannot be distinguished.
    if (owner === '' || name === '' || plain.length - start > 3) return undefined;
    repository = `${prefix}${owner}/${name}`;
    refSegments = plain.slice(start + 2);
  }
  return {
    provider,
    repository: provider === 'gl' ? `https://gitlab.com/${repository}` : repository,
    ...readRef(refSegments, faults),
  };
}

/** `https:`, perhaps an empty segment, host, and then the path. */
function readUnencodedHost(segments: readonly string[]): [string, number] {
  const hostAt = segments[1] === '' ? 2 : 1;
  return [`${segments[0]}//${segments[hostAt] ?? ''}/`, hostAt + 1];
}

function readRef(segments: readonly string[], faults: FaultList): { ref?: string } {
  const ref = trimEndSlashes(segments.join('/'));
  if (ref !== '') return { ref };
  faults.add(
    'error',
    'link/missing-ref',
    'The link names no branch, tag or commit to build; BinderHub wants one, such as HEAD.',
  );
  return {};
}
