import type { Finding } from './findings.ts';
import type { HubObservation, HubType } from './observations.ts';

const KINDS = { binderhub: 'a BinderHub', jupyterhub: 'a JupyterHub' } satisfies Record<HubType, string>;

/** What a hub's own answers mean for launches on it. */
export function judgeHub({ title, check }: HubObservation): readonly Finding[] {
  switch (check.kind) {
    case 'skipped':
    case 'healthy':
      return [];
    case 'wrong-kind':
      return [
        {
          code: 'hub/wrong-kind',
          message: `${title} is ${KINDS[check.found]}, not ${KINDS[check.expected]}, so launch links to it do not work.`,
        },
      ];
    case 'unhealthy':
      return [{ code: 'hub/unhealthy', message: `${title} answers, but is not well: ${check.detail}.` }];
    case 'unreachable':
      return [{ code: 'hub/unreachable', message: `${title} could not be reached: ${check.detail}.` }];
    case 'rate-limited':
      return [
        {
          code: 'hub/rate-limited',
          message: `${title} asked us to come back later, so it could not be checked: ${check.detail}.`,
        },
      ];
  }
}
