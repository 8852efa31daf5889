import { decodeLoosely } from '../addresses/decode-loosely.ts';
import { parseRepositoryAddress } from '../addresses/repository-address.ts';
import { ok, type Result, refuse } from '../result.ts';
import { trimEndSlashes } from '../trim.ts';
import { encodePath, encodeText } from './encode.ts';
import { parseLinkedRepository } from './pulled-repository.ts';
import { checkBinderRef } from './refs.ts';
import type { BinderRepository, LinkFailure, LinkWarning } from './types.ts';

export interface BinderSpec {
  /** What follows `/v2/` in a launch link, such as `gh/org/env/v1.0`. */
  readonly path: string;
  readonly warnings: readonly LinkWarning[];
}

/**
 * Chooses BinderHub's repository provider by the address and writes its specification
 * (`binderhub/repoproviders.py`). Archives (Zenodo and its like) have no refs: theirs is ignored.
 */
export function buildBinderSpec({ repository, ref }: BinderRepository): Result<BinderSpec, LinkFailure> {
  const archive = archiveSpec(repository);
  if (archive !== undefined) return ok({ path: archive, warnings: [] });

  const address = parseLinkedRepository(repository);
  if (!address.ok) {
    const parsed = parseRepositoryAddress(repository);
    const isOwner = !parsed.ok && parsed.failure === 'no-name';
    return isOwner ? badRepository(`https://${new URL(repository).host}/OWNER/NAME`) : address;
  }
  const { host, path, scheme } = address.value;
  if (scheme === 'ssh') {
    return refuse(
      'link/ssh-address',
      'The Binder repository has an ssh address, which a BinderHub cannot read; write its https address.',
    );
  }
  const checked = checkBinderRef(ref);
  if (!checked.ok) return checked;
  const segments = path.slice(1).split('/');

  switch (host) {
    case 'github.com': {
      if (!/^\/[\w.-]+\/[\w.-]+$/.test(path)) return badRepository('https://github.com/OWNER/NAME');
      return ok({ path: `gh${path}/${encodePath(shortRef(ref))}`, warnings: [] });
    }
    case 'gist.github.com': {
      const [user = '', id = ''] = segments;
      if (segments.length !== 2 || !/^[\w-]+\/[0-9a-f]+$/i.test(`${user}/${id}`)) {
        return badRepository('https://gist.github.com/USER/ID');
      }
      if (!/^(?:HEAD|main|master|[0-9a-f]{40})$/i.test(ref)) {
        return refuse('link/bad-ref', 'A gist has commits only; write HEAD or a full commit as the ref.');
      }
      return ok({ path: `gist/${user}/${id}/${ref}`, warnings: [] });
    }
    case 'gitlab.com': {
      if (segments.length < 2 || segments.includes('')) return badRepository('https://gitlab.com/GROUP/NAME');
      const project = segments.map(decodeLoosely).join('/');
      return ok({ path: `gl/${encodeText(project)}/${encodePath(shortRef(ref))}`, warnings: [] });
    }
    default:
      return ok({
        path: `git/${encodeText(address.value.repository)}/${encodePath(ref)}`,
        warnings: isAmbiguous(ref) ? [ambiguousRef(ref)] : [],
      });
  }
}

/** Zenodo, figshare, HydroShare, Dataverse and CKAN, from the addresses of their pages or their DOIs. */
function archiveSpec(address: string): string | undefined {
  const url = URL.parse(address);
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') return undefined;
  const host = url.host.replace(/^www\./, '');
  const doi = /^(?:dx\.)?doi\.org$/.test(host)
    ? trimEndSlashes(url.pathname.slice(1))
    : (url.searchParams.get('persistentId') ?? '').replace(/^doi:/, '');
  if (/^10\.(?:5281|5072)\/zenodo\.\d+$/i.test(doi)) return `zenodo/${doi}/`;
  if (/^10\.6084\/m9\.figshare\.\d+(?:\.v\d+)?$/i.test(doi)) return `figshare/${doi}/`;
  if (/^10\.\d{4,}\/[\w./-]*(?:DVN|FK2)\/[\w-]+$/i.test(doi)) return `dataverse/${doi}/`;

  const record = /^\/records?\/(\d+)\/?$/.exec(url.pathname)?.[1];
  if (host === 'zenodo.org' && record !== undefined) return `zenodo/10.5281/zenodo.${record}/`;
  if (host === 'figshare.com' && url.pathname.startsWith('/articles/')) {
    // `/articles/dataset/Title/123/2` ends in article and version; with one number there is no version.
    const [, article, version] = /\/(\d+)(?:\/(\d+))?\/?$/.exec(url.pathname) ?? [];
    if (article !== undefined) {
      return `figshare/10.6084/m9.figshare.${article}${version === undefined ? '' : `.v${version}`}/`;
    }
  }
  const resource = /^\/resource\/([0-9a-f]{32})\/?$/.exec(url.pathname)?.[1];
  if (host === 'hydroshare.org' && resource !== undefined) return `hydroshare/${resource}/`;
  if (/\/dataset\/[^/]+\/?$/.test(url.pathname)) return `ckan/${encodeText(trimEndSlashes(address))}/`;
  return undefined;
}

/** GitHub and GitLab look names up themselves and need the short form. */
function shortRef(ref: string): string {
  return ref.replace(/^refs\/(?:heads|tags)\//, '');
}

/**
 * The `git` provider asks `git ls-remote URL REF` and takes the first line, so `main` may become
 * `refs/heads/feature/main`, which sorts before it. Which of branch and tag is meant is not known here.
 */
function isAmbiguous(ref: string): boolean {
  return !/^refs\//.test(ref) && ref !== 'HEAD' && !/^[0-9a-f]{40}$/i.test(ref);
}

function ambiguousRef(ref: string): LinkWarning {
  return {
    code: 'link/ambiguous-ref',
    message: `BinderHub may take the ref ${JSON.stringify(ref)} for another one that ends in it; write refs/heads/${ref} for a branch, refs/tags/${ref} for a tag, or a commit.`,
  };
}

function badRepository(form: string) {
  return refuse(
    'link/bad-binder-repository',
    `The address of the Binder repository is not of the form ${form}.`,
  );
}
