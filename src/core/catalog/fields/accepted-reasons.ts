import { quote } from '../../diagnostics/quote.ts';
import { didYouMean, listWords } from '../../diagnostics/suggest.ts';
import {
  type AcceptingEntry,
  entryOfReason,
  isReasonCode,
  REASON_CODES,
  type ReasonCode,
  reasonRow,
} from '../../reasons.ts';
import { en } from '../../texts/en.ts';
import type { Problem } from '../reporter.ts';

const ENTRIES = {
  environment: 'an environment or one of its versions',
  content: 'a content',
  hub: 'a hub',
} satisfies Record<AcceptingEntry, string>;

/** Codes that an entry of the manifest may accept. */
export function acceptableCodes(entry: AcceptingEntry): readonly ReasonCode[] {
  return REASON_CODES.filter((code) => entryOfReason(code) === entry && reasonRow(code).isAcceptable);
}

/** The code of a reason that this entry may accept. */
export function checkAcceptedReason(entry: AcceptingEntry): (text: string) => Problem | undefined {
  const allowed = acceptableCodes(entry);
  const choice = `acceptable here are ${listWords(allowed, 'and')}`;
  return (text) => {
    if (allowed.some((code) => code === text)) return undefined;
    if (!isReasonCode(text)) {
      const hint = didYouMean(text, allowed) ?? didYouMean(text, REASON_CODES);
      return {
        code: 'manifest/unknown-reason',
        message: `There is no reason ${quote(text)}; ${choice}.`,
        ...(hint === undefined ? {} : { hint }),
      };
    }
    if (reasonRow(text).effect === 'info') {
      return {
        code: 'manifest/reason-not-acceptable',
        message: `${quote(text)} is for information and worsens no verdict, so there is nothing to accept.`,
        hint: 'Remove this entry.',
      };
    }
    if (!reasonRow(text).isAcceptable) {
      return {
        code: 'manifest/reason-not-acceptable',
        message: `${quote(text)} cannot be accepted, because nothing starts while it holds; ${choice}.`,
        hint: en.health.forMaintainers[text],
      };
    }
    return {
      code: 'manifest/reason-not-acceptable',
      message: `${quote(text)} is a reason of ${ENTRIES[entryOfReason(text)]}, not of ${ENTRIES[entry]}; ${choice}.`,
      hint: `Move the entry to the "accepted" of ${ENTRIES[entryOfReason(text)]}.`,
    };
  };
}
