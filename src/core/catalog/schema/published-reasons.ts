import { z } from 'zod';

/** An ISO 8601 time, with what it is the time of. */
export const describedTime = (description: string) => z.iso.datetime().meta({ description });

const detail: z.ZodType = z
  .lazy(() =>
    z.looseObject({
      kind: z.string().meta({ description: 'Permanent, such as answered; new ones may come.' }),
      args: z
        .record(z.string(), z.union([z.string(), detail]))
        .optional()
        .meta({
          description: 'What the detail is about, such as a host, a file, a status, or another detail.',
        }),
    }),
  )
  .meta({ id: 'detail' });

/** Why something has its verdict. */
export const reasonSchema = z
  .looseObject({
    code: z
      .string()
      .regex(/^[a-z]+\/[a-z-]+$/)
      .meta({ description: 'Permanent code, such as image/tag-moved; new ones may come.' }),
    message: z.string().meta({ description: 'One sentence for people; its wording may change.' }),
    since: describedTime('First night of the unbroken run in which this was seen.'),
    path: z.string().optional().meta({ description: 'With content/notebook-missing: the notebook.' }),
    about: z.record(z.string(), z.string()).optional().meta({
      description:
        'What the message is about (image, digest, repository, ref, path, moved_to, hub, registry, detail …), for saying it in another language.',
    }),
    detail: detail
      .optional()
      .meta({ description: 'Why a check failed, where it did; the message ends with it.' }),
    accepted: z
      .looseObject({
        because: z.string(),
        until: z.iso.date().meta({ description: 'Last day of the acceptance, in UTC.' }),
      })
      .optional()
      .meta({ description: 'The manifest accepts this reason; it does not count for the verdict.' }),
  })
  .meta({ id: 'reason' });
