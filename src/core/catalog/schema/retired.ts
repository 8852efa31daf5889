import * as z from 'zod';
import { day, notebookId } from './forms.ts';
import { camelKeys, optional, TEXT_AS_WRITTEN, textAsWritten, VISIBLE } from './values.ts';

/** A text alone says why. */
export const RetiredSchema = z
  .preprocess(
    (value) => (typeof value === 'string' ? { because: value } : value),
    z
      .strictObject({
        title: optional(textAsWritten(), 'Title that the notebook or the environment had.', {
          examples: ['Tides by hand'],
        }),
        on: optional(day(), 'Day on which it left.', { examples: ['2026-03-01'] }),
        because: optional(textAsWritten(), 'Why it left, in one sentence.', {
          examples: ['Its data set is no longer published.'],
        }),
        instead: optional(
          notebookId(),
          'Id of the notebook that is nearest to it now; for an environment, environments/<id>.',
          { examples: ['tutorials/welcome'] },
        ),
      })
      .transform(camelKeys)
      .meta({ ...VISIBLE, type: ['object', ...TEXT_AS_WRITTEN.type] }),
  )
  .meta({
    description:
      'Why it left, in one sentence; or what it was, when and why it left, and what to use instead.',
  });
