/** Hosts that launch links still name and that no longer launch anything (mybinder.org-deploy, 2025-11). */
const RETIRED_HOSTS: ReadonlySet<string> = new Set([
  'gke.mybinder.org',
  'gke2.mybinder.org',
  'ovh.mybinder.org',
  'ovh2.mybinder.org',
  'turing.mybinder.org',
  'curvenote.mybinder.org',
  'binder.curvenote.dev',
  'beta.mybinder.org',
  'binder.pangeo.io',
  'aws-uswest2-binder.pangeo.io',
]);

export function isRetiredHub(host: string): boolean {
  return RETIRED_HOSTS.has(host);
}
