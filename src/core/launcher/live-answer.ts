import type { LiveAnswer } from './choice.ts';

/**
 * What BinderHub's `/health` says (`health.py`): 200 or 503 with `{"ok": …, "checks": […]}`. The
 * places of the hub are one of the checks, which by itself does not make the hub unwell.
 *
 * @param body parsed JSON, or undefined where it was none
 */
export function parseBinderHealth(body: unknown): LiveAnswer {
  if (!isRecord(body) || typeof body.ok !== 'boolean') return 'unknown';
  const checks = Array.isArray(body.checks) ? body.checks.filter(isRecord) : [];
  const failing = checks.filter(({ ok }) => ok === false);
  if (failing.some(({ service }) => service !== 'Pod quota')) return 'unwell';
  if (failing.length > 0) return 'full';
  return body.ok ? 'well' : 'unwell';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
