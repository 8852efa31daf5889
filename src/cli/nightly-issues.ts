import type { Catalog } from '../core/catalog/types.ts';
import type { Status } from '../core/health/types.ts';
import { createGithubIssues } from '../io/github/client.ts';
import { readGithubPlace } from '../io/github/place.ts';
import { createHttpClient } from '../io/http/client.ts';
import { reportIssues } from '../tasks/night/report-issues.ts';

/** `--issues`. @returns what was done and what could not be; it never fails the night */
export async function keepIssues(catalog: Catalog, status: Status): Promise<readonly string[]> {
  const place = readGithubPlace(process.env);
  if (!place.ok) return [place.failure.message];
  const http = createHttpClient({ proxyVariables: process.env });
  try {
    return await reportIssues(catalog, status, createGithubIssues(http, place.value));
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
    return [`The issues were left as they are, which is a fault of Slipway: ${reason}`];
  } finally {
    http.close();
  }
}
