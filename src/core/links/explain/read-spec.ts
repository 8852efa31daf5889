import { decodeLoosely } from '../../addresses/decode-loosely.ts';
import type { ExplainedEnvironment, FaultList } from './types.ts';

const ARCHIVES: ReadonlySet<string> = new Set(['zenodo', 'figshare', 'dataverse']);

/** Reads what stands behind `/v2/` of a Binder link, as BinderHub's providers split it. */
export function readSpec(spec: string, faults: FaultList): ExplainedEnvironment | undefined {
  const [provider = '', ...segments] = spec.split('/');
  const rest = segments.join('/');
  if (ARCHIVES.has(provider)) {
    return { provider, repository: `https://doi.org/${decodeLoosely(rest).replace(/\/+$/, '')}` };
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
      return { provider, repository: decodeLoosely(rest).replace(/\/+$/, '') };
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
    ...readRef(refSegments, faults),
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
    // With more than one segment left, group and ref cannot be told apart.
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
  const ref = segments.join('/').replace(/\/+$/, '');
  if (ref !== '') return { ref };
  faults.add(
    'error',
    'link/missing-ref',
    'The link names no branch, tag or commit to build; BinderHub wants one, such as HEAD.',
  );
  return {};
}
