import { detailOf, failureOf, refuseDetail } from '../details.ts';
import { fail, ok, type Result } from '../result.ts';
import type { ImageReference, ImageReferenceFailure } from './types.ts';

const DOCKER_HUB = 'docker.io';
const DOCKER_HUB_API_HOST = 'registry-1.docker.io';
const MAX_REPOSITORY_LENGTH = 255;
const MAX_TEXT_LENGTH = 1024;

const HOST_LABEL = '[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?';
const REGISTRY = new RegExp(`^(?:${HOST_LABEL}(?:\\.${HOST_LABEL})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?$`);
const PATH_COMPONENT = /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*$/;
const TAG = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/;
const DIGEST_HEX_LENGTHS: Readonly<Record<string, number>> = { sha256: 64, sha384: 96, sha512: 128 };

/**
 * Parses `name[:tag][@digest]` as Docker and BuildKit do (distribution/reference, `regexp.go` and
 * `normalize.go`): short names belong to Docker Hub, one-component ones to its `library/`.
 *
 * Two differences, both because a catalogue is written by people: a first component with capital
 * letters and neither dot nor port (`OGGM/r2d`) is refused instead of being taken for a host, and
 * host names are put into lower case.
 */
export function parseImageReference(text: string): Result<ImageReference, ImageReferenceFailure> {
  if (text.trim() === '') return refuseDetail('image-reference/empty', detailOf('image-empty'));
  if (text.length > MAX_TEXT_LENGTH) {
    return refuseDetail('image-reference/malformed', detailOf('image-too-long', { count: MAX_TEXT_LENGTH }));
  }
  if (/\s/.test(text)) {
    return refuseDetail('image-reference/malformed', detailOf('image-white-space', { words: quote(text) }));
  }
  if (text.includes('://')) {
    return refuseDetail('image-reference/malformed', detailOf('image-url', { words: quote(text) }));
  }
  const [beforeDigest, digest] = splitOnce(text, '@');
  const digestFailure = digest === undefined ? undefined : checkDigest(digest);
  if (digestFailure) return fail(digestFailure);

  const colon = beforeDigest.lastIndexOf(':');
  const hasTag = colon > beforeDigest.lastIndexOf('/');
  const name = hasTag ? beforeDigest.slice(0, colon) : beforeDigest;
  const tag = hasTag ? beforeDigest.slice(colon + 1) : undefined;
  if (tag !== undefined && !TAG.test(tag)) {
    return refuseDetail('image-reference/bad-tag', detailOf('image-bad-tag', { words: quote(tag) }));
  }

  const { registry, repository } = splitRegistry(name);
  const nameFailure = checkName(name, registry, repository);
  if (nameFailure) return fail(nameFailure);
  return ok({
    registry: registry.toLowerCase(),
    repository,
    ...(tag === undefined ? {} : { tag }),
    ...(digest === undefined ? {} : { digest }),
  });
}

/** The full form, registry and all: `docker.io/library/node:22`. Parsing it again gives the same reference. */
export function formatImageReference(reference: ImageReference): string {
  const tag = reference.tag === undefined ? '' : `:${reference.tag}`;
  const digest = reference.digest === undefined ? '' : `@${reference.digest}`;
  return `${reference.registry}/${reference.repository}${tag}${digest}`;
}

/** The full form without tag and digest: `docker.io/library/node`. */
export function formatRepository({
  registry,
  repository,
}: Pick<ImageReference, 'registry' | 'repository'>): string {
  return formatImageReference({ registry, repository });
}

/** The tag a registry is asked for: `latest` where neither tag nor digest is written. */
export function effectiveTag(reference: ImageReference): string | undefined {
  return reference.tag ?? (reference.digest === undefined ? 'latest' : undefined);
}

export function isSameRepository(a: ImageReference, b: ImageReference): boolean {
  return a.registry === b.registry && a.repository === b.repository;
}

/** Host (and port) of the registry's API; Docker Hub's differs from the name in references. */
export function registryHost(reference: Pick<ImageReference, 'registry'>): string {
  return reference.registry === DOCKER_HUB ? DOCKER_HUB_API_HOST : reference.registry;
}

function splitRegistry(name: string): { registry: string; repository: string } {
  const [first, rest] = splitOnce(name, '/');
  const isRegistry =
    rest !== undefined && (first === 'localhost' || /[.:]/.test(first) || first !== first.toLowerCase());
  const registry = isRegistry ? first : DOCKER_HUB;
  const repository = isRegistry ? rest : name;
  if (!['docker.io', 'index.docker.io'].includes(registry.toLowerCase())) return { registry, repository };
  return {
    registry: DOCKER_HUB,
    repository: repository.includes('/') ? repository : `library/${repository}`,
  };
}

function checkName(name: string, registry: string, repository: string): ImageReferenceFailure | undefined {
  const isHostGuessedByCase = !/[.:]/.test(registry) && registry !== registry.toLowerCase();
  if (repository !== repository.toLowerCase() || isHostGuessedByCase) {
    return failureOf(
      'image-reference/uppercase',
      detailOf('image-uppercase', { words: quote(name), other: name.toLowerCase() }),
    );
  }
  if (!REGISTRY.test(registry)) {
    return failureOf('image-reference/malformed', detailOf('image-bad-registry', { words: quote(registry) }));
  }
  if (/^[a-f0-9]{64}$/.test(name)) {
    return failureOf('image-reference/malformed', detailOf('image-bare-id'));
  }
  if (repository.length > MAX_REPOSITORY_LENGTH) {
    return failureOf(
      'image-reference/malformed',
      detailOf('image-name-too-long', { count: MAX_REPOSITORY_LENGTH }),
    );
  }
  if (!repository.split('/').every((component) => PATH_COMPONENT.test(component))) {
    return failureOf('image-reference/malformed', detailOf('image-bad-name', { words: quote(name) }));
  }
  return undefined;
}

function checkDigest(digest: string): ImageReferenceFailure | undefined {
  const [algorithm, hex] = splitOnce(digest, ':');
  const length = Object.hasOwn(DIGEST_HEX_LENGTHS, algorithm) ? DIGEST_HEX_LENGTHS[algorithm] : undefined;
  if (length !== undefined && hex !== undefined && hex.length === length && /^[a-f0-9]+$/.test(hex)) {
    return undefined;
  }
  return failureOf('image-reference/bad-digest', detailOf('image-bad-digest', { words: quote(digest) }));
}

function splitOnce(text: string, separator: string): [string, string | undefined] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

function quote(text: string): string {
  return JSON.stringify(text.length > 120 ? `${text.slice(0, 117)}...` : text);
}
