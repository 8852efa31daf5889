import { sanitizeJson } from '../diagnostics/sanitize-output.ts';

/**
 * A YAML text: plain where nothing in it means anything else (no number, date, boolean), and
 * otherwise in double quotes, which YAML reads as JSON does. Safe to print: see `sanitizeJson`.
 */
export function quoteYaml(text: string): string {
  const isPlain =
    /^[a-zA-Z][\w./-]*(?::\/\/[\w./-]+)?$/.test(text) &&
    !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(text);
  return isPlain ? text : sanitizeJson(JSON.stringify(text));
}
