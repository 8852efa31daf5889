import { quote } from '../../diagnostics/quote.ts';
import { listWords, suggestWord } from '../../diagnostics/suggest.ts';
import type { Problem } from '../reporter.ts';

const PLACEHOLDER = /\{([^{}]*)\}/g;

/** Names of the placeholders of a template, in their order. */
export function listPlaceholders(template: string): readonly string[] {
  return [...template.matchAll(PLACEHOLDER)].map((match) => match[1] ?? '');
}

/** `"{path}" and "{stem}"` of their names. */
export function formatPlaceholders(names: readonly string[]): string {
  return listWords(
    names.map((name) => `{${name}}`),
    'and',
  );
}

/** The template with every placeholder replaced. */
export function fillPlaceholders(template: string, fill: (name: string) => string): string {
  return template.replace(PLACEHOLDER, (_, name: string) => fill(name));
}

/**
 * What is wrong with the placeholders of a template.
 *
 * @param describeAllowed completes the message: `it may contain …`
 */
export function checkPlaceholders(
  template: string,
  allowed: readonly string[],
  describeAllowed: string,
): Problem | undefined {
  const unknown = listPlaceholders(template).find((name) => !allowed.includes(name));
  if (unknown === undefined && !/[{}]/.test(fillPlaceholders(template, () => ''))) return undefined;
  const near = unknown === undefined ? undefined : suggestWord(unknown, allowed);
  const what = unknown === undefined ? 'a brace without its counterpart' : quote(`{${unknown}}`);
  return {
    code: 'manifest/bad-template',
    message: `${quote(template)} contains ${what}; ${describeAllowed}.`,
    ...(near === undefined
      ? {}
      : { hint: `Did you mean "{${near}}"?`, replacement: template.replace(`{${unknown}}`, `{${near}}`) }),
  };
}
