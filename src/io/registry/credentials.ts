import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import type { CredentialStore, Credentials } from './types.ts';

const entry = z.object({
  auth: z.string().optional(),
  username: z.string().optional(),
  password: z.string().optional(),
});
const dockerConfig = z.object({ auths: z.record(z.string(), z.unknown()).optional() });

export interface LoadedCredentials {
  readonly store: CredentialStore;
  /** Why a file was not used, one sentence each. */
  readonly warnings: readonly string[];
}

/**
 * Reads sign-ins: `DOCKER_AUTH_CONFIG`, which holds the text of a `config.json` as docker and GitLab CI
 * have it, before the file that `docker login`, `podman login` and `docker/login-action` leave behind
 * (`REGISTRY_AUTH_FILE`, else `config.json` in `DOCKER_CONFIG`, else `~/.docker/config.json`).
 * Programs that keep secrets elsewhere (`credHelpers`, `credsStore`) are not run.
 */
export async function loadCredentials(
  variables: Readonly<Record<string, string | undefined>>,
  homeFolder: string,
): Promise<LoadedCredentials> {
  const file =
    variables.REGISTRY_AUTH_FILE ||
    join(variables.DOCKER_CONFIG || join(homeFolder, '.docker'), 'config.json');
  const text = await readFile(file, 'utf8').catch(() => undefined);
  const parts = [
    ...(variables.DOCKER_AUTH_CONFIG
      ? [parseCredentials(variables.DOCKER_AUTH_CONFIG, 'The variable DOCKER_AUTH_CONFIG')]
      : []),
    ...(text === undefined ? [] : [parseCredentials(text, file)]),
  ];
  return {
    warnings: parts.flatMap(({ warnings }) => warnings),
    store: {
      find(reference) {
        for (const { store } of parts) {
          const credentials = store.find(reference);
          if (credentials !== undefined) return credentials;
        }
        return undefined;
      },
    },
  };
}

/**
 * Reads the text of a Docker `config.json` or a `containers-auth.json`.
 *
 * @param source where it comes from, for the warning
 */
export function parseCredentials(text: string, source: string): LoadedCredentials {
  const parsed = dockerConfig.safeParse(parseJson(text));
  if (!parsed.success) {
    return {
      store: { find: () => undefined },
      warnings: [
        `${source} could not be read as a Docker configuration; registries are asked without signing in.`,
      ],
    };
  }
  const known = new Map<string, Credentials>();
  for (const [key, value] of Object.entries(parsed.data.auths ?? {})) {
    const credentials = readEntry(value);
    if (credentials !== undefined) known.set(normalizeKey(key), credentials);
  }
  return {
    warnings: [],
    store: {
      find({ registry, repository }) {
        // The most exact key wins, as in containers-auth.json(5).
        const segments = `${registry}/${repository}`.split('/');
        for (let length = segments.length; length > 0; length -= 1) {
          const credentials = known.get(segments.slice(0, length).join('/'));
          if (credentials !== undefined) return credentials;
        }
        return undefined;
      },
    },
  };
}

function readEntry(value: unknown): Credentials | undefined {
  const parsed = entry.safeParse(value);
  if (!parsed.success) return undefined;
  const { auth, username, password } = parsed.data;
  if (username && password) return { username, password };
  const decoded = Buffer.from(auth ?? '', 'base64')
    .toString('utf8')
    .replace(/\0+$/, '');
  const colon = decoded.indexOf(':');
  if (colon < 1 || colon === decoded.length - 1) return undefined;
  return { username: decoded.slice(0, colon), password: decoded.slice(colon + 1) };
}

/** `https://index.docker.io/v1/` and its like as the registry's name. */
function normalizeKey(key: string): string {
  const name = key
    .replace(/^https?:\/\//, '')
    .replace(/\/+$/, '')
    .replace(/\/v[12]$/, '');
  return /^(?:index\.docker\.io|registry-1\.docker\.io)$/.test(name) ? 'docker.io' : name;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
