import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  facts,
  observeContent,
  observeHub,
  observeVersion,
  PINNED,
  wholeContent,
} from '../../../tests/support/observations.ts';
import type { AcceptedReason, MaintenanceWindow } from '../catalog/types.ts';
import { quoteWords } from '../details.fixture.ts';
import { foldStatus } from './fold.ts';
import type { HubCheck, ImageObservation, NightObservations, PinObservation } from './observations.ts';
import { parseStatusRows } from './parse-status.ts';
import type { Reason, Status, StatusRow } from './types.ts';
import { verdictOfReasons } from './verdicts.ts';

const trouble = fc.record({
  kind: fc.constantFrom('unreachable', 'rate-limited', 'unauthorized'),
  registry: fc.constant('registry.example.org'),
  detail: fc.string().map(quoteWords),
});
const pin = fc.constantFrom<PinObservation>('none', 'same', 'platform', 'served', 'gone', 'not-told');
const image: fc.Arbitrary<ImageObservation> = fc.oneof(
  fc.record({
    kind: fc.constant('present'),
    digest: fc.constantFrom(PINNED, 'sha256:other'),
    pin,
    facts: fc.oneof(fc.constant(facts), trouble),
  }),
  fc.record({ kind: fc.constant('missing'), what: fc.constantFrom('tag', 'repository'), pin }),
  fc.record({
    kind: fc.constant('not-public-or-missing'),
    registry: fc.constant('registry.example.org'),
    detail: fc.string().map(quoteWords),
  }),
  trouble,
);
const hub: fc.Arbitrary<HubCheck> = fc.oneof(
  fc.constant({ kind: 'healthy' } as const),
  fc.record({
    kind: fc.constantFrom('unhealthy', 'unreachable', 'rate-limited'),
    detail: fc.string().map(quoteWords),
  }),
);
const content: fc.Arbitrary<Parameters<typeof observeContent>[0]> = fc.oneof(
  fc.uniqueArray(fc.string(), { maxLength: 4 }).map((missing) => ({ ...wholeContent, missing })),
  fc.record({
    kind: fc.constantFrom('repository-missing', 'ref-missing', 'unreachable'),
    detail: fc.string().map(quoteWords),
  }),
);
const day = fc.date({ min: new Date('2026-08-25'), max: new Date('2026-10-20'), noInvalidDate: true });
const acceptedOf = (...codes: AcceptedReason['code'][]): fc.Arbitrary<readonly AcceptedReason[]> =>
  fc.uniqueArray(
    fc.record({
      code: fc.constantFrom(...codes),
      because: fc.constant('So be it.'),
      until: day.map((date) => date.toISOString().slice(0, 10)),
    }),
    { selector: ({ code }) => code, maxLength: 2 },
  );
const maintenance = fc.array(
  fc.record({ from: day, hours: fc.integer({ min: 1, max: 500 }) }).map(
    ({ from, hours }): MaintenanceWindow => ({
      start: from.toISOString(),
      end: new Date(from.getTime() + hours * 3_600_000).toISOString(),
    }),
  ),
  { maxLength: 3 },
);
const observations: fc.Arbitrary<NightObservations> = fc
  .record({
    image,
    hub,
    content,
    days: fc.option(fc.nat(60), { nil: undefined }),
    acceptedImage: acceptedOf('image/tag-moved', 'image/too-old', 'image/not-public-or-missing'),
    acceptedContent: acceptedOf('content/unreachable', 'content/repository-missing'),
    acceptedHub: acceptedOf('hub/unreachable', 'hub/unhealthy'),
    maintenance,
  })
  .map(({ image, hub, content, days, maintenance, ...accepted }) => ({
    durationMs: 1,
    environments: [
      observeVersion({
        registry: image,
        accepted: accepted.acceptedImage,
        ...(days === undefined ? {} : { staleAfterDays: days }),
      }),
    ],
    contents: [{ ...observeContent(content), accepted: accepted.acceptedContent }],
    hubs: [{ ...observeHub(hub), accepted: accepted.acceptedHub, maintenance }],
  }));
const isAccepted = ({ accepted }: Reason) => accepted !== undefined;

/** Nights in order, from some minutes to several days apart. */
const nights = fc
  .array(fc.record({ observations, gapMinutes: fc.integer({ min: 1, max: 6000 }) }), {
    minLength: 1,
    maxLength: 12,
  })
  .map((steps) => {
    let time = Date.parse('2026-09-01T03:23:00Z');
    return steps.map(({ observations, gapMinutes }) => {
      time += gapMinutes * 60_000;
      return { observations, now: new Date(time).toISOString() };
    });
  });

const rowsOf = ({ environments, contents, hubs }: Status): StatusRow[] => [
  ...environments,
  ...contents,
  ...hubs,
];

/** Folds all nightly checks and calls back with each step. */
function walk(
  steps: readonly { observations: NightObservations; now: string }[],
  look: (
    before: Status | undefined,
    after: Status,
    step: { observations: NightObservations; now: string },
  ) => void,
) {
  let status: Status | undefined;
  for (const step of steps) {
    const after = foldStatus(status, step.observations, step.now);
    look(status, after, step);
    status = after;
  }
}

describe('nights in a row', () => {
  const check = (look: Parameters<typeof walk>[1]) =>
    fc.assert(
      fc.property(nights, (steps) => walk(steps, look)),
      { numRuns: 80 },
    );

  it('change nothing when the same one is folded twice', () => {
    check((_, after, { observations, now }) => {
      expect(foldStatus(after, observations, now)).toEqual(after);
    });
  });

  it('never fail for what needs two nights in the first', () => {
    check((before, after) => {
      for (const [index, row] of rowsOf(after).entries()) {
        const definite = row.reasons.some(
          (reason) =>
            !isAccepted(reason) &&
            /missing$|gone$|wrong|invalid/.test(reason.code.replace('not-public-or-missing', '')),
        );
        if (row.verdict !== 'failing' || definite) continue;
        const earlier = before && rowsOf(before)[index];
        expect(row.reasons.some(({ code }) => earlier?.reasons.some((reason) => reason.code === code))).toBe(
          true,
        );
      }
    });
  });

  it('never lose a date, and keep all dates in order', () => {
    check((before, after, { now }) => {
      for (const [index, row] of rowsOf(after).entries()) {
        const earlier = before && rowsOf(before)[index];
        if (earlier?.last_ok_at) expect(row.last_ok_at).not.toBeNull();
        expect((row.last_ok_at ?? '') >= (earlier?.last_ok_at ?? '')).toBe(true);
        expect(row.since >= (earlier?.since ?? '') && row.since <= now).toBe(true);
        expect(row.since === now || row.verdict === earlier?.verdict).toBe(true);
        for (const reason of row.reasons) expect(reason.since <= now).toBe(true);
      }
    });
  });

  it('know the last verdict exactly while it is not known', () => {
    check((before, after) => {
      for (const [index, row] of rowsOf(after).entries()) {
        const earlier = before && rowsOf(before)[index];
        if (row.verdict !== 'unknown') expect(row).not.toHaveProperty('last_known');
        else if (earlier === undefined) expect(row.last_known).toBeUndefined();
        else if (earlier.verdict === 'unknown') expect(row.last_known).toEqual(earlier.last_known);
        else expect(row.last_known).toEqual({ verdict: earlier.verdict, at: before?.checked_at });
      }
    });
  });

  it('are no worse for what is accepted, and list it', () => {
    check((before, after, { observations, now }) => {
      const without = foldStatus(
        before,
        {
          ...observations,
          environments: observations.environments.map((version) => ({ ...version, accepted: [] })),
          contents: observations.contents.map((row) => ({ ...row, accepted: [] })),
          hubs: observations.hubs.map((row) => ({ ...row, accepted: [] })),
        },
        now,
      );
      for (const [index, row] of rowsOf(after).entries()) {
        const plain = rowsOf(without)[index];
        expect(row.reasons.map(({ code }) => code).sort()).toEqual(
          plain?.reasons.map(({ code }) => code).sort(),
        );
        for (const { accepted } of row.reasons.filter(isAccepted)) {
          expect((accepted?.until ?? '') >= now.slice(0, 10)).toBe(true);
        }
        if (row.reasons.length > 0 && row.reasons.every(isAccepted)) expect(row.verdict).toBe('ok');
      }
    });
  });

  it('never fail for a hub whose maintenance is on, nor in the first night after it', () => {
    check((before, after, { observations, now }) => {
      const windows = observations.hubs[0]?.maintenance ?? [];
      const isOn = windows.some(({ start, end }) => start <= now && now < end);
      const [hub] = after.hubs;
      const wasOn = before?.hubs[0]?.reasons.some(({ code }) => code === 'hub/maintenance');
      if (isOn || wasOn) expect(hub?.verdict).not.toBe('failing');
      if (isOn) expect(hub?.reasons.map(({ code }) => code)).not.toContain('hub/unreachable');
    });
  });

  it('have the verdict of their reasons', () => {
    check((_, after, { now }) => {
      for (const row of [...after.environments, ...after.hubs]) {
        expect(row.verdict).toBe(verdictOfReasons(row.reasons, now));
      }
    });
  });

  it('keep a history of one row a day, in order, no longer than 90 days', () => {
    check((_, after, { now }) => {
      for (const { history, verdict } of rowsOf(after)) {
        const dates = history.map(({ date }) => date);
        expect(dates).toEqual([...new Set(dates)].sort());
        expect(dates.length).toBeLessThanOrEqual(90);
        expect(history.at(-1)).toMatchObject({ date: now.slice(0, 10), verdict });
      }
    });
  });

  it('survive being written and read again', () => {
    check((_, after) => {
      expect(parseStatusRows(JSON.stringify(after))).toEqual({
        ok: true,
        value: { status: JSON.parse(JSON.stringify(after)), dropped: [] },
      });
    });
  });
});

it('keeps 90 days of history and no more', () => {
  let status: Status | undefined;
  for (let day = 0; day < 100; day += 1) {
    const now = new Date(Date.UTC(2026, 0, 1 + day, 3)).toISOString();
    status = foldStatus(
      status,
      { durationMs: 1, environments: [], contents: [], hubs: [observeHub({ kind: 'healthy' })] },
      now,
    );
  }
  expect(status?.hubs[0]?.history).toHaveLength(90);
  expect(status?.hubs[0]?.history[0]?.date).toBe('2026-01-11');
});
