import { DATE_FORM } from '../../is-date.ts';
import { checkDate } from '../fields/dates.ts';
import { checkId, checkNotebookId, ID_PATTERN, NOTEBOOK_ID_PATTERN } from '../fields/ids.ts';
import { checkTag, TAG_PATTERN } from '../fields/images.ts';
import { checkMoment, MOMENT_PATTERN, parseMoment } from '../fields/moments.ts';
import { checkPictureFile, PICTURE_PATTERN } from '../fields/pictures.ts';
import { checkLanguage, LANGUAGE_PATTERN } from '../fields/words.ts';
import { text, textAsWritten } from './values.ts';

/** Texts of one form, each with the pattern by which an editor knows it. */

/** A day of the calendar. */
export const day = () => text(checkDate).meta({ format: 'date', pattern: DATE_FORM.source });

/** A day, or a time with its zone, as the moment at which it begins or ends (ISO 8601, UTC). */
export function moment(edge: 'start' | 'end') {
  return text(checkMoment)
    .meta({ pattern: MOMENT_PATTERN.source })
    .transform((written) => parseMoment(written, edge));
}

export const id = () => textAsWritten(checkId).meta({ pattern: ID_PATTERN.source });

export const notebookId = () => textAsWritten(checkNotebookId).meta({ pattern: NOTEBOOK_ID_PATTERN.source });

export const tag = () => textAsWritten(checkTag).meta({ pattern: TAG_PATTERN.source });

/** Path of a picture, beside the manifest or in a repository. */
export const picture = () => text(checkPictureFile).meta({ pattern: PICTURE_PATTERN });

/** A BCP 47 tag. */
export const languageTag = () => text(checkLanguage).meta({ pattern: LANGUAGE_PATTERN.source });
