import fc from 'fast-check';
import { detailOf } from '../../src/core/details.ts';
import { createFinding } from '../../src/core/health/findings.ts';
import { verdictOfReasons } from '../../src/core/health/verdicts.ts';
import { entryOfReason, REASON_CODES, type ReasonCode } from '../../src/core/reasons.ts';
import { en } from '../../src/core/texts/en.ts';

/** What a nightly check found; each entry has a reason or none. */
export interface AnyNight {
  readonly environment: ReasonCode | undefined;
  readonly content: ReasonCode | undefined;
  readonly hub: ReasonCode | undefined;
  /** What was found goes on from this many days before the check. */
  readonly sinceDays: number;
  /** How long ago the check was. */
  readonly ageDays: number;
}

const DAY_MS = 86_400_000;

const codesOf = (entry: 'environment' | 'content' | 'hub') =>
  fc.option(fc.constantFrom(...REASON_CODES.filter((code) => entryOfReason(code) === entry)), {
    nil: undefined,
  });

export const anyNight: fc.Arbitrary<AnyNight> = fc.record({
  environment: codesOf('environment'),
  content: codesOf('content'),
  hub: codesOf('hub'),
  sinceDays: fc.integer({ min: 0, max: 40 }),
  ageDays: fc.constantFrom(0, 1, 40),
});

/**
 * `status.json` after a night: of the environment `python` in one version, of all contents and hubs alike.
 *
 * @param now when the site is built
 */
export function renderNight(
  night: AnyNight,
  tag: string,
  contents: readonly string[],
  hubs: readonly string[],
  now: Date,
): object {
  const before = (days: number) => new Date(now.getTime() - days * DAY_MS).toISOString();
  const at = before(night.ageDays);
  const since = before(night.ageDays + night.sinceDays);
  const row = (id: string, code: ReasonCode | undefined) => {
    const reasons = code === undefined ? [] : [{ ...describe(code, tag), since }];
    const verdict = verdictOfReasons(reasons, at);
    const history = [{ date: at.slice(0, 10), verdict, ...(code !== undefined && { reasons: [code] }) }];
    return { id, verdict, since, last_ok_at: verdict === 'ok' ? at : since, reasons, history };
  };
  return {
    version: 1,
    checked_at: at,
    duration_ms: 5_000,
    environments: [
      {
        ...row('python', night.environment),
        tag,
        pinned_digest: null,
        seen_digest: null,
        created_at: since,
        size_bytes: 1_000_000_000,
        platforms: ['linux/amd64'],
        labels: {},
      },
    ],
    contents: contents.map((id) => ({ ...row(id, night.content), commit: null, missing: [] })),
    hubs: hubs.map((id) => row(id, night.hub)),
  };
}

/** The last sentence of a reason, which asks for the least, with a word for everything that it names. */
function describe(code: ReasonCode, tag: string) {
  const [sentence = ''] = en.health.reasons[code].slice(-1);
  const names = [...sentence.matchAll(/\{([a-z_]+)\}/g)].map(([, name = '']) => name);
  const about = names.map((name) => [name, VALUES[name] ?? `example-${tag}`] as const);
  return createFinding(code, {
    ...Object.fromEntries(about.filter(([name]) => name !== 'detail')),
    ...(names.includes('detail') && { detail: detailOf('answered', { status: '503' }) }),
  });
}

const VALUES: Readonly<Record<string, string>> = {
  start: '2026-12-01T10:00:00Z',
  end: '2026-12-02T10:00:00Z',
};
