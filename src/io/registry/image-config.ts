import * as z from 'zod';
import type { ImageSetup } from '../../core/images/binder-preflight.ts';
import { redactSecrets } from '../../core/redact.ts';
import type { Descriptor } from './manifest.ts';

const text = z.string().nullish().catch(undefined);
/** An entry point as one text is what old builders write. */
const texts = z.array(z.string()).nullish().catch(undefined);

/** What we read of an image configuration; everything may be absent or null. */
const imageConfig = z.object({
  architecture: text,
  os: text,
  variant: text,
  created: text,
  config: z
    .object({
      User: text,
      Entrypoint: texts,
      Cmd: texts,
      Env: texts,
      Labels: z.record(z.string(), z.unknown()).nullish().catch(undefined),
    })
    .nullish()
    .catch(undefined),
  history: z
    .array(z.object({ created: text, created_by: text }))
    .nullish()
    .catch(undefined),
});

export type ImageConfig = z.infer<typeof imageConfig>;

/** Undefined where the bytes are no JSON object. */
export function parseImageConfig(bytes: Uint8Array): ImageConfig | undefined {
  try {
    const parsed = imageConfig.safeParse(JSON.parse(new TextDecoder().decode(bytes)));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

const MAX_INSTRUCTIONS = 500;
/** Linux allows 32 characters for a user, and a group may follow it. */
const MAX_USER_LENGTH = 100;

/** What the configuration says of how the image is set up; values of variables are left out, but for the id of a user. */
export function readSetup({ config, history }: ImageConfig): ImageSetup {
  const variables = config?.Env ?? [];
  const notebookUserId = variables
    .flatMap((variable) => /^NB_UID=(\d{1,10})$/.exec(variable)?.[1] ?? [])
    .at(-1);
  return {
    user: (config?.User ?? '').slice(0, MAX_USER_LENGTH),
    entrypoint: config?.Entrypoint ?? [],
    command: config?.Cmd ?? [],
    variables: variables.map((variable) => variable.split('=')[0] ?? ''),
    ...(notebookUserId === undefined ? {} : { notebookUserId }),
    labels: readLabels({ config }),
    instructions: (history ?? [])
      .slice(0, MAX_INSTRUCTIONS)
      .flatMap(({ created_by }) => (created_by ? [created_by.slice(0, 20_000)] : [])),
  };
}

const DAY_MS = 86_400_000;
/** Reproducible builds write the year 1, 1970 or 1980. */
const FIRST_PLAUSIBLE_MS = Date.UTC(2000, 0, 1);

/**
 * When an image was built, as ISO 8601: annotations, then the configuration, its labels and its
 * newest layer; null where none of them is a plausible time.
 *
 * @param annotations of the index and of the manifest, in that order
 */
export function readCreatedAt(
  annotations: readonly Readonly<Record<string, string>>[],
  config: ImageConfig,
  nowMs: number,
): string | null {
  const labels = config.config?.Labels ?? {};
  const layerTimes = (config.history ?? []).map(({ created }) => parseTime(created));
  // One by one: there may be more than fit into the arguments of a call.
  const newest = layerTimes
    .filter((time) => !Number.isNaN(time))
    .reduce((latest, time) => Math.max(latest, time), -Infinity);
  const candidates = [
    ...annotations.map((notes) => parseTime(notes['org.opencontainers.image.created'])),
    parseTime(config.created),
    parseTime(labels['org.opencontainers.image.created']),
    parseTime(labels['org.label-schema.build-date']),
    newest,
  ];
  const time = candidates.find((ms) => ms >= FIRST_PLAUSIBLE_MS && ms <= nowMs + DAY_MS);
  return time === undefined ? null : new Date(time).toISOString();
}

/** Milliseconds of an RFC 3339 time or date; NaN for anything else, which `Date.parse` alone guesses at. */
function parseTime(value: unknown): number {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}(?:[T ]|$)/.test(value)
    ? Date.parse(value)
    : Number.NaN;
}

/** Compressed download: each layer once, without those that are not distributed here, and the configuration. */
export function sumDownload(config: Descriptor, layers: readonly Descriptor[]): number {
  const sizes = new Map<string, number>([[config.digest, config.size]]);
  for (const { digest, size, mediaType = '' } of layers) {
    if (!/foreign|nondistributable/.test(mediaType)) sizes.set(digest, size);
  }
  return [...sizes.values()].reduce((sum, size) => sum + size, 0);
}

const MAX_LABELS = 50;
const MAX_LABEL_LENGTH = 1000;
const TELLING_LABEL = /^(?:repo2docker|org\.opencontainers\.image)\./;

/** Labels to keep: those that tell where an image comes from first, none that is huge. */
export function readLabels({ config }: Pick<ImageConfig, 'config'>): Record<string, string> {
  const entries = Object.entries(config?.Labels ?? {}).filter(
    (entry): entry is [string, string] =>
      typeof entry[1] === 'string' && entry[0].length + entry[1].length <= MAX_LABEL_LENGTH,
  );
  const rank = ([name]: [string, string]) => (TELLING_LABEL.test(name) ? 0 : 1);
  const kept = entries.sort((a, b) => rank(a) - rank(b)).slice(0, MAX_LABELS);
  // repo2docker writes the address that it built from, as it was given.
  return Object.fromEntries(kept.map(([name, value]) => [name, redactSecrets(value)]));
}
