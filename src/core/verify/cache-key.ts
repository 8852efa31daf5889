import type { VerifiedRun, VerifyCode } from '../health/types.ts';
import type { RunLimits } from './judge-run.ts';
import { SUPERVISOR } from './runner-supervisor.ts';
import { WORKER } from './runner-worker.ts';

/** What a result depends on; two runs with the same texts find the same. */
export function listCacheKey(
  subject: { readonly digest: string; readonly commit: string; readonly path: string },
  limits: RunLimits & { readonly network: string },
): readonly string[] {
  const { digest, commit, path } = subject;
  const { timeoutS, memoryBytes, processes, network } = limits;
  const texts = [digest, commit, path, network, timeoutS, memoryBytes, processes].map(String);
  return [...texts, SUPERVISOR, WORKER];
}

/** What the look into an image depends on. */
export function listInspectionKey(digest: string): readonly string[] {
  return ['inspect', digest, SUPERVISOR];
}

/** What may be different next time though nothing has changed. */
const UNCERTAIN: readonly VerifyCode[] = ['verify/not-possible', 'verify/timed-out'];

export function isWorthKeeping({ code }: Pick<VerifiedRun, 'code'>): boolean {
  return code === undefined || !UNCERTAIN.includes(code);
}
