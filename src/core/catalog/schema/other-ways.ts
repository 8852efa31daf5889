import * as z from 'zod';
import { PRESET_WAYS } from '../../links/other-ways.ts';
import { describe } from '../../schema-parts.ts';
import { checkWayTemplate } from '../fields/way-templates.ts';
import { byId, list, optional, text, textAsWritten } from './values.ts';

const PRESETS = PRESET_WAYS.map(({ id }) => id);

const WaySchema = z
  .strictObject({
    title: describe(textAsWritten(), 'Name of the service on its link.', { examples: ['Campus Colab'] }),
    url: describe(
      text(checkWayTemplate),
      'Address in which placeholders such as {repository}, {owner}, {name}, {branch} and {path} stand for the notebook.',
      {
        examples: ['https://lab.example.edu/open?repo={repository}&ref={branch}&file={path}'],
        pattern: '^https?://',
      },
    ),
  })
  .meta({ description: 'A service of your own choice that opens notebooks by an address.' });

/** Services by ids of the manifest's own. */
export const OtherWaysSchema = optional(
  byId(WaySchema, (id, way) => ({ id, ...way })),
  `Services besides ${PRESETS.join(', ')} that contents may name under "other_ways".`,
);

/** Which of them a content offers. */
export const ContentWaysSchema = optional(
  list(textAsWritten()),
  `Services that open its notebooks without the tested environment, offered last: ${PRESETS.join(', ')}, or ids under "other_ways" of the manifest.`,
  { examples: [['colab', 'nbviewer']], uniqueItems: true },
);
