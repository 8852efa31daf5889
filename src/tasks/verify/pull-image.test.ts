import { expect, it } from 'vitest';
import { fail, ok } from '../../core/result.ts';
import type { ContainerFailure } from '../../io/containers/types.ts';
import { pullImage } from './pull-image.ts';

const DIGEST = `sha256:${'a'.repeat(64)}`;

it.each<[string, readonly string[], ContainerFailure['code'], readonly string[], string | undefined]>([
  ['from its registry', ['r/py'], 'containers/failed', ['r/py'], 'r/py'],
  ['from the mirror where the first fails', ['m/py'], 'containers/registry-failed', ['r/py', 'm/py'], 'm/py'],
  ['from nowhere', [], 'containers/image-missing', ['r/py', 'm/py'], undefined],
  ['not from the mirror where there is no room', ['m/py'], 'containers/no-space', ['r/py'], undefined],
])('pulls an image %s', async (_, served, code, asked, expected) => {
  const names: string[] = [];
  const engine = {
    async pull(name: string) {
      names.push(name.replace(`@${DIGEST}`, ''));
      const isServed = served.some((image) => name === `${image}@${DIGEST}`);
      return isServed ? ok(true) : fail({ code, message: `No ${name}.` });
    },
  };
  const pulled = await pullImage(engine, 'r/py', 'm/py', DIGEST);
  expect(pulled.ok ? pulled.value : undefined).toBe(expected);
  expect(names).toEqual(asked);
});
