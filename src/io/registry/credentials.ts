import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { redactText } from '../../core/redact.ts';
import { trimEndSlashes } from '../../core/trim.ts';
import type { CredentialStore, Credentials } from './types.ts';

const entry = z.object({
  auth: z.string().optional(),
  username: z.string().optional(),
  password: z.string().optional(),
  identitytoken: z.string().optional(),
  registrytoken: z.string().optional(),
});
const dockerConfig = z.object({ auths: z.record(z.string(), z.unknown()).optional() });

export interface LoadedCredentials {
  readonly store: CredentialStore;
  /** Why a file was not used, one sentence each. */
  readonly warnings: readonly string[];
}

/** `podman login` keeps them here where it finds no `XDG_RUNTIME_DIR`, by the id of the user. */
const PODMAN_FOLDER = '/run/containers';

/**
 * Reads sign-ins: `DOCKER_AUTH_CONFIG`, which holds the text of a `config.json` as docker and GitLab CI
 * have it, before the files that `docker login`, `podman login` and `docker/login-action` leave behind. Which files, and in
 * which order, `listCredentialFiles` says. Programs that keep secrets elsewhere (`credHelpers`,
 * `credsStore`) are not run.
 *
 * @param userId numeric, of the user this runs as; undefined where the system has none
 */
export async function loadCredentials(
  variables: Readonly<Record<string, string | undefined>>,
  homeFolder: string,
  userId?: number,
): Promise<LoadedCredentials> {
  const parts: LoadedCredentials[] = [];
  if (variables.DOCKER_AUTH_CONFIG) {
    parts.push(parseCredentials(variables.DOCKER_AUTH_CONFIG, 'The variable DOCKER_AUTH_CONFIG'));
  }
  for (const file of listCredentialFiles(variables, homeFolder, userId)) {
    const text = await readFile(file, 'utf8').catch(() => undefined);
    if (text !== undefined) parts.push(parseCredentials(text, file));
  }
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
 * Files with sign-ins, the first that knows a registry first: `REGISTRY_AUTH_FILE` alone where it is set; else
 * the folder of `DOCKER_CONFIG`, podman's files (containers-auth.json(5)), and docker's own.
 */
function listCredentialFiles(
  variables: Readonly<Record<string, string | undefined>>,
  homeFolder: string,
  userId: number | undefined,
): readonly string[] {
  const { REGISTRY_AUTH_FILE, DOCKER_CONFIG, XDG_RUNTIME_DIR, XDG_CONFIG_HOME } = variables;
  if (REGISTRY_AUTH_FILE) return [REGISTRY_AUTH_FILE];
  const runtimeFolder = XDG_RUNTIME_DIR
    ? join(XDG_RUNTIME_DIR, 'containers')
    : userId !== undefined && join(PODMAN_FOLDER, String(userId));
  return [
    ...(DOCKER_CONFIG ? [join(DOCKER_CONFIG, 'config.json')] : []),
    ...(runtimeFolder ? [join(runtimeFolder, 'auth.json')] : []),
    join(XDG_CONFIG_HOME || join(homeFolder, '.config'), 'containers', 'auth.json'),
    ...(DOCKER_CONFIG ? [] : [join(homeFolder, '.docker', 'config.json')]),
  ];
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
  const warnings: string[] = [];
  for (const [key, value] of Object.entries(parsed.data.auths ?? {})) {
    const credentials = readEntry(value);
    if (credentials !== undefined) known.set(normalizeKey(key), credentials);
    else if (entry.safeParse(value).data?.registrytoken) {
      warnings.push(
        `${source} signs in to ${redactText(key)} with a "registrytoken", which is not supported; sign in again with a password or an access token.`,
      );
    }
  }
  return {
    warnings,
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
  const { auth, username, password, identitytoken } = parsed.data;
  // It is what the registry gave for the password, which is not kept then.
  if (identitytoken) return { username: username ?? '', password: '', identityToken: identitytoken };
  if (username && password) return { username, password };
  const decoded = Buffer.from(auth ?? '', 'base64')
    .toString('utf8')
    .replace(/\0+$/, '');
  const colon = decoded.indexOf(':');
  if (colon < 1 || colon === decoded.length - 1) return undefined;
  return { username: decoded.slice(0, colon), password: decoded.slice(colon + 1) };
}

/** `https://index.docker.io/v1/` and its like as the registry's name; a repository may end in `/v2` itself. */
function normalizeKey(key: string): string {
  const name = trimEndSlashes(key.replace(/^https?:\/\//, '')).replace(/^([^/]+)\/v[12]$/, '$1');
  return name.replace(/^(?:index\.docker\.io|registry-1\.docker\.io)(?=\/|$)/, 'docker.io');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
