import {
  type AddressFault,
  parseRepositoryAddress,
  type RepositoryAddress,
} from '../addresses/repository-address.ts';
import { type Result, refuse } from '../result.ts';
import { trimEndSlashes } from '../trim.ts';
import type { LinkFailure } from './types.ts';

/**
 * Checks the address of a repository that a link names: https (or http on loopback, or ssh), no user
 * name or password, no page about a repository instead of the repository.
 */
export function parseLinkedRepository(text: string): Result<RepositoryAddress, LinkFailure> {
  const address = parseRepositoryAddress(text);
  if (!address.ok) return refuseAddress(address.failure);
  const { page, repository } = address.value;
  if (page === undefined) return address;
  if (page.kind === 'query') {
    return refuse(
      'link/bad-repository',
      'The address of the repository contains "?" or "#"; write it without what follows.',
    );
  }
  return refuse(
    'link/tree-address',
    `The address is a page about the repository; write ${repository} and name the branch apart from it.`,
  );
}

/** Why a text is no address of a repository, as a failure of a link. */
export function refuseAddress(fault: AddressFault) {
  if (fault === 'credentials') {
    return refuse(
      'link/credentials',
      'The address of the repository contains a user name or password; links are public, so write it without.',
    );
  }
  return refuse('link/bad-repository', MESSAGES[fault]);
}

const NOT_OF_THE_FORM = 'The address of the repository is not one of the form https://host/owner/name.';

const MESSAGES: Readonly<Record<Exclude<AddressFault, 'credentials'>, string>> = {
  characters:
    'The address of the repository is empty, too long, or contains white space or control characters.',
  syntax: NOT_OF_THE_FORM,
  scheme: NOT_OF_THE_FORM,
  'no-path': 'The address names a host but no repository.',
  'no-name': 'The address names an owner but no repository.',
};

/** The folder nbgitpuller pulls into on its own (`repo.rstrip('/').split('/')[-1]`, pull.py and handlers.py). */
export function folderOnServer(repository: string): string {
  const address = trimEndSlashes(repository);
  return address.slice(address.lastIndexOf('/') + 1);
}

/** The folder a person expects: without `.git`, without the host of an scp address, not hidden. */
export function expectedFolder(repository: string): string {
  const folder = folderOnServer(repository);
  return folder
    .slice(folder.lastIndexOf(':') + 1)
    .replace(/\.git$/, '')
    .replace(/^\.+/, '');
}
