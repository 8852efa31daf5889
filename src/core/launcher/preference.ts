/** The hub that a reader chose for all links of this catalogue; kept in their browser only. */
export type HubPreference =
  | { readonly kind: 'hub'; readonly id: string }
  /** A hub that is not in the catalogue, by its address; without a type it is a JupyterHub. */
  | { readonly kind: 'own'; readonly url: string; readonly type?: 'binderhub' };

/** As it is stored; the catalogues of one origin keep theirs apart by their base path. */
export function preferenceKey(base: string): string {
  return `slipway-hub:${base}`;
}

/** Reads what was stored, by us or by anybody; undefined for what says nothing. */
export function parsePreference(stored: string | null): HubPreference | undefined {
  if (stored === null || stored.length > 2_000) return undefined;
  const id = /^hub:(.+)$/s.exec(stored)?.[1];
  if (id !== undefined) return { kind: 'hub', id };
  const [, type, url] = /^own(-binderhub)?:(.+)$/s.exec(stored) ?? [];
  if (url === undefined) return undefined;
  return { kind: 'own', url, ...(type !== undefined && { type: 'binderhub' }) };
}

export function renderPreference(preference: HubPreference): string {
  if (preference.kind === 'hub') return `hub:${preference.id}`;
  return `own${preference.type === undefined ? '' : `-${preference.type}`}:${preference.url}`;
}
