import type { IncomingHttpHeaders } from 'node:http';
import * as z from 'zod';
import { type Detail, detailOf } from '../../core/details.ts';
import { redactText } from '../../core/redact.ts';
import type { HttpResponse } from '../http/types.ts';
import { parseChallenges } from './challenge.ts';
import type { RegistryRefusal } from './types.ts';

/** Error bodies are read up to here (as go-containerregistry does). */
export const MAX_ERROR_BYTES = 65_536;

const errorBody = z.object({
  errors: z.array(z.object({ code: z.string(), message: z.string().optional().catch(undefined) })).min(1),
});

/** Whether the headers are those of a registry, which not every one of them sends. */
export function hasRegistryMark(headers: IncomingHttpHeaders): boolean {
  return String(headers['docker-distribution-api-version'] ?? '').startsWith('registry/');
}

/**
 * What an answer other than 200 means: `missing` only where a registry says so in its
 * own words, never for a web server's 404.
 *
 * @param registry name of the registry, for messages
 */
export function classifyAnswer(registry: string, response: HttpResponse): RegistryRefusal {
  const { status, headers } = response;
  const errors = readErrors(response);
  const codes = errors.map(({ code }) => code.toUpperCase());
  const detail = describeAnswer(status, errors);
  const trouble = (
    kind: 'unreachable' | 'rate-limited' | 'unauthorized',
    text = detail,
  ): RegistryRefusal => ({
    kind,
    registry,
    detail: text,
  });
  if (status === 429 || codes.includes('TOOMANYREQUESTS')) return trouble('rate-limited');
  const isRegistry = codes.length > 0 || hasRegistryMark(headers);
  if (status === 401 || status === 403) return classifyDenial(registry, response, isRegistry, detail);
  if (status === 404 || status === 410) {
    if (!isRegistry) return trouble('unreachable', detailOf('not-a-registry', { detail }));
    if (codes.includes('DENIED') || codes.includes('UNAUTHORIZED')) {
      return { kind: 'not-public-or-missing', registry, detail };
    }
    return { kind: 'missing', what: codes.includes('NAME_UNKNOWN') ? 'repository' : 'tag' };
  }
  if (status >= 200 && status < 300)
    return trouble('unreachable', detailOf('not-a-registry', { detail: detailOf('answered', { status }) }));
  return trouble('unreachable');
}

function classifyDenial(
  registry: string,
  { headers, status }: HttpResponse,
  isRegistry: boolean,
  detail: Detail,
): RegistryRefusal {
  const header = headers['www-authenticate'];
  const challenges = header === undefined ? [] : parseChallenges(header);
  const isTokenRefused = challenges.some(({ parameters }) => parameters.get('error') === 'invalid_token');
  if (isTokenRefused) return { kind: 'unauthorized', registry, detail: detailOf('own-token-refused') };
  if (isRegistry || (status === 401 && challenges.length > 0)) {
    return { kind: 'not-public-or-missing', registry, detail };
  }
  // A proxy or firewall in between says nothing about the image.
  return { kind: 'unauthorized', registry, detail: detailOf('not-a-registry', { detail }) };
}

function readErrors({ body, status }: HttpResponse): z.infer<typeof errorBody>['errors'] {
  if (status < 400 || body.length === 0 || body.length > MAX_ERROR_BYTES) return [];
  try {
    const parsed = errorBody.safeParse(JSON.parse(body.toString('utf8')));
    return parsed.success ? parsed.data.errors : [];
  } catch {
    return [];
  }
}

function describeAnswer(status: number, errors: z.infer<typeof errorBody>['errors']): Detail {
  const [error] = errors;
  if (error === undefined) return detailOf('answered', { status });
  const message = error.message ? `: ${error.message}` : '';
  const words = redactText(`${error.code}${message}`)
    .slice(0, 160)
    .replace(/[.\s]+$/, '');
  return detailOf('answered-words', { status, words });
}
