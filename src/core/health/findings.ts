import type { Content } from '../catalog/types.ts';
import { type Detail, formatDetail, mapDetail } from '../details.ts';
import { replaceControls } from '../diagnostics/quote.ts';
import { omitUndefined } from '../omit-undefined.ts';
import type { ReasonCode } from '../reasons.ts';
import { redactSecrets } from '../redact.ts';
import { en } from '../texts/en.ts';
import { type ReasonAbout, renderReason } from './format-reason.ts';
import type { RegistryTrouble } from './observations.ts';

const MAX_VALUE_LENGTH = 300;

/** A reason before it is known since when it holds. */
export interface DetectedReason {
  readonly code: ReasonCode;
  /** One plain sentence for people, in English. */
  readonly message: string;
  /** What the sentence is about, for saying it in another language. */
  readonly about: ReasonAbout;
  /** Why, where something failed. */
  readonly detail?: Detail;
  /** With `content/notebook-missing`: the notebook. */
  readonly path?: string;
}

interface FindingParts {
  readonly detail?: Detail;
  readonly [name: string]: string | Detail | undefined;
}

/** A finding with its sentence, the first of its code for which all is known that it names. */
export function createFinding(
  code: ReasonCode,
  { detail: given, ...about }: FindingParts,
  path?: string,
): DetectedReason {
  const known: Record<string, string> = {};
  for (const [name, value] of Object.entries(about)) {
    // A note is the manifest's own.
    if (typeof value === 'string') known[name] = name === 'note' ? value : sanitizeDetail(value);
  }
  const detail = given === undefined ? undefined : mapDetail(given, sanitizeDetail);
  const clause = detail === undefined ? undefined : formatDetail(detail, en);
  if (clause !== undefined) known.detail = sanitizeDetail(clause);
  const message = renderReason({ code, about: known }, en, 'en') ?? en.health.forMaintainers[code];
  return omitUndefined({ code, message, about: known, detail, path });
}

/** Others' words in one line of bounded length: a status takes no longer sentences, and terminals print them. */
function sanitizeDetail(value: string): string {
  const line = replaceControls(redactSecrets(value));
  return line.length > MAX_VALUE_LENGTH ? `${line.slice(0, MAX_VALUE_LENGTH - 1)}…` : line;
}

/** What a registry could not tell, and why. */
export function judgeRegistryTrouble({ kind, registry, detail }: RegistryTrouble): DetectedReason {
  return createFinding(`registry/${kind}`, { registry, detail });
}

/** `sha256:0123456789ab…`: enough of a digest to tell two apart. */
export function shortenDigest(digest: string): string {
  const colon = digest.indexOf(':');
  return digest.length > colon + 13 ? `${digest.slice(0, colon + 13)}…` : digest;
}

/** What holds a content's files: its folder beside the manifest, else its repository at a ref. */
export function nameHolder({
  repository,
  branch,
  directory,
}: Pick<Content, 'repository' | 'branch' | 'directory'>):
  | { readonly folder: string }
  | { readonly repository: string; readonly ref: string } {
  return directory === undefined
    ? { repository: nameRepository(repository), ref: branch }
    : { folder: directory };
}

/** A repository as people name it: `github.com/OGGM/binder`. */
export function nameRepository(repository: string): string {
  return repository.replace(/^[a-z+]+:\/\//i, '').replace(/\/$/, '');
}
