import { redactText } from '../../core/redact.ts';
import type { ContainerFailure, EngineName } from './types.ts';

export function describeNoEngine(wanted: EngineName | undefined): ContainerFailure {
  const message =
    wanted === undefined
      ? 'Neither podman nor docker works on this machine; install one of them, or start the Docker service.'
      : `${wanted} does not work on this machine; install it or start its service, or leave out --engine.`;
  return { code: 'containers/no-engine', message };
}

/** Words of podman, docker, and of the registries that they quote. */
const KINDS = [
  ['containers/no-space', /no space left on device|disk quota exceeded|ENOSPC/i],
  [
    'containers/image-missing',
    /manifest unknown|not found|name unknown|unauthorized|denied|does not exist|no such image/i,
  ],
  [
    'containers/registry-failed',
    /connection re(?:fused|set)|EOF|timeout|no such host|no route|unreachable|dial tcp|5\d\d |TLS handshake/i,
  ],
] as const satisfies readonly (readonly [ContainerFailure['code'], RegExp])[];

/** What an engine's failure to bring an image means, and what to do. */
export function describePull(engine: EngineName, image: string, errors: string): ContainerFailure {
  const code = KINDS.find(([, pattern]) => pattern.test(errors))?.[0] ?? 'containers/failed';
  const words = redactText(lastSentence(errors));
  const messages = {
    'containers/no-space': `There is no room for the image ${image}; free some, such as with ${engine} image prune.`,
    'containers/image-missing': `The image ${image} could not be pulled because its registry does not give it (${words}).`,
    'containers/registry-failed': `The image ${image} could not be pulled because its registry stopped answering (${words}); try again later.`,
    'containers/failed': `The image ${image} could not be pulled (${words}).`,
  };
  return { code, message: messages[code] };
}

/** What an engine says of a container that it could not start. */
export function describeRun(engine: EngineName, image: string, errors: string): ContainerFailure {
  const words = redactText(lastSentence(errors));
  if (KINDS[0][1].test(errors)) {
    return { code: 'containers/no-space', message: `There is no room to run ${image} (${words}).` };
  }
  return { code: 'containers/failed', message: `${engine} could not start the image ${image} (${words}).` };
}

/** Engines print attempts and warnings first, and the reason last. */
function lastSentence(errors: string): string {
  return (
    errors
      .trim()
      .split('\n')
      .at(-1)
      ?.replace(/^Error(?: response from daemon)?: /, '') ?? ''
  );
}
