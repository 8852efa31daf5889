import * as z from 'zod';
import { formatMegabytes } from '../diagnostics/format-megabytes.ts';
import { ok, type Result, refuse } from '../result.ts';
import { time } from '../schema-parts.ts';
import {
  contentSchema,
  environmentSchema,
  hubSchema,
  nightSchema,
  reasonSchema,
  statusSchema,
} from './schema.ts';
import type { Status } from './types.ts';

/** Why a text is not a status that can be used. */
export interface StatusFailure {
  readonly code:
    | 'status/too-large'
    | 'status/not-json'
    | 'status/not-a-status'
    | 'status/newer-version'
    | 'status/before-first-night'; // what a site publishes that no nightly check has looked at
  /** One sentence: what is wrong. */
  readonly message: string;
}

export interface StatusReading {
  readonly status: Status;
  /** What was invalid and left out: rows, such as `environments[2]`, and parts of them, such as `hubs[0].history[7]`. */
  readonly dropped: readonly string[];
}

/** A thousand environments with 90 days each take about 10 MB. */
export const MAX_STATUS_BYTES = 64_000_000;

/**
 * Reads a `status.json`. What a later edition of the format adds is ignored. A row that is damaged, an
 * entry of its history with an impossible date, and a reason with a code that is not known here are left
 * out and do not cost the others.
 */
export function parseStatus(text: string): Result<Status, StatusFailure> {
  const reading = parseStatusRows(text);
  return reading.ok ? ok(reading.value.status) : reading;
}

/** As `parseStatus`, and says which rows were left out. */
export function parseStatusRows(text: string): Result<StatusReading, StatusFailure> {
  if (text.length > MAX_STATUS_BYTES) {
    return refuse('status/too-large', `The status is larger than ${formatMegabytes(MAX_STATUS_BYTES)}.`);
  }
  let data: unknown;
  try {
    data = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return refuse('status/not-json', 'The status is not JSON; it may have been cut off.');
  }
  if (z.object({ version: z.literal(1), checked_at: z.null() }).safeParse(data).success) {
    return refuse('status/before-first-night', 'No nightly check has run yet.');
  }
  const version = z.object({ version: z.number() }).safeParse(data);
  if (version.success && version.data.version > 1) {
    return refuse(
      'status/newer-version',
      `The status has version ${version.data.version}; this Slipway reads version 1. Update Slipway.`,
    );
  }
  const shell = shellSchema.safeParse(data);
  if (!shell.success) {
    const issue = shell.error.issues[0];
    return refuse(
      'status/not-a-status',
      `This is not a status of version 1 (${issue?.path.join('.') || 'top level'}: ${issue?.message ?? 'unknown'}).`,
    );
  }
  const dropped: string[] = [];
  const status: Status = {
    ...shell.data,
    environments: keepSound(environmentSchema, shell.data, 'environments', dropped),
    contents: keepSound(contentSchema, shell.data, 'contents', dropped),
    hubs: keepSound(hubSchema, shell.data, 'hubs', dropped),
  };
  return ok({ status, dropped });
}

/** The outside of a status; rows are looked at one by one. */
const shellSchema = statusSchema.extend({
  environments: z.array(z.unknown()),
  contents: z.array(z.unknown()),
  hubs: z.array(z.unknown()),
});

const looseRow = z.looseObject({
  since: z.unknown(),
  reasons: z.array(z.unknown()),
  history: z.array(z.unknown()),
});

function keepSound<Row>(
  schema: z.ZodType<Row>,
  shell: z.infer<typeof shellSchema>,
  list: 'environments' | 'contents' | 'hubs',
  dropped: string[],
): readonly Row[] {
  const sound: Row[] = [];
  for (const [index, row] of shell[list].entries()) {
    const name = `${list}[${index}]`;
    const damages: string[] = [];
    const parsed = schema.safeParse(mendRow(row, shell.checked_at, name, damages));
    if (parsed.success) sound.push(parsed.data);
    dropped.push(...(parsed.success ? damages : [name]));
  }
  return sound;
}

/** The row without its invalid parts: one impossible date must not cost 90 days. */
function mendRow(row: unknown, checkedAt: string, name: string, damages: string[]): unknown {
  const loose = looseRow.safeParse(row);
  if (!loose.success) return row;
  const { since, reasons, history } = loose.data;
  const isTime = time.safeParse(since).success;
  if (!isTime) damages.push(`${name}.since`);
  return {
    ...loose.data,
    since: isTime ? since : checkedAt,
    reasons: reasons.filter((reason) => reasonSchema.safeParse(reason).success),
    history: history.filter((night, index) => {
      const isSound = nightSchema.safeParse(night).success;
      if (!isSound) damages.push(`${name}.history[${index}]`);
      return isSound;
    }),
  };
}
