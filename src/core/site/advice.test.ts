import { expect, test } from 'vitest';
import type { ReasonCode } from '../reasons.ts';
import { en } from '../texts/en.ts';
import { adviseStudent } from './advice.ts';

const since = '2026-11-20T03:00:00Z';
const because = (...codes: readonly ReasonCode[]) =>
  codes.map((code) => ({ code, message: `About ${code}.`, since }));

test.each([
  ['ok', [], true, undefined],
  ['stale', ['image/tag-moved'], true, 'You can use it'],
  ['stale', ['image/tag-moved'], false, 'You can use it'],
  // The other button says it.
  ['failing', ['image/missing'], true, undefined],
  ['failing', ['hub/unreachable'], false, 'come back tomorrow'],
  ['failing', ['hub/unhealthy'], false, 'come back tomorrow'],
  // Waiting brings back no image.
  ['failing', ['image/missing'], false, 'until the people behind this site repair it'],
  ['failing', ['hub/unreachable', 'binder/dockerfile-invalid'], false, 'repair it'],
  ['unknown', ['registry/unreachable'], false, 'Try it: it may still start.'],
  ['unknown', ['hub/refused'], true, 'choose another option'],
] as const)(
  'for %s because of %j, with a better way: %s, advises %s',
  (verdict, codes, hasOtherWay, part) => {
    const advice = adviseStudent({ verdict, reasons: because(...codes) }, hasOtherWay, en);

    expect(advice).toEqual(part === undefined ? undefined : expect.stringContaining(part));
  },
);
