import { quote } from '../../diagnostics/quote.ts';
import { isFieldName, isServerName } from '../../links/hub-route.ts';
import type { Problem } from '../reporter.ts';

/** Name of a field, or of an option, of a hub's start page. */
export function checkStartName(name: string): Problem | undefined {
  if (isFieldName(name)) return undefined;
  return {
    code: 'manifest/bad-start',
    message: `${quote(name)} is not the name of a field; allowed are letters, digits, ".", "_" and "-", without "opt-" in front.`,
  };
}

/** Name of a named server of JupyterHub. */
export function checkServerName(name: string): Problem | undefined {
  if (isServerName(name)) return undefined;
  return {
    code: 'manifest/bad-start',
    message: `${quote(name)} is not the name of a server; allowed are letters, digits, ".", "_", "~" and "-".`,
  };
}
