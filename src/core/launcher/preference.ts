/** The hub that a reader chose for all links of this catalogue; kept in their browser only. */
export type HubPreference =
  | { readonly kind: 'hub'; readonly id: string }
  /** A JupyterHub that is not in the catalogue, by its address. */
  | { readonly kind: 'own'; readonly url: string };

/** As it is stored; the catalogues of one origin keep theirs apart by their base path. */
export function preferenceKey(base: string): string {
  return `slipway-hub:${base}`;
}

/** Reads what was stored, by us or by anybody; undefined for what says nothing. */
export function parsePreference(stored: string | null): HubPreference | undefined {
  if (stored === null || stored.length > 2_000) return undefined;
  const id = /^hub:(.+)$/s.exec(stored)?.[1];
  if (id !== undefined) return { kind: 'hub', id };
  const url = /^own:(.+)$/s.exec(stored)?.[1];
  return url === undefined ? undefined : { kind: 'own', url };
}

export function renderPreference(preference: HubPreference): string {
  return preference.kind === 'hub' ? `hub:${preference.id}` : `own:${preference.url}`;
}
