import { checksum } from '../checksum.ts';
import { formatImageReference } from '../images/reference.ts';
import type { ImageReference } from '../images/types.ts';
import { computeBlobId, computeCommitId, computeTreeId } from './git-objects.ts';

/** A commit whose id follows from the image alone. */
export interface ManagedCommit {
  readonly files: readonly ManagedFile[];
  readonly treeId: string;
  /** The whole commit object. */
  readonly text: string;
  readonly id: string;
}

export interface ManagedFile {
  readonly name: string;
  readonly text: string;
  readonly blobId: string;
}

/** A reference by digest, as managed commits need it. */
export type PinnedReference = ImageReference & { readonly tag: string; readonly digest: string };

/** 2020-01-01 00:00 UTC. Any day will do, as long as it is always the same. */
const SECONDS = 1_577_836_800;
const PERSON = `Slipway <slipway@binder.invalid> ${SECONDS} +0000`;

/**
 * The commit that a BinderHub builds for a version: a Dockerfile of one line, and a README. It has no parent, and
 * everything in it follows from the image, so that the same pin gives the same id on every machine and launch links know
 * it without a network. Its texts must never change: every link that was published names the id
 * (`docs/decisions/managed-binder-refs.md`; a test holds the ids).
 */
export function createManagedCommit(image: PinnedReference): ManagedCommit {
  const files = [
    { name: 'Dockerfile', text: `FROM ${formatImageReference(image)}\n` },
    { name: 'README.md', text: writeReadme(image) },
  ].map((file) => ({ ...file, blobId: computeBlobId(file.text) }));
  const treeId = computeTreeId(files.map(({ name, blobId }) => ({ name, id: blobId })));
  const text = `tree ${treeId}\nauthor ${PERSON}\ncommitter ${PERSON}\n\nStart from ${formatImageReference(image)}\n`;
  return { files, treeId, text, id: computeCommitId(text) };
}

function writeReadme(image: PinnedReference): string {
  return `# An image for Binder

A BinderHub builds the Dockerfile of this commit, which starts from one image and adds nothing:

    ${formatImageReference(image)}

Slipway wrote this commit. Links name it by its id, so it must stay: please keep the branch.
`;
}

/** The branch that keeps the commit of a version: `binder/<environment>/<tag>`. */
export function nameManagedBranch(environmentId: string, tag: string): string {
  // Tags of images may hold what git refuses in names of branches (git-check-ref-format).
  const isLegal = !tag.includes('..') && !/(?:^\.|\.$|\.lock$)/.test(tag);
  const name = isLegal ? tag : `${tag.replaceAll('.', '-')}-${checksum(tag)}`;
  return `binder/${environmentId}/${name}`;
}
