import * as z from 'zod';
import type { AcceptingEntry, ReasonCode } from '../../reasons.ts';
import { describe } from '../../schema-parts.ts';
import { acceptableCodes, checkAcceptedReason } from '../fields/accepted-reasons.ts';
import { day, moment } from './forms.ts';
import { camelKeys, list, optional, text, textAsWritten } from './values.ts';

/** Reasons of the nightly check that an entry knows of and accepts for a time. */
export function acceptedSchema(entry: AcceptingEntry) {
  const item = z
    .strictObject({
      reason: describe(
        text(checkAcceptedReason(entry)).transform((code) => code as ReasonCode),
        'Code of the reason, as the status shows it.',
        { enum: [...acceptableCodes(entry)] },
      ),
      because: describe(
        textAsWritten(),
        'Why it is accepted, in one sentence for readers, in the language of the site.',
        { examples: ['The hub lies behind the campus firewall, where the check cannot see it.'] },
      ),
      until: describe(day(), 'Last day on which it is accepted (UTC); afterwards it counts again.', {
        examples: ['2027-03-01'],
      }),
    })
    .transform(({ reason, ...accepted }) => ({ code: reason, ...accepted }))
    .meta({ description: 'One reason, why it is accepted, and until when.' });
  return optional(list(item), 'Reasons that are known and do not worsen the verdict until a day.');
}

const MAX_DAYS = 92;
const DAY_MS = 86_400_000;

const WindowSchema = z.strictObject({
  from: describe(moment('start'), 'First day (UTC), or the time with its zone.', {
    examples: ['2026-12-24', '2026-12-24T06:00Z'],
  }),
  until: describe(moment('end'), 'Last day (UTC), or the time with its zone.', {
    examples: ['2026-12-25', '2026-12-25T06:00Z'],
  }),
  note: optional(textAsWritten(), 'One sentence for students, in the language of the site.', {
    examples: ['Files stay where they are.'],
  }),
});

type Window = z.output<typeof WindowSchema>;

function checkWindow({ from, until }: Window, context: z.RefinementCtx): void {
  // Of a moment that was not understood this is not a number.
  const lengthMs = Date.parse(until) - Date.parse(from);
  const refuse = (code: string, message: string) =>
    context.addIssue({ code: 'custom', path: ['until'], message, params: { problem: { code, message } } });
  if (lengthMs <= 0) refuse('manifest/maintenance-order', `This maintenance ends before it begins.`);
  else if (lengthMs > MAX_DAYS * DAY_MS) {
    const message = `This maintenance lasts longer than ${MAX_DAYS} days; a hub that is away for so long is better taken out of the catalogue.`;
    refuse('manifest/maintenance-too-long', message);
  }
}

function buildWindow({ from: start, until: end, note }: Window) {
  return camelKeys({ start, end, note });
}

const WINDOW = { description: 'One planned maintenance.' };

/** Of one hub. */
export const MaintenanceSchema = optional(
  list(WindowSchema.superRefine(checkWindow).transform(buildWindow).meta(WINDOW)),
  'Planned maintenance of the hub: trouble within it is said as planned and does not count as failing.',
);

const hubIds = optional(list(textAsWritten()), 'Ids of the hubs that it concerns; all of them by default.', {
  examples: [['class', 'lab']],
  uniqueItems: true,
});

/** Of several hubs, such as those of one university. */
export const SharedMaintenanceSchema = optional(
  list(
    WindowSchema.extend({ hubs: hubIds })
      .superRefine(checkWindow)
      .transform(({ hubs, ...window }) => ({ hubs, window: buildWindow(window) }))
      .meta(WINDOW),
  ),
  'Planned maintenance of several hubs, as if each of them had it under its own "maintenance".',
);
