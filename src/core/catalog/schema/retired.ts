import * as z from 'zod';
import { checkDate } from '../fields/dates.ts';
import { checkNotebookId } from '../fields/ids.ts';
import { camelKeys, optional, text, textAsWritten } from './values.ts';

/** A text alone says why. */
export const RetiredSchema = z
  .preprocess(
    (value) => (typeof value === 'string' ? { because: value } : value),
    z
      .strictObject({
        title: optional(textAsWritten(), 'Title that the notebook or the environment had.', {
          examples: ['Tides by hand'],
        }),
        on: optional(text(checkDate), 'Day on which it left.', { examples: ['2026-03-01'], format: 'date' }),
        because: optional(textAsWritten(), 'Why it left, in one sentence.', {
          examples: ['Its data set is no longer published.'],
        }),
        instead: optional(
          textAsWritten(checkNotebookId),
          'Id of the notebook that is nearest to it now; for an environment, environments/<id>.',
          { examples: ['tutorials/welcome'] },
        ),
      })
      .transform(camelKeys)
      .meta({ type: ['object', 'string'] }),
  )
  .meta({
    description:
      'Why it left, in one sentence; or what it was, when and why it left, and what to use instead.',
  });
