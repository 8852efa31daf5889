/** What people write for a key that has another name here. */
const SYNONYMS: Readonly<Record<string, readonly string[]>> = {
  contents: ['content'],
  courses: ['content'],
  repo: ['repository'],
  url: ['repository'],
  git: ['repository'],
  ref: ['branch'],
  rev: ['branch', 'ref'],
  revision: ['branch', 'ref'],
  branch: ['ref'],
  version: ['tag', 'branch'],
  tag: ['branch', 'ref'],
  name: ['title', 'label'],
  env: ['environment'],
  kind: ['type'],
  lang: ['language'],
  ignore: ['exclude'],
  files: ['include'],
  path: ['directory'],
  folder: ['directory'],
  dockerfile: ['binder'],
  redirects: ['moved'],
  removed: ['retired'],
  deleted: ['retired'],
  reason: ['because'],
  why: ['because'],
  replaced_by: ['instead'],
  date: ['on'],
};

/** Keys of the manifest that are often written so elsewhere, the likeliest first. */
export function listSynonyms(key: string): readonly string[] {
  return Object.hasOwn(SYNONYMS, key) ? (SYNONYMS[key] ?? []) : [];
}
