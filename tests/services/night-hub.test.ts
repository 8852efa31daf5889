import { afterAll, beforeAll, expect, it } from 'vitest';
import { createHttpClient } from '../../src/io/http/client.ts';
import { createHubClient } from '../../src/io/hub/client.ts';
import { JUPYTERHUB_PARTS, type RunningJupyterHub, startJupyterHub } from '../support/jupyterhub.ts';
import { describeWith } from '../support/system-packages.ts';

describeWith(JUPYTERHUB_PARTS, 'a real JupyterHub, as the night sees it', () => {
  let hub: RunningJupyterHub;
  const http = createHttpClient({ retryDelaysMs: [] });
  beforeAll(async () => {
    hub = await startJupyterHub({ baseUrl: '/prefix/' });
  });
  afterAll(async () => {
    http.close();
    await hub.stop();
  });
  const check = (type: 'binderhub' | 'jupyterhub') => createHubClient(http).checkHub({ type, url: hub.url });

  it('is well, and says its version', async () => {
    expect(await check('jupyterhub')).toEqual({
      kind: 'healthy',
      version: expect.stringMatching(/^\d+\.\d+/),
    });
  });

  it('is no BinderHub', async () => {
    expect(await check('binderhub')).toEqual({
      kind: 'wrong-kind',
      expected: 'binderhub',
      found: 'jupyterhub',
    });
  });
});
