import { findGitHost } from './git-hosts.ts';
import { parseRepositoryAddress } from './repository-address.ts';

export interface SourceUrls {
  /** Page of the file at its host. */
  readonly page: string;
  /** The file's bytes. */
  readonly raw: string;
}

/** Addresses of a file at its git host, or undefined where the host's form is not known. */
export function buildSourceUrls(repository: string, ref: string, path: string): SourceUrls | undefined {
  const address = parseRepositoryAddress(repository);
  if (!address.ok || address.value.scheme === 'ssh' || address.value.page !== undefined) return undefined;
  const file = findGitHost(address.value.host)?.file;
  if (file === undefined) return undefined;
  const base = address.value.repository.replace(/\.git$/, '');
  const encode = (text: string) => text.split('/').map(encodeURIComponent).join('/');
  return {
    page: base + file.page(encode(ref), encode(path)),
    raw: base + file.raw(encode(ref), encode(path)),
  };
}
