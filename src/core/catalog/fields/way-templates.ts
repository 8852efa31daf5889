import { quote } from '../../diagnostics/quote.ts';
import { WAY_FIELDS } from '../../links/other-ways.ts';
import type { Problem } from '../reporter.ts';
import { checkPlaceholders, fillPlaceholders, formatPlaceholders, listPlaceholders } from './placeholders.ts';
import { checkPageUrl } from './urls.ts';

const ALLOWED = `it may contain ${formatPlaceholders(WAY_FIELDS)}`;

/** An address at another service, with placeholders for a notebook and its repository. */
export function checkWayTemplate(template: string): Problem | undefined {
  const problem =
    checkPlaceholders(template, WAY_FIELDS, ALLOWED) ?? checkPageUrl(fillPlaceholders(template, () => 'x'));
  if (problem !== undefined) return problem;
  if (!/^https?:\/\/[^/?#{}]+(?:[/?#]|$)/i.test(template)) {
    return {
      code: 'manifest/bad-template',
      message: `${quote(template)} has a placeholder in the name of the host; it may be only behind that.`,
    };
  }
  if (listPlaceholders(template).length > 0) return undefined;
  return {
    code: 'manifest/bad-template',
    message: `${quote(template)} is one address for all notebooks; ${ALLOWED}.`,
  };
}
