import { quote } from '../../diagnostics/quote.ts';
import { describeUnknown } from '../issues.ts';
import type { TextAt } from './manifest-parts.ts';
import type { RuleContext } from './rule-context.ts';

/** Reports duplicate items of a list. */
export function checkDistinct(items: readonly TextAt[], what: string, { error }: RuleContext): void {
  const seen = new Set<string>();
  for (const { text, path } of items) {
    if (seen.has(text)) {
      error('manifest/duplicate-entry', path, {
        message: `The ${what} ${quote(text)} stands in this list already.`,
      });
    }
    seen.add(text);
  }
}

/** Reports ids that nothing defines; where nothing at all is defined, only that is reported. */
export function checkKnown(
  items: readonly TextAt[],
  what: string,
  code: `manifest/unknown-${string}`,
  known: readonly string[],
  { error }: RuleContext,
): void {
  for (const { text, path } of items) {
    if (known.length > 0 && !known.includes(text)) error(code, path, describeUnknown(what, text, known));
  }
}
