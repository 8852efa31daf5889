import { lookup as lookupByDns } from 'node:dns';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { LookupFunction } from 'node:net';
import { isLoopback } from '../../core/addresses/loopback.ts';
import { isPrivateAddress } from './addresses.ts';

export interface AgentOptions {
  /** Replaces the system's look-up of names. */
  readonly lookup?: LookupFunction;
  /** Certificates to trust beside the system's. */
  readonly certificateAuthorities?: readonly string[];
  /** Variables that name proxies (`HTTPS_PROXY`, `NO_PROXY`, …); none are used on loopback. */
  readonly proxyVariables?: NodeJS.ProcessEnv;
}

export interface Agents {
  agentFor(url: URL, isPublicOnly: boolean): HttpAgent | HttpsAgent;
  close(): void;
}

/** Keep-alive agents; connections to public-only targets are never shared with the others. */
export function createAgents(options: AgentOptions): Agents {
  const agents = new Map<string, HttpAgent | HttpsAgent>();
  const lookup = options.lookup ?? lookupByDns;
  return {
    agentFor(url, isPublicOnly) {
      const isLocal = isLoopback(url);
      const key = `${url.protocol} ${isLocal} ${isPublicOnly}`;
      const known = agents.get(key);
      if (known) return known;
      const agentOptions = {
        keepAlive: true,
        lookup: isPublicOnly ? refusePrivate(lookup) : lookup,
        ...(options.certificateAuthorities === undefined ? {} : { ca: [...options.certificateAuthorities] }),
        ...(isLocal || options.proxyVariables === undefined ? {} : { proxyEnv: options.proxyVariables }),
      };
      const agent = url.protocol === 'https:' ? new HttpsAgent(agentOptions) : new HttpAgent(agentOptions);
      agents.set(key, agent);
      return agent;
    },
    close() {
      for (const agent of agents.values()) agent.destroy();
      agents.clear();
    },
  };
}

/** A look-up that fails when a name leads to this machine or a private network (DNS rebinding). */
function refusePrivate(lookup: LookupFunction): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, options, (error, address, family) => {
      const found = typeof address === 'string' ? [address] : (address ?? []).map((entry) => entry.address);
      if (error === null && found.some(isPrivateAddress)) {
        const refusal = Object.assign(new Error('private address'), { code: 'ERR_PRIVATE_ADDRESS' });
        callback(refusal, address, family);
        return;
      }
      callback(error, address, family);
    });
  };
}
